import type { Catalog } from './catalog';

/** Every other file of en/ is a namespace; a new file is there without another line. */
const files = import.meta.glob<Catalog>(
  [
    './en/*.json',
    '!./en/common.json',
    '!./en/codes.json',
    '!./en/signIn.json',
    '!./en/home.json',
    '!./en/work.json',
    '!./en/parts.json',
  ],
  { eager: true, import: 'default' },
);
export default files;
