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
  'declined',
] as const;
export type Stage = (typeof STAGES)[number];

/** Stages after which nothing can happen any more. */
export const FINAL_STAGES: readonly Stage[] = ['closed', 'declined'];

export const LOT_STAGES = ['production', 'quality', 'released'] as const;
export type LotStage = (typeof LOT_STAGES)[number];

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
  declined: { ja: '辞退', en: 'Declined' },
  released: { ja: '品質承認済み', en: 'Released' },
};

/**
 * Legal moves. `production ⇄ quality` is the one loop: a refused lot pulls the engagement back, because an engagement
 * stands where its least advanced lot stands.
 */
const MOVES: Record<Stage, readonly Stage[]> = {
  inquiry: ['requirements', 'declined'],
  requirements: ['decomposition'],
  decomposition: ['team_assembly'],
  team_assembly: ['production'],
  production: ['quality', 'delivery'],
  quality: ['production', 'delivery'],
  delivery: ['closing'],
  closing: ['closed'],
  closed: [],
  declined: [],
};

export function canMove(from: Stage, to: Stage): boolean {
  return MOVES[from].includes(to);
}

export function nextStages(from: Stage): readonly Stage[] {
  return MOVES[from];
}

export function isFinal(stage: Stage): boolean {
  return FINAL_STAGES.includes(stage);
}

/**
 * Where an engagement with these lots stands: the earliest stage with an unfinished lot; `delivery` once all are
 * released. An engagement whose lots are not formed yet is still in `production`.
 */
export function stageOfLots(lots: readonly LotStage[]): Extract<Stage, 'production' | 'quality' | 'delivery'> {
  if (lots.length === 0 || lots.includes('production')) return 'production';
  return lots.includes('quality') ? 'quality' : 'delivery';
}
