import { LOT_WORKFLOW, type LotInput, type LotResult, lotWorkflowId, PILOT_LOT_NO } from '@kado/contracts/lot';
import { CLOSING_KINDS } from '@kado/domain/human-tasks';
import { type ChildWorkflowHandle, executeChild, startChild } from '@temporalio/workflow';
import { work } from '../shared/activity-profiles';
import type { Engagement } from './lot-board';

type LotWorkflow = (input: LotInput) => Promise<LotResult>;

export async function inquiry({ desk }: Engagement): Promise<'qualified' | 'declined'> {
  return (await desk.ask('qualify_inquiry')).outcome;
}

/** Clauses, where due a paid pilot, a quote priced by its measures, and the client's signature; again if returned. */
export async function requirements(engagement: Engagement): Promise<void> {
  const { desk } = engagement;
  desk.enter('requirements');
  let piloted = false;
  for (;;) {
    const drafted = await desk.ask('draft_requirements');
    if (drafted.data.pilotRequired === true && !piloted) {
      await pilot(engagement);
      piloted = true;
    }
    await quote(engagement);
    const answer = await desk.ask('sign_requirements');
    if (answer.outcome === 'signed') break;
  }
  await desk.ask('confirm_contract');
}

async function pilot({ ids, owner, desk }: Engagement): Promise<void> {
  await desk.ask('staff_pilot');
  await desk.ask('prepare_pilot');
  await desk.step();
  const { lotId } = await work.formPilotLot.executeWithOptions({ summary: 'パイロットロットの編成' }, [{ owner }]);
  await executeChild<LotWorkflow>(
    LOT_WORKFLOW,
    lotChild({ ...lotIds(ids), lotId, lotNo: PILOT_LOT_NO, purpose: 'pilot' }),
  );
}

/** Under the floor another manager has to agree; refused, it is priced again. */
async function quote({ desk }: Engagement): Promise<void> {
  for (;;) {
    const priced = await desk.ask('price_quote');
    if (priced.data.belowFloor !== true) return;
    const approval = await desk.ask('approve_margin', { excluding: [priced.actorId] });
    if (approval.outcome === 'approved') return;
  }
}

export async function decomposition({ desk }: Engagement): Promise<void> {
  desk.enter('decomposition');
  for (;;) {
    const plan = await desk.ask('write_plan');
    const verdict = await desk.ask('approve_plan', { excluding: [plan.actorId] });
    if (verdict.outcome === 'approved') return;
  }
}

/** Offers and answers are rows; the engagement waits for the coordinator's word that the team stands. */
export async function teamAssembly({ desk }: Engagement): Promise<void> {
  desk.enter('team_assembly');
  await desk.ask('assemble_team');
  await desk.askAll(['issue_terms_notices', 'pass_training_gate']);
}

/** Items into lots, each lot a child of its own through production and quality until the director releases it. */
export async function production({ ids, owner, desk, lots }: Engagement): Promise<void> {
  desk.enter('production');
  const prepared = await desk.ask('prepare_production');
  await desk.step();
  const formed = await work.formLots.executeWithOptions({ summary: 'ロット編成' }, [
    { owner, lots: Number(prepared.data.lots) },
  ]);
  lots.begin(formed.lots.map((lot) => lot.lotNo));
  const children: ChildWorkflowHandle<LotWorkflow>[] = await Promise.all(
    formed.lots.map((lot) =>
      startChild<LotWorkflow>(LOT_WORKFLOW, lotChild({ ...lotIds(ids), ...lot, purpose: 'production' })),
    ),
  );
  await Promise.all(children.map((child) => child.result()));
  lots.end();
}

export async function delivery({ owner, desk }: Engagement): Promise<void> {
  desk.enter('delivery');
  await desk.step();
  await work.buildDelivery.executeWithOptions({ summary: '納品物の作成' }, [{ owner }]);
  await desk.ask('send_delivery');
  await desk.ask('accept_delivery');
}

/** Every item of the checklist in any order; for now each is a person's word with evidence on file. */
export async function closing({ desk }: Engagement): Promise<void> {
  desk.enter('closing');
  await desk.askAll(CLOSING_KINDS);
}

function lotIds({ engagementId, engagementKey, siteId, siteCode, clientCode }: Engagement['ids']): Engagement['ids'] {
  return { engagementId, engagementKey, siteId, siteCode, clientCode };
}

function lotChild(input: LotInput) {
  const name = input.purpose === 'pilot' ? 'パイロット' : `ロット${input.lotNo}`;
  return {
    workflowId: lotWorkflowId(input.engagementKey, input.lotNo),
    args: [input] as [LotInput],
    workflowTaskTimeout: '3 seconds' as const,
    staticSummary: `${input.engagementKey} ${name}`,
    searchAttributes: {
      EngagementKey: [input.engagementKey],
      ClientCode: [input.clientCode],
      SiteCode: [input.siteCode],
      Stage: ['production'],
      WaitingFor: ['none'],
    },
  };
}
