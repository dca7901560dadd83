import { engagementWorkflowId } from '@kado/contracts/engagement';
import type { SubmittedDecision } from '@kado/contracts/human-task';
import { newId } from '@kado/persistence/database';
import { ApplicationFailure, WorkflowUpdateFailedError } from '@temporalio/client';
import { addMember, writePlan, writeQuote, writeRequirements } from '../test/documents';
import { type Case, Rig } from '../test/rig';
import { toDecomposition, toRequirements } from '../test/steps';
import { until } from '../test/until';

jest.setTimeout(120_000);

async function refusalOf(sent: Promise<unknown>): Promise<string> {
  const error = await sent.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure))
    throw error ?? new TypeError('was taken');
  return error.cause.type ?? '';
}

describe('decisions by both doors', () => {
  let rig: Rig;
  const submitted = async (
    c: Case,
    kind: string,
    login: string,
    outcome: string,
    more: Partial<SubmittedDecision> = {},
  ) => {
    const task = await rig.task(c, kind);
    const decision: SubmittedDecision = {
      taskId: task.id,
      outcome,
      actor: (await rig.person(login)).id,
      decisionId: newId(),
      ...more,
    };
    return { decision, workflowId: task.workflowId };
  };
  const decidedRows = (c: Case) =>
    rig.sql<{ kind: string; outcome: string; via: string }>(
      `select after->>'kind' as kind, after->>'outcome' as outcome, via from audit_log where engagement_id = $1 and operation = 'humanTasks.complete' order by id`,
      [c.input.engagementId],
    );
  const refusedSignals = (c: Case) =>
    rig.sql<{ code: string }>(
      `select after->>'code' as code from audit_log where engagement_id = $1 and operation = 'humanTasks.refuseSignal' order by id`,
      [c.input.engagementId],
    );

  beforeAll(async () => {
    rig = await Rig.start();
  });
  afterAll(() => rig.stop());

  it('refuses a decision that comes before its task', async () => {
    const c = await rig.engagement();
    const { decision, workflowId } = await submitted(c, 'qualify_inquiry', 'manager01', 'qualified');
    expect(await refusalOf(rig.send(workflowId, { ...decision, taskId: `${c.key}-T2` }))).toBe('unknown_task');
  });

  it('answers the same decision sent again, and refuses another one that comes late', async () => {
    const c = await rig.engagement();
    const { decision, workflowId } = await submitted(c, 'qualify_inquiry', 'manager01', 'qualified');
    const first = await rig.send(workflowId, decision);
    expect(await rig.send(workflowId, decision)).toEqual(first);
    expect(first.stage).toBe('requirements');
    expect(await refusalOf(rig.send(workflowId, { ...decision, decisionId: newId() }))).toBe('decision_already_made');
    expect(await decidedRows(c)).toHaveLength(1);
  });

  it('takes exactly one of eight that race, by whichever door', async () => {
    const c = await rig.engagement();
    const { decision, workflowId } = await submitted(c, 'qualify_inquiry', 'manager01', 'qualified');
    const racing = Array.from({ length: 8 }, () => ({ ...decision, decisionId: newId() }));
    await Promise.allSettled([
      ...racing.slice(0, 3).map((d) => rig.signal(workflowId, { ...d, actor: 'manager02' })),
      ...racing.slice(3).map((d) => rig.send(workflowId, d)),
    ]);
    const bySignal = async () => (await decidedRows(c)).filter((r) => r.via === 'signal').length;
    await until(async () => (await refusedSignals(c)).length + (await bySignal()) === 3, 'every signal has its end');
    expect(await decidedRows(c)).toHaveLength(1);
  });

  it.each([
    ['a foreign role', 'coordinator01', 'role_not_allowed'],
    ['a director who is no member', 'director02', 'out_of_scope'],
    ["another client's person", 'client02', 'out_of_scope'],
  ])('refuses %s by both doors', async (_who, login, code) => {
    const c = await rig.engagement();
    const { decision, workflowId } = await submitted(c, 'qualify_inquiry', login, 'qualified');
    expect(await refusalOf(rig.send(workflowId, decision))).toBe(code);
    await rig.signal(workflowId, { ...decision, actor: login });
    await until(async () => (await refusedSignals(c)).length === 1, 'the refused signal is on record');
    expect(await refusedSignals(c)).toEqual([{ code }]);
    expect(await rig.stage(c)).toBe('inquiry');
  });

  it('wants a written reason where work is refused', async () => {
    const c = await rig.engagement();
    const { decision, workflowId } = await submitted(c, 'qualify_inquiry', 'manager01', 'declined');
    expect(await refusalOf(rig.send(workflowId, decision))).toBe('reason_required');
    await rig.signal(workflowId, {
      taskId: decision.taskId,
      outcome: 'declined',
      actor: 'manager01',
      reason: '人員が足りません',
    });
    await rig.inStage(c, 'declined');
    const [row] = await rig.sql<{ text: string; decided_via: string }>(
      'select r.text, t.decided_via from human_task t join reason_text r on r.id = t.reason_id where t.id = $1',
      [decision.taskId],
    );
    expect(row).toEqual({ text: '人員が足りません', decided_via: 'signal' });
  });

  it('keeps four eyes: who wrote the plan does not approve it, even with both roles', async () => {
    const c = await rig.engagement();
    await toDecomposition(rig, c);
    await addMember(rig, c, 'manager01', 'director');
    await writePlan(rig, c, 1);
    await rig.decide(c, 'write_plan', 'manager01', 'submitted', { data: { version: 1 } });
    const { decision, workflowId } = await submitted(c, 'approve_plan', 'manager01', 'approved');
    expect(await refusalOf(rig.send(workflowId, decision))).toBe('four_eyes');
    await rig.decide(c, 'approve_plan', 'manager02', 'approved');
    expect(await rig.stage(c)).toBe('team_assembly');
  });

  it('keeps four eyes also where a colleague handed the plan in', async () => {
    const c = await rig.engagement();
    await toDecomposition(rig, c);
    await addMember(rig, c, 'manager01', 'director');
    await writePlan(rig, c, 1);
    await rig.sql('update plan_version set author_id = $2 where engagement_id = $1', [
      c.input.engagementId,
      (await rig.person('manager02')).id,
    ]);
    await rig.decide(c, 'write_plan', 'manager01', 'submitted', { data: { version: 1 } });
    const { decision, workflowId } = await submitted(c, 'approve_plan', 'manager02', 'approved');
    expect(await refusalOf(rig.send(workflowId, decision))).toBe('four_eyes');
  });

  it('takes the price of what the client will sign, although a newer draft was begun', async () => {
    const c = await rig.engagement();
    await rig.decide(c, 'qualify_inquiry', 'manager01', 'qualified');
    await writeRequirements(rig, c, 1);
    await rig.decide(c, 'draft_requirements', 'manager01', 'submitted', { data: { version: 1 } });
    await writeRequirements(rig, c, 2, { volume: 6000 });
    await writeQuote(rig, c, 1, 2);
    await writeQuote(rig, c, 2, 1);
    const { decision, workflowId } = await submitted(c, 'price_quote', 'manager01', 'quoted', { data: { version: 1 } });
    expect(await refusalOf(rig.send(workflowId, decision))).toBe('precondition_failed');
    await rig.decide(c, 'price_quote', 'manager01', 'quoted', { data: { version: 2 } });
    expect((await rig.openTasks(c)).map((t) => t.kind)).toEqual(['sign_requirements']);
  });

  it('refuses what is not done, and an outcome that does not exist', async () => {
    const c = await rig.engagement();
    await rig.decide(c, 'qualify_inquiry', 'manager01', 'qualified');
    const { decision, workflowId } = await submitted(c, 'draft_requirements', 'manager01', 'submitted', {
      data: { version: 1 },
    });
    expect(await refusalOf(rig.send(workflowId, decision))).toBe('precondition_failed');
    expect(await refusalOf(rig.send(workflowId, { ...decision, decisionId: newId(), outcome: 'approved' }))).toBe(
      'outcome_not_allowed',
    );
    await writeRequirements(rig, c, 1);
    await rig.send(workflowId, { ...decision, decisionId: newId() });
    expect((await rig.openTasks(c)).map((t) => t.kind)).toEqual(['price_quote']);
  });

  it('does not let a client sign a quote that has run out', async () => {
    const c = await rig.engagement();
    await toRequirements(rig, c);
    await writeRequirements(rig, c, 1);
    await rig.decide(c, 'draft_requirements', 'manager01', 'submitted', { data: { version: 1 } });
    await writeQuote(rig, c, 1, 1);
    await rig.decide(c, 'price_quote', 'manager01', 'quoted', { data: { version: 1 } });
    await rig.sql(`update quote set valid_until = '2026-01-31' where engagement_id = $1`, [c.input.engagementId]);
    const { decision, workflowId } = await submitted(c, 'sign_requirements', 'client01', 'signed');
    expect(await refusalOf(rig.send(workflowId, decision))).toBe('precondition_failed');
    await rig.decide(c, 'sign_requirements', 'client01', 'returned', { reason: '見積の期限切れ' });
    expect((await rig.openTasks(c)).map((t) => t.kind)).toEqual(['draft_requirements']);
  });

  it.each([[null], ['approved'], [{}], [{ taskId: 5, outcome: {}, actor: [] }], [[1, 2]]])(
    'survives a Signal that is nonsense: %j',
    async (payload) => {
      const c = await rig.engagement();
      await rig.signal(engagementWorkflowId(c.key), payload);
      await until(async () => (await refusedSignals(c)).length === 1, 'the refusal is on record');
      await rig.decide(c, 'qualify_inquiry', 'manager01', 'qualified');
      expect(await rig.stage(c)).toBe('requirements');
    },
  );

  it('hands a parked engagement to the next worker when one goes away; the effect happens once', async () => {
    const c = await rig.engagement();
    const { decision, workflowId } = await submitted(c, 'qualify_inquiry', 'manager01', 'qualified');
    await rig.stopWorker();
    const pending = rig.send(workflowId, decision).catch((error: unknown) => error);
    await rig.startWorker();
    await pending;
    await rig.inStage(c, 'requirements');
    expect(await decidedRows(c)).toHaveLength(1);
    const tasks = await rig.sql('select 1 from human_task where engagement_id = $1', [c.input.engagementId]);
    expect(tasks).toHaveLength(2);
  });
});
