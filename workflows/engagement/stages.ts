import { PILOT_LOT_NO } from '@kado/contracts/lot';
import { CLOSING_KINDS } from '@kado/domain/human-tasks';
import { work } from '../shared/activity-profiles';
import type { Chapter } from '../shared/chapter';
import type { Engagement, Next } from './engagement';
import { startLot } from './lot-children';

/** One chapter of the story: tells it from the beginning to where it leads. */
export type Tell = (engagement: Engagement, chapter: Chapter<Next>) => Promise<Next>;

export const inquiry: Tell = async (_, chapter) => {
  const answer = await chapter.ask('qualify_inquiry');
  return answer.outcome === 'declined' ? 'declined' : 'requirements';
};

/** Clauses, where due a paid pilot, a quote priced by its measures, and the client's signature; again if returned. */
export const requirements: Tell = async (engagement, chapter) => {
  // Told again after a reset, the pilot is over: its people were paid, its measures stand.
  let piloted = chapter.note('piloted', engagement.lots.pilotState() === 'ended');
  for (;;) {
    const drafted = await chapter.ask('draft_requirements');
    if (drafted.data.pilotRequired === true && !piloted) {
      await pilot(engagement, chapter);
      piloted = true;
    }
    await quote(chapter);
    const answer = await chapter.ask('sign_requirements');
    if (answer.outcome === 'declined' || answer.outcome === 'expired') return engagement.lose();
    if (answer.outcome === 'signed') break;
  }
  await chapter.ask('confirm_contract');
  return 'decomposition';
};

async function pilot(engagement: Engagement, chapter: Chapter<Next>): Promise<void> {
  const { owner, lots } = engagement;
  await chapter.ask('staff_pilot');
  await chapter.ask('prepare_pilot');
  const { lotId } = await chapter.effect('form_pilot', () =>
    work.formPilotLot.executeWithOptions({ summary: 'パイロットロットの編成' }, [{ owner }]),
  );
  if (chapter.changed('engagement/lots-tell-their-end')) {
    await chapter.effect('start_pilot', async () => {
      lots.pilotBegins();
      await startLot(engagement, { lotId, lotNo: PILOT_LOT_NO });
    });
    await chapter.until(() => lots.pilotState() === 'ended');
    return;
  }
  engagement.pin();
  const child = await startLot(engagement, { lotId, lotNo: PILOT_LOT_NO });
  await child?.result();
}

/** Under the floor another manager has to agree; refused, it is priced again. */
async function quote(chapter: Chapter<Next>): Promise<void> {
  for (;;) {
    const priced = await chapter.ask('price_quote');
    if (priced.data.belowFloor !== true) return;
    const approval = await chapter.ask('approve_margin', { excluding: [priced.actorId] });
    if (approval.outcome === 'approved') return;
  }
}

export const decomposition: Tell = async (_, chapter) => {
  for (;;) {
    const plan = await chapter.ask('write_plan');
    const verdict = await chapter.ask('approve_plan', { excluding: [plan.actorId] });
    if (verdict.outcome === 'approved') return 'team_assembly';
  }
};

/** Offers and answers are rows; the engagement waits for the coordinator's word that the team stands. */
export const teamAssembly: Tell = async (_, chapter) => {
  await chapter.ask('assemble_team');
  await chapter.askAll(['issue_terms_notices', 'pass_training_gate']);
  return 'production';
};

/** Every item of the checklist in any order; for now each is a person's word with evidence on file. */
export const closing: Tell = async (_, chapter) => {
  await chapter.askAll(CLOSING_KINDS);
  return 'closed';
};
