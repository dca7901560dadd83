import { v5 as uuidv5 } from 'uuid';

/** Never change it: the ids of all seeded rows follow from it, and a store that was seeded before keeps them. */
const NAMESPACE = '5f0c2a9e-6b7d-5c1e-9a43-8d2f1b604e77';

export type SeedKind = 'site' | 'client' | 'person' | 'account' | 'role_grant';

/** The id of a seeded row from its code, the same in every store: `seedId('person', 'P-0001')`. */
export const seedId = (kind: SeedKind, code: string): string => uuidv5(`${kind}:${code}`, NAMESPACE);
