import { addBusinessDays } from './calendar';
import { CLOSING_KINDS, type HumanTaskKind, kindSpec } from './human-tasks';
import { LIVE_STAGES, type LiveStage } from './lifecycle';

/** What is agreed, or wished for, as far as it is. Business dates are Japan's. */
export interface AgreedDates {
  /** The day on which the inquiry came. */
  begun: string;
  workStart?: string | null;
  deliveryDue?: string | null;
  acceptanceWindowDays?: number | null;
}

export interface PlannedStage {
  start: string | null;
  end: string | null;
}

/** Business days of tasks that come one after the other, from the clocks they have. */
const termOf = (...kinds: HumanTaskKind[]): number =>
  kinds.reduce((sum, kind) => sum + kindSpec(kind).dueBusinessDays, 0);

/** First answer to an inquiry. */
const INQUIRY_DAYS = termOf('qualify_inquiry');
/** The clock of the whole stage is that of its first task; the quote's validity and open questions have their own. */
const REQUIREMENTS_DAYS = termOf('draft_requirements');
const DECOMPOSITION_DAYS = termOf('write_plan', 'approve_plan');
/** Papers and training go side by side. */
const TEAM_DAYS = termOf('assemble_team') + Math.max(termOf('issue_terms_notices'), termOf('pass_training_gate'));
/**
 * 10 business days before the work begins, a plan that is still missing goes to the next role (clock `start_next`): the
 * last day on which the work should be split. The team is found after it.
 */
const PLAN_BEFORE_WORK_DAYS = 10;
/** The last lot is inspected and decided before what is agreed for a day can be delivered on it. */
const QUALITY_DAYS = termOf('inspect_lot', 'decide_lot');
const ACCEPTANCE_DAYS = termOf('accept_delivery');
/** Side by side: the longest of them. */
const CLOSING_DAYS = Math.max(...CLOSING_KINDS.map((kind) => termOf(kind)));

/**
 * When each stage should begin and end. From the front the terms of the first stages count, from the back the agreed dates:
 * production ends where quality must begin for the delivery to be in time, then the client has its window. Where the two
 * cross, the agreed date wins and what lies before it has less time. A plan does not move because something is late or on
 * hold: it is what actual times are compared with.
 */
export function planStages({ begun, ...agreed }: AgreedDates): Record<LiveStage, PlannedStage> {
  // A date of an earlier order, taken over with its clauses, plans nothing of this one.
  const ahead = (date: string | null | undefined): string | null => (date && date >= begun ? date : null);
  const [workStart, due] = [ahead(agreed.workStart), ahead(agreed.deliveryDue)];
  const inquiry = step(begun, INQUIRY_DAYS);
  const requirements = step(inquiry, REQUIREMENTS_DAYS);
  const split = workStart ? step(workStart, -PLAN_BEFORE_WORK_DAYS) : step(requirements, DECOMPOSITION_DAYS);
  const team = workStart ? step(workStart, -1) : step(split, TEAM_DAYS);
  const made = step(due, -QUALITY_DAYS);
  const accepted = step(due, agreed.acceptanceWindowDays ?? ACCEPTANCE_DAYS);
  const ends = inOrder(begun, [inquiry, requirements, split, team, made, due, accepted, step(accepted, CLOSING_DAYS)]);
  const work = workStart && !(ends[4] && workStart > ends[4]) ? workStart : (ends[3] ?? null);
  return Object.fromEntries(
    LIVE_STAGES.map((stage, at) => {
      const start = at === 0 ? begun : (ends[at - 1] ?? null);
      return [stage, { start: stage === 'production' ? work : start, end: ends[at] ?? null }];
    }),
  ) as Record<LiveStage, PlannedStage>;
}

/** Nothing ends before the order came, and nothing after what follows it. Dates compare as their text does. */
function inOrder(begun: string, ends: readonly (string | null)[]): (string | null)[] {
  let next: string | null = null;
  return ends
    .map((end) => (end !== null && end < begun ? begun : end))
    .reverse()
    .map((end) => {
      if (end !== null && (next === null || end < next)) next = end;
      return end === null ? null : next;
    })
    .reverse();
}

/** Business days from a date; none where there is no date, or no calendar for it (holidays are known up to 2050). */
function step(date: string | null, days: number): string | null {
  if (date === null) return null;
  try {
    return addBusinessDays(date, days);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
