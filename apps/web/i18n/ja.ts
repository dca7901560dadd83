import type { Catalog } from './catalog';

/** What everybody reads first: frame, sign-in, home, work. The others come with the first other page (`ja-more.ts`). */
const files = import.meta.glob<Catalog>(
  ['./ja/common.json', './ja/codes.json', './ja/signIn.json', './ja/home.json', './ja/work.json', './ja/parts.json'],
  { eager: true, import: 'default' },
);
export default files;
