import type { Catalog } from './catalog';

/** What everybody reads first: frame, sign-in, home, work. The others come with the first other page (`en-more.ts`). */
const files = import.meta.glob<Catalog>(
  ['./en/common.json', './en/codes.json', './en/signIn.json', './en/home.json', './en/work.json', './en/parts.json'],
  { eager: true, import: 'default' },
);
export default files;
