import type { Catalog } from './catalog';

/** Every file of ja/ is a namespace; a new file is there without another line. */
const files = import.meta.glob<Catalog>('./ja/*.json', { eager: true, import: 'default' });
export default files;
