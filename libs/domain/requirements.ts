export const WORK_CATEGORIES = ['digital_data', 'back_office', 'municipal'] as const;
export type WorkCategory = (typeof WORK_CATEGORIES)[number];

export const WORK_MODES = ['item', 'coverage', 'case', 'milestone'] as const;
export type WorkMode = (typeof WORK_MODES)[number];

export const DATA_CLASSES = ['none', 'personal', 'my_number'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

export const PLACES = ['home', 'centre', 'secure_room'] as const;
export type Place = (typeof PLACES)[number];

export const PRICE_MODELS = ['per_item', 'hourly', 'fixed'] as const;
export type PriceModel = (typeof PRICE_MODELS)[number];

/** What the client and KADO agree on: one version of it is signed. */
export interface RequirementClauses {
  scope: string;
  category: WorkCategory;
  mode: WorkMode;
  /** Items, slots, cases or milestones, as the mode says. */
  volume: number;
  /** Business date YYYY-MM-DD in Japan. */
  deliveryDue: string;
  /** Share of right results, 0 to 1. */
  qualityTarget: number;
  dataClass: DataClass;
  place: Place;
  priceModel: PriceModel;
  acceptanceWindowDays: number;
  /** Silence of the client counts as acceptance (みなし検収) only where the contract says so. */
  deemedAcceptance: boolean;
  /** Lots are delivered as they are released, not all at once. */
  instalments?: boolean;
  /** Business date YYYY-MM-DD on which the work is to begin. */
  workStart?: string;
  notes?: string;
}

/** Above this volume the price is measured, not guessed. */
export const PILOT_VOLUME_LIMIT = 1_000;

/** The least a pilot lot measures: so many items by so many people each. */
export const PILOT_MIN_ITEMS = 30;
export const PILOT_MIN_PEOPLE = 3;

export function pilotRequired(clauses: Pick<RequirementClauses, 'dataClass' | 'volume'>): boolean {
  return clauses.dataClass !== 'none' || clauses.volume > PILOT_VOLUME_LIMIT;
}
