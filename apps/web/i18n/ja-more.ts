import type { Catalog } from './catalog';

/** Every other file of ja/ is a namespace; a new file is there without another line. */
const files = import.meta.glob<Catalog>(
  [
    './ja/*.json',
    '!./ja/common.json',
    '!./ja/codes.json',
    '!./ja/signIn.json',
    '!./ja/home.json',
    '!./ja/work.json',
    '!./ja/parts.json',
  ],
  { eager: true, import: 'default' },
);
export default files;
