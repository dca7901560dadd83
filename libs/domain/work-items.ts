/** The states of a work item and its legal moves (one row per item and pass). */
export const ITEM_STATES = [
  'draft',
  'ready',
  'reserved',
  'submitted',
  'in_review',
  'returned',
  'adjudication',
  'accepted',
  'delivered',
  'client_accepted',
  'skipped',
  'void',
] as const;
export type ItemState = (typeof ITEM_STATES)[number];

const MOVES: Record<ItemState, readonly ItemState[]> = {
  draft: ['ready', 'void'],
  ready: ['reserved', 'void'],
  // back to `ready` when the lease runs out or is given back; to `returned` when the author gives back a returned item
  reserved: ['submitted', 'ready', 'returned', 'skipped', 'void'],
  // routing happens in the transaction of the submit; `submitted` is what the history keeps
  submitted: ['in_review', 'accepted', 'void'],
  // once more to `in_review`: accepted, and somebody else looks at it too
  in_review: ['accepted', 'in_review', 'returned', 'adjudication', 'void'],
  // free for anybody once its author is gone
  returned: ['reserved', 'ready', 'void'],
  adjudication: ['accepted', 'void'],
  // a refused lot reopens what nobody has looked at twice; an accepted answer changes only with a new version
  accepted: ['in_review', 'accepted', 'delivered', 'void'],
  delivered: ['client_accepted', 'void'],
  client_accepted: [],
  skipped: ['ready', 'void'],
  void: [],
};

export function canMoveItem(from: ItemState, to: ItemState): boolean {
  return MOVES[from].includes(to);
}

/** How long a person may hold an item, in minutes, while no measured time exists. */
export const DEFAULT_LEASE_MINUTES = 30;

/** Lease = 3 × p80 item time, at least one minute; 30 minutes while no p80 is known. `p80Seconds` is active time. */
export function leaseMinutes(p80Seconds: number | null): number {
  return p80Seconds === null ? DEFAULT_LEASE_MINUTES : Math.max(1, Math.ceil((3 * p80Seconds) / 60));
}

/** After this many returns the item goes to adjudication instead of back to its author once more. */
export const MAX_RETURNS = 2;
