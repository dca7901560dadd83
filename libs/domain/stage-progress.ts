import { LIVE_STAGES, type LiveStage, type Stage } from './lifecycle';

/** `skipped`: the engagement went on, or ended, without it. */
export const STAGE_STATES = ['done', 'current', 'ahead', 'skipped'] as const;
export type StageState = (typeof STAGE_STATES)[number];

/** The engagement came to stand in a stage, at an instant. */
export interface StageEntry {
  stage: Stage;
  /** On hold: the stage underneath, in which the story goes on. */
  held?: Stage | null;
  at: string;
}

export interface ActualStage {
  state: StageState;
  start: string | null;
  end: string | null;
}

/**
 * When each stage was begun and left, from the entries in their order. A stage that was left and entered again (a refused
 * lot, a rejected delivery, a repair) has its first begin and its last end; one to which the way leads again has none.
 */
export function actualStages(entries: readonly StageEntry[]): Record<LiveStage, ActualStage> {
  const begun = new Map<LiveStage, string>();
  const left = new Map<LiveStage, string>();
  let now: Stage = 'inquiry';
  for (const { stage, held, at } of entries) {
    const next: Stage = stage === 'on_hold' ? (held ?? now) : stage;
    if (next !== now && isLive(now)) left.set(now, at);
    if (isLive(next) && !begun.has(next)) begun.set(next, at);
    now = next;
  }
  const position = isLive(now) ? LIVE_STAGES.indexOf(now) : LIVE_STAGES.length;
  return Object.fromEntries(
    LIVE_STAGES.map((stage, at) => {
      const start = begun.get(stage) ?? null;
      const state = stateOf(at - position, start !== null);
      return [stage, { state, start, end: state === 'done' ? (left.get(stage) ?? null) : null }];
    }),
  ) as Record<LiveStage, ActualStage>;
}

function stateOf(distance: number, isBegun: boolean): StageState {
  if (distance === 0) return 'current';
  if (distance > 0) return 'ahead';
  return isBegun ? 'done' : 'skipped';
}

const isLive = (stage: Stage): stage is LiveStage => (LIVE_STAGES as readonly Stage[]).includes(stage);
