/**
 * The stages of an engagement (案件) and of a lot, and the moves between them. Pure: shared by workflows, API and tests.
 */
export const STAGES = [
  'inquiry',
  'requirements',
  'decomposition',
  'team_assembly',
  'production',
  'quality',
  'delivery',
  'closing',
  'closed',
  'on_hold',
  'cancelling',
  'cancelled',
  'declined',
  'lost',
] as const;
export type Stage = (typeof STAGES)[number];

/** Stages after which nothing can happen any more: what comes later is a new engagement, linked to this one. */
export const FINAL_STAGES = ['closed', 'cancelled', 'declined', 'lost'] as const satisfies readonly Stage[];
export type FinalStage = (typeof FINAL_STAGES)[number];

/** `delivered` is with the client, `accepted` by the client; `cancelled` lots were stopped with their engagement. */
export const LOT_STAGES = ['production', 'quality', 'released', 'delivered', 'accepted', 'cancelled'] as const;
export type LotStage = (typeof LOT_STAGES)[number];

/**
 * Parts of an engagement's story that one begins at the beginning: by going on, and by a repair that sends it back. What
 * lots do at the same time (production, quality, delivery) is one of them.
 */
export const CHAPTERS = [
  'inquiry',
  'requirements',
  'decomposition',
  'team_assembly',
  'production',
  'closing',
  'cancelling',
] as const satisfies readonly Stage[];
export type ChapterName = (typeof CHAPTERS)[number];

/** What the stages are called, for people: one table for API, console, papers and the Temporal UI. */
export const STAGE_NAMES: Record<Stage | LotStage, { ja: string; en: string }> = {
  inquiry: { ja: '引合い', en: 'Inquiry' },
  requirements: { ja: '要件定義', en: 'Requirements' },
  decomposition: { ja: '業務分解', en: 'Decomposition' },
  team_assembly: { ja: 'チーム編成', en: 'Team assembly' },
  production: { ja: '制作', en: 'Production' },
  quality: { ja: '品質検査', en: 'Quality' },
  delivery: { ja: '納品', en: 'Delivery' },
  closing: { ja: '終了手続き', en: 'Closing' },
  closed: { ja: '完了', en: 'Closed' },
  on_hold: { ja: '保留', en: 'On hold' },
  cancelling: { ja: '中止手続き', en: 'Cancelling' },
  cancelled: { ja: '中止', en: 'Cancelled' },
  declined: { ja: '辞退', en: 'Declined' },
  lost: { ja: '失注', en: 'Lost' },
  released: { ja: '品質承認済み', en: 'Released' },
  delivered: { ja: '検収待ち', en: 'With the client' },
  accepted: { ja: '検収済み', en: 'Accepted' },
};

/**
 * Moves of the story itself. Lots pull an engagement back, because it stands where its least advanced lot stands: a
 * refused lot from quality, and items that the client rejects, or a further instalment, from delivery.
 */
const FORWARD: Record<Exclude<Stage, 'on_hold'>, readonly Stage[]> = {
  inquiry: ['requirements', 'declined'],
  requirements: ['decomposition', 'lost'],
  decomposition: ['team_assembly'],
  team_assembly: ['production'],
  production: ['quality', 'delivery'],
  quality: ['production', 'delivery'],
  delivery: ['production', 'quality', 'closing'],
  closing: ['closed'],
  // An engagement that is lost after a paid pilot settles with its people first.
  cancelling: ['cancelled', 'lost'],
  closed: [],
  cancelled: [],
  declined: [],
  lost: [],
};

/** Stages that can be put on hold and cancelled: something is still to be done for the client. */
export const LIVE_STAGES = [
  'inquiry',
  'requirements',
  'decomposition',
  'team_assembly',
  'production',
  'quality',
  'delivery',
  'closing',
] as const satisfies readonly Stage[];
export type LiveStage = (typeof LIVE_STAGES)[number];

const isLive = (stage: Stage): boolean => (LIVE_STAGES as readonly Stage[]).includes(stage);

/** Everywhere an engagement may go from here without a repair by ops. */
export function nextStages(from: Stage): readonly Stage[] {
  if (from === 'on_hold') return [...LIVE_STAGES, 'cancelling'];
  return isLive(from) ? [...FORWARD[from], 'on_hold', 'cancelling'] : FORWARD[from];
}

export function canMove(from: Stage, to: Stage): boolean {
  return nextStages(from).includes(to);
}

/** The way of the story alone, for drawings: the ways aside are the same from every live stage. */
export function forwardStages(from: Stage): readonly Stage[] {
  return from === 'on_hold' ? [] : FORWARD[from];
}

export function isFinal(stage: Stage): stage is FinalStage {
  return (FINAL_STAGES as readonly Stage[]).includes(stage);
}

/** The chapter that a stage belongs to; none where nothing is told any more. */
export function chapterOf(stage: Stage): ChapterName | undefined {
  if (stage === 'quality' || stage === 'delivery') return 'production';
  return CHAPTERS.find((chapter) => chapter === stage);
}

/** A repair begins a chapter again that has been reached before; never one that lies ahead, never the way out. */
export function canReset(reached: readonly ChapterName[], to: ChapterName): boolean {
  return to !== 'cancelling' && reached.includes(to) && !reached.includes('cancelling');
}

/**
 * Where an engagement with these lots stands: the earliest stage with an unfinished lot; `delivery` once all are
 * released. An engagement whose lots are not formed yet is still in `production`.
 */
export function stageOfLots(lots: readonly LotStage[]): Extract<Stage, 'production' | 'quality' | 'delivery'> {
  if (lots.length === 0 || lots.includes('production')) return 'production';
  return lots.includes('quality') ? 'quality' : 'delivery';
}
