import {
  addEvidence,
  addMember,
  addTeam,
  importItems,
  produceLot,
  writePlan,
  writeQuote,
  writeRequirements,
} from './documents';
import type { Case, Rig } from './rig';
import { fromDelivery, inspect, toDecomposition, toLots, toRequirements } from './steps';

/** The ways an engagement can go, told once: driven live by the workflow specs and recorded for the replay corpus. */
async function straight(rig: Rig, c: Case): Promise<void> {
  await toLots(rig, c);
  for (const lotNo of [2, 1]) {
    await inspect(rig, c, lotNo, 1, 0);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo });
  }
  await fromDelivery(rig, c);
}

async function declined(rig: Rig, c: Case): Promise<void> {
  await rig.decide(c, 'qualify_inquiry', 'manager01', 'declined', { reason: '対応できる人員がいないため' });
}

/** A pilot of 30 items by three people, the client returns once, the margin is refused once and then agreed. */
async function pilotAndReturns(rig: Rig, c: Case): Promise<void> {
  await toRequirements(rig, c);
  await writeRequirements(rig, c, 1, { volume: 1797 });
  await rig.decide(c, 'draft_requirements', 'manager01', 'submitted', { data: { version: 1 } });
  const people = ['worker01', 'worker02', 'worker03'];
  for (const login of people) await addMember(rig, c, login, 'teleworker', 'pilot');
  for (const kind of ['terms_notice', 'training_gate']) await addEvidence(rig, c, kind, people);
  await rig.decide(c, 'staff_pilot', 'coordinator01', 'staffed');
  await importItems(rig, c, 30, 'pilot', 3);
  await rig.decide(c, 'prepare_pilot', 'director01', 'released');
  await produceLot(rig, c, 0, 1);
  await writeQuote(rig, c, 1, 1, 0.1);
  await rig.decide(c, 'price_quote', 'manager01', 'quoted', { data: { version: 1 } });
  await rig.decide(c, 'approve_margin', 'manager02', 'refused', { reason: '利益率が低すぎる' });
  await rig.decide(c, 'price_quote', 'manager01', 'quoted', { data: { version: 1 } });
  await rig.decide(c, 'approve_margin', 'manager02', 'approved');
  await rig.decide(c, 'sign_requirements', 'client01', 'returned', { reason: '検収期間を14日にしてほしい' });
  await writeRequirements(rig, c, 2, { volume: 1797, acceptanceWindowDays: 14 });
  await rig.decide(c, 'draft_requirements', 'manager01', 'submitted', { data: { version: 2 } });
  await writeQuote(rig, c, 2, 2);
  await rig.decide(c, 'price_quote', 'manager01', 'quoted', { data: { version: 2 } });
  await rig.decide(c, 'sign_requirements', 'client01', 'signed');
  await rig.decide(c, 'confirm_contract', 'manager01', 'confirmed');
  await rig.task(c, 'write_plan');
}

/** The plan is returned once; one lot is refused, screened and approved at the second inspection, by Signal. */
async function lotRefused(rig: Rig, c: Case): Promise<void> {
  await toDecomposition(rig, c);
  await writePlan(rig, c, 1);
  await rig.decide(c, 'write_plan', 'director01', 'submitted', { data: { version: 1 } });
  await rig.decide(c, 'approve_plan', 'manager01', 'returned', { reason: '標準時間の根拠を書くこと' });
  await writePlan(rig, c, 2);
  await rig.decide(c, 'write_plan', 'director01', 'submitted', { data: { version: 2 } });
  await rig.decide(c, 'approve_plan', 'manager02', 'approved');
  await addTeam(rig, c);
  await rig.decide(c, 'assemble_team', 'coordinator01', 'assembled');
  await rig.decide(c, 'issue_terms_notices', 'coordinator01', 'issued');
  await rig.decide(c, 'pass_training_gate', 'leader01', 'passed');
  await importItems(rig, c, 120);
  await rig.decide(c, 'prepare_production', 'director01', 'released', { data: { lots: 2 } });
  await inspect(rig, c, 1, 1, 3);
  await rig.decide(c, 'decide_lot', 'director01', 'refused', { lotNo: 1, reason: '抜取検査で不良3件' });
  await inspect(rig, c, 1, 2, 0);
  const task = await rig.task(c, 'decide_lot', 1);
  await rig.signal(task.workflowId, {
    taskId: task.id,
    outcome: 'approved',
    actor: 'director01',
    decisionId: 'by-hand-1',
  });
  await inspect(rig, c, 2, 1, 0);
  await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 2 });
  await fromDelivery(rig, c);
}

export interface Story {
  run: (rig: Rig, c: Case) => Promise<void>;
  /** Lots whose executions belong to the story's histories. */
  lots: number[];
  /** Delivered by stories that end in `closed`. */
  items?: number;
  endsIn: string;
}

export const STRAIGHT_STORIES: Record<string, Story> = {
  declined: { run: declined, lots: [], endsIn: 'declined' },
  straight: { run: straight, lots: [1, 2], items: 60, endsIn: 'closed' },
  'pilot-and-returns': { run: pilotAndReturns, lots: [0], endsIn: 'decomposition' },
  'lot-refused': { run: lotRefused, lots: [1, 2], items: 120, endsIn: 'closed' },
};
