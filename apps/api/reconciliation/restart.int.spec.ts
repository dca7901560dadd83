import { engagementWorkflowId } from '@kado/contracts/engagement';
import { CLOSING_KINDS } from '@kado/domain/human-tasks';
import { newId } from '@kado/persistence/database';
import {
  addEvidence,
  addMember,
  importItems,
  produceLot,
  rejectItems,
  TEAM,
  writeChange,
  writePlan,
  writeQuote,
  writeRequirements,
} from '@kado/workflows/test/documents';
import { type Case } from '@kado/workflows/test/rig';
import {
  fromDelivery,
  inspect,
  toDecomposition,
  toLots,
  toProduction,
  toRequirements,
  toSigning,
  toTeamAssembly,
} from '@kado/workflows/test/steps';
import { until } from '@kado/workflows/test/until';
import { EngineRig } from '../test/engine-rig';

jest.setTimeout(240_000);

/** Executions are lost at the server, wherever the engagement stands; what is started from the rows goes on as if nothing had been. */
describe('an execution that was lost, started again from its rows', () => {
  let engine: EngineRig;
  beforeAll(async () => {
    engine = await EngineRig.start();
  });
  afterAll(() => engine.stop());

  interface Row {
    id: string;
    kind: string;
    status: string;
    outcome: string | null;
    paused: boolean;
  }
  const tasks = (c: Case) =>
    engine.rig.sql<Row>(
      `select id, kind, status, outcome, paused_at is not null as paused from human_task where engagement_id = $1 order by id`,
      [c.input.engagementId],
    );
  const kindsAsked = async (c: Case, status = 'completed') =>
    (await tasks(c)).filter((task) => task.status === status).map((task) => task.kind);

  /** Loses every execution and mends; asserts that nothing was asked, decided or taken back by that. */
  const loseAndMend = async (c: Case, kinds: string[] = ['missing_execution']) => {
    const before = await tasks(c);
    await engine.lose(c);
    const reply = await engine.mend(c);
    expect(reply.status).toBe(200);
    const mended = reply.body.mended as { kind: string; done: boolean }[];
    expect(mended.map(({ kind, done }) => [kind, done]).sort()).toEqual(kinds.map((kind) => [kind, true]).sort());
    expect(await engine.differences(c)).toEqual([]);
    expect(await tasks(c)).toEqual(before);
  };

  it('goes on from every stage to the end, asking each thing once', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await loseAndMend(c);
    await toSigning(rig, c);
    await loseAndMend(c);
    await rig.decide(c, 'sign_requirements', 'client01', 'returned', { reason: '期日を直したい' });
    await writeRequirements(rig, c, 2);
    await rig.decide(c, 'draft_requirements', 'manager01', 'submitted', { data: { version: 2 } });
    await loseAndMend(c);
    await writeQuote(rig, c, 2, 2);
    await rig.decide(c, 'price_quote', 'manager01', 'quoted', { data: { version: 2 } });
    await rig.decide(c, 'sign_requirements', 'client01', 'signed');
    await rig.decide(c, 'confirm_contract', 'manager01', 'confirmed');
    await writePlan(rig, c, 1);
    await rig.decide(c, 'write_plan', 'director01', 'submitted', { data: { version: 1 } });
    await loseAndMend(c);
    await rig.decide(c, 'approve_plan', 'manager01', 'approved');
    await loseAndMend(c);
    await toProduction(rig, c, {}, 'team_assembly');
    await loseAndMend(c);
    await importItems(rig, c, 60);
    await rig.decide(c, 'prepare_production', 'director01', 'released', { data: { lots: 2 } });
    await inspect(rig, c, 1, 1, 0);
    await rig.lotRound(c, 2, 1);
    await loseAndMend(c, ['missing_execution', 'missing_lot_execution', 'missing_lot_execution']);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
    await inspect(rig, c, 2, 1, 0);
    await loseAndMend(c, ['missing_execution', 'missing_lot_execution']);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 2 });
    await rig.decide(c, 'send_delivery', 'manager01', 'sent');
    await rig.task(c, 'accept_delivery');
    await loseAndMend(c);
    await rig.decide(c, 'accept_delivery', 'client01', 'accepted');
    await addEvidence(rig, c, 'invoice', [null]);
    await rig.decide(c, 'issue_invoice', 'manager01', 'done');
    await addEvidence(rig, c, 'kpi', [null]);
    await rig.decide(c, 'post_kpi', 'manager01', 'done');
    await loseAndMend(c);
    await fromDelivery(rig, c, ['issue_invoice', 'post_kpi']);
    await rig.inStage(c, 'closed');
    expect((await kindsAsked(c)).sort()).toEqual(
      [
        ...['qualify_inquiry', 'draft_requirements', 'draft_requirements', 'price_quote', 'price_quote'],
        ...[
          'sign_requirements',
          'sign_requirements',
          'confirm_contract',
          'write_plan',
          'approve_plan',
          'assemble_team',
        ],
        ...['issue_terms_notices', 'pass_training_gate', 'prepare_production', 'inspect_lot', 'inspect_lot'],
        ...['decide_lot', 'decide_lot', 'send_delivery', 'accept_delivery', ...CLOSING_KINDS],
      ].sort(),
    );
    expect(await kindsAsked(c, 'cancelled')).toEqual([]);
    const stages = await rig.sql<{ stage: string }>(
      `select after ->> 'stage' as stage from audit_log where engagement_id = $1 and operation = 'engagements.stage' order by id`,
      [c.input.engagementId],
    );
    expect(stages.map(({ stage }) => stage)).toEqual([
      ...['inquiry', 'requirements', 'decomposition', 'team_assembly', 'production', 'quality', 'delivery'],
      ...['closing', 'closed'],
    ]);
  });

  it('remembers decisions and commands: sent again they are answered again', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    const actor = (await rig.person('manager01')).id;
    const decision = { taskId: `${c.key}-T1`, outcome: 'qualified', actor, decisionId: newId() };
    const first = await rig.send(engagementWorkflowId(c.key), decision);
    const commandId = newId();
    const held = await rig.command(c, 'hold', 'manager01', { reason: '確認のため', commandId });
    await loseAndMend(c);
    expect(await rig.send(engagementWorkflowId(c.key), decision)).toMatchObject({
      outcome: first.outcome,
      at: first.at,
    });
    expect(await rig.command(c, 'hold', 'manager01', { reason: '確認のため', commandId })).toEqual(held);
    await expect(rig.send(engagementWorkflowId(c.key), { ...decision, decisionId: newId() })).rejects.toThrow();
    const [counted] = await rig.sql<{ n: number }>(
      `select count(*)::int as n from audit_log where engagement_id = $1 and operation in ('humanTasks.complete', 'engagements.hold')`,
      [c.input.engagementId],
    );
    expect(counted?.n).toBe(2);
  });

  it('stays on hold with all its clocks, lots too, and goes on when it is resumed', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await toLots(rig, c);
    await inspect(rig, c, 1, 1, 0);
    await rig.task(c, 'decide_lot', 1);
    await rig.lotRound(c, 2, 1);
    await rig.command(c, 'hold', 'client01', { reason: '社内調整' });
    await until(async () => (await rig.pausedTasks(c)) === 1, 'the lot stands still');
    await loseAndMend(c, ['missing_execution', 'missing_lot_execution', 'missing_lot_execution']);
    const task = await rig.task(c, 'decide_lot', 1);
    const decision = { taskId: task.id, outcome: 'approved', actor: (await rig.person('director01')).id };
    await expect(rig.send(task.workflowId, { ...decision, decisionId: newId() })).rejects.toThrow();
    await rig.command(c, 'resume', 'client01');
    await until(async () => (await rig.pausedTasks(c)) === 0, 'the lot goes on');
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
    await inspect(rig, c, 2, 1, 0);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 2 });
    await fromDelivery(rig, c);
    await rig.inStage(c, 'closed');
  });

  it('goes on with an open change and an open question, and with the lots of the change', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await toLots(rig, c, 1);
    await rig.lotRound(c, 1, 1);
    const changeNo = await writeChange(rig, c, 'client', { volume: 90, deliveryDue: '2027-06-30' });
    await rig.command(c, 'request_change', 'client01', { reason: '件数が増えました', data: { changeNo } });
    const both = ['missing_execution', 'missing_lot_execution'];
    await loseAndMend(c, both);
    await rig.decide(c, 'assess_change', 'manager01', 'offered');
    await rig.decide(c, 'consent_change', 'client01', 'agreed');
    const renew = await rig.task(c, 'renew_terms_notices');
    await rig.command(c, 'ask_client', 'director01', { reason: '通知の書式は', data: { taskId: renew.id } });
    await loseAndMend(c, both);
    await rig.decide(c, 'answer_question', 'client01', 'answered', { reason: 'これまで通り' });
    await until(async () => (await rig.pausedTasks(c)) === 0, 'the clock goes on');
    await addEvidence(rig, c, 'terms_notice', ['leader01', ...TEAM], 2);
    await rig.decide(c, 'renew_terms_notices', 'coordinator01', 'issued');
    await rig.task(c, 'extend_production');
    await loseAndMend(c, both);
    await importItems(rig, c, 30, 'production', 1, 61);
    await rig.decide(c, 'extend_production', 'director01', 'released', { data: { lots: 1 } });
    await rig.lotRound(c, 2, 1);
    await loseAndMend(c, [...both, 'missing_lot_execution']);
    for (const lotNo of [1, 2]) {
      await inspect(rig, c, lotNo, 1, 0);
      await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo });
    }
    await fromDelivery(rig, c);
    await rig.inStage(c, 'closed');
    expect((await kindsAsked(c)).filter((kind) => kind === 'extend_production')).toHaveLength(1);
  });

  it('tells a chapter that was reset by its second telling only', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await toTeamAssembly(rig, c);
    await rig.task(c, 'assemble_team');
    await rig.command(c, 'reset', 'ops01', { reason: '計画の誤り', data: { stage: 'decomposition' } });
    await rig.task(c, 'write_plan');
    await loseAndMend(c);
    await writePlan(rig, c, 2);
    await rig.decide(c, 'write_plan', 'director01', 'submitted', { data: { version: 2 } });
    await rig.task(c, 'approve_plan');
    await loseAndMend(c);
    await rig.decide(c, 'approve_plan', 'manager01', 'approved');
    await rig.inStage(c, 'team_assembly');
    await loseAndMend(c);
    expect((await rig.openTasks(c)).map(({ kind }) => kind)).toEqual(['assemble_team']);
  });

  it('starts a pilot once, whether it is at work or over', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await toRequirements(rig, c);
    await writeRequirements(rig, c, 1, { volume: 1797 });
    await rig.decide(c, 'draft_requirements', 'manager01', 'submitted', { data: { version: 1 } });
    await addMember(rig, c, 'leader01', 'leader', 'pilot');
    const people = ['worker01', 'worker02', 'worker03'];
    for (const login of people) await addMember(rig, c, login, 'teleworker', 'pilot');
    for (const kind of ['terms_notice', 'training_gate']) await addEvidence(rig, c, kind, people);
    await rig.decide(c, 'staff_pilot', 'coordinator01', 'staffed');
    await importItems(rig, c, 30, 'pilot', 3);
    await rig.decide(c, 'prepare_pilot', 'director01', 'released');
    await rig.lotRound(c, 0, 1);
    await loseAndMend(c, ['missing_execution', 'missing_lot_execution']);
    await produceLot(rig, c, 0, 1);
    await rig.task(c, 'price_quote');
    await loseAndMend(c);
    await writeQuote(rig, c, 1, 1, 0.1);
    await rig.decide(c, 'price_quote', 'manager01', 'quoted', { data: { version: 1 } });
    await rig.task(c, 'approve_margin');
    await loseAndMend(c);
    await rig.decide(c, 'approve_margin', 'manager02', 'approved');
    await rig.decide(c, 'sign_requirements', 'client01', 'declined', { reason: '予算が取れません' });
    await rig.inStage(c, 'cancelling');
    await rig.task(c, 'notify_people');
    await loseAndMend(c);
    await rig.decide(c, 'notify_people', 'coordinator01', 'notified');
    for (const [kind, login, evidence] of SETTLING) {
      await rig.task(c, kind);
      await addEvidence(rig, c, evidence, [null]);
      await rig.decide(c, kind, login, 'done');
    }
    await rig.inStage(c, 'lost');
  });

  it('carries a refusal out that was lost before its items went back', async () => {
    const { rig, failing } = engine;
    const c = await rig.engagement();
    await toLots(rig, c, 1);
    await inspect(rig, c, 1, 1, 3);
    failing.add('reworkLot');
    await rig.decide(c, 'decide_lot', 'director01', 'rework', { lotNo: 1, reason: '取り違え' });
    await loseAndMend(c, ['missing_execution', 'missing_lot_execution']);
    failing.delete('reworkLot');
    await loseAndMend(c, ['missing_execution', 'missing_lot_execution']);
    await inspect(rig, c, 1, 2, 0);
    await loseAndMend(c, ['missing_execution', 'missing_lot_execution']);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
    await fromDelivery(rig, c);
    await rig.inStage(c, 'closed');
    expect((await kindsAsked(c)).filter((kind) => kind === 'decide_lot')).toHaveLength(2);
  });

  it('goes on with instalments, before and after rejected items are with their authors', async () => {
    const { rig, failing } = engine;
    const c = await rig.engagement();
    await toLots(rig, c, 2, { instalments: true });
    await inspect(rig, c, 1, 1, 0);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
    await rig.decide(c, 'send_delivery', 'manager01', 'sent');
    await rig.task(c, 'accept_delivery');
    const both = ['missing_execution', 'missing_lot_execution'];
    await loseAndMend(c, both);
    await inspect(rig, c, 2, 1, 0);
    await rejectItems(rig, c, 1, 2);
    failing.add('reopenRejected');
    await rig.decide(c, 'accept_delivery', 'client01', 'rejected', { reason: '2件の読み取りが違います' });
    await loseAndMend(c, both);
    failing.delete('reopenRejected');
    await rig.lotRound(c, 1, 2);
    await loseAndMend(c, [...both, 'missing_lot_execution']);
    await inspect(rig, c, 1, 2, 0);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
    await rig.decide(c, 'send_delivery', 'manager01', 'sent');
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 2 });
    await rig.decide(c, 'accept_delivery', 'client01', 'accepted');
    // The other lot's delivery is asked about, whichever of the two was faster.
    await rig.task(c, 'send_delivery');
    await loseAndMend(c);
    await fromDelivery(rig, c);
    await rig.inStage(c, 'closed');
    const deliveries = await rig.sql<{ status: string }>(
      'select status from delivery where engagement_id = $1 order by delivery_no',
      [c.input.engagementId],
    );
    expect(deliveries.map(({ status }) => status)).toEqual(['rejected', 'accepted', 'accepted']);
  });

  it('settles a cancelling to its end, and waits for no lot that is gone', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await toDecomposition(rig, c);
    await writePlan(rig, c, 1);
    await rig.decide(c, 'write_plan', 'director01', 'submitted', { data: { version: 1 } });
    await rig.decide(c, 'approve_plan', 'manager01', 'approved');
    await toLots(rig, c, 2, {}, 'team_assembly');
    for (const lotNo of [1, 2]) await rig.lotRound(c, lotNo, 1);
    await rig.command(c, 'cancel', 'manager01', { reason: 'クライアントの事業中止' });
    await rig.task(c, 'notify_people');
    await loseAndMend(c);
    await rig.decide(c, 'notify_people', 'coordinator01', 'notified');
    for (const [kind, login, evidence] of SETTLING) {
      await rig.task(c, kind);
      await addEvidence(rig, c, evidence, [null]);
      await rig.decide(c, kind, login, 'done');
    }
    await rig.task(c, 'settle_cancellation');
    await loseAndMend(c);
    await rig.decide(c, 'settle_cancellation', 'manager01', 'settled');
    await rig.inStage(c, 'cancelled');
  });
});

const SETTLING = [
  ['approve_time', 'leader01', 'time_approval'],
  ['schedule_pay', 'coordinator01', 'pay_schedule'],
  ['return_data', 'director01', 'data_return'],
] as const;
