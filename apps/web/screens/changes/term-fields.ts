import type { Of } from '../../api/types';
import { percentageOf, readNumber, shareOf } from '../../kit/numbers';

type Terms = Of<'ChangeTerms'>;
export type Wished = Of<'WishedTerms'>;

/** What both sides may change after the contract, in the order in which a contract is read. */
export const TERM_NAMES = [
  'volume',
  'deliveryDue',
  'qualityTarget',
  'acceptanceWindowDays',
  'instalments',
  'scope',
  'notes',
] as const satisfies readonly (keyof Terms)[];

/** As typed; numbers stay text for the draft. */
export interface TermFields {
  volume: string;
  deliveryDue: string;
  qualityTarget: string;
  acceptanceWindowDays: string;
  instalments: boolean;
  scope: string;
  notes: string;
}

/** How KADO prices it: as before, at a margin, or by hand. */
export interface OfferFields {
  pricing: 'standing' | 'margin' | 'price';
  marginRate: string;
  priceYen: string;
}

export function termFieldsOf(terms: Terms): TermFields {
  return {
    volume: String(terms.volume),
    deliveryDue: terms.deliveryDue,
    qualityTarget: percentageOf(terms.qualityTarget),
    acceptanceWindowDays: String(terms.acceptanceWindowDays),
    instalments: terms.instalments,
    scope: terms.scope,
    notes: terms.notes,
  };
}

export function termsOf(fields: TermFields): Wished {
  const [volume, days] = [readNumber(fields.volume), readNumber(fields.acceptanceWindowDays)];
  const qualityTarget = shareOf(fields.qualityTarget);
  return {
    ...(volume !== undefined && { volume }),
    ...(fields.deliveryDue !== '' && { deliveryDue: fields.deliveryDue }),
    ...(qualityTarget !== undefined && { qualityTarget }),
    ...(days !== undefined && { acceptanceWindowDays: days }),
    instalments: fields.instalments,
    scope: fields.scope.trim(),
    notes: fields.notes.trim(),
  };
}

/** Only what is another than it stands: that is the wish. */
export function differing(before: Terms, now: Wished): Wished {
  return Object.fromEntries(
    TERM_NAMES.filter((name) => now[name] !== undefined && now[name] !== before[name]).map((name) => [name, now[name]]),
  ) as Wished;
}

export function priceOf({ pricing, marginRate, priceYen }: OfferFields): { marginRate?: number; priceYen?: number } {
  if (pricing === 'margin') {
    const share = shareOf(marginRate);
    return share === undefined ? {} : { marginRate: share };
  }
  const yen = pricing === 'price' ? readNumber(priceYen) : undefined;
  return yen === undefined ? {} : { priceYen: yen };
}

/** Missing members of old clauses, as the domain reads them. */
export function standingTerms(clauses: Of<'RequirementClauses'>): Terms {
  const { volume, deliveryDue, qualityTarget, scope, notes = '', acceptanceWindowDays, instalments = false } = clauses;
  return { volume, deliveryDue, qualityTarget, scope, notes, acceptanceWindowDays, instalments };
}
