/** Texts of one namespace: flat keys, as a spec compares them between the languages. */
export type Catalog = Record<string, string>;
