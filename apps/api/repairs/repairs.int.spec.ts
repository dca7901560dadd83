import { randomUUID } from 'node:crypto';
import { addEvidence, writePlan } from '@kado/workflows/test/documents';
import { editedBundle } from '@kado/workflows/test/edited-bundle';
import type { Case } from '@kado/workflows/test/rig';
import { inspect, toDecomposition, toLots, toRequirements, toTeamAssembly } from '@kado/workflows/test/steps';
import { until } from '@kado/workflows/test/until';
import { EngineRig } from '../test/engine-rig';

jest.setTimeout(180_000);

describe('repairs by ops, over HTTP', () => {
  let engine: EngineRig;
  beforeAll(async () => {
    engine = await EngineRig.start();
  });
  afterAll(() => engine.stop());

  const audits = (c: Case, operation: string) =>
    engine.rig.sql<{ role: string; via: string; after: Record<string, unknown>; reason: string | null }>(
      `select a.actor_role as role, a.via, a.after, r.text as reason from audit_log a left join reason_text r on r.id = a.reason_id
        where a.engagement_id = $1 and a.operation = $2 order by a.id`,
      [c.input.engagementId, operation],
    );
  const rows = async <T>(c: Case, sql: string) => engine.rig.sql<T>(sql, [c.input.engagementId]);

  it('shows an effect that fails, retries it when told, and skips what may be left out', async () => {
    const { rig, failing, refusing } = engine;
    const c = await rig.engagement();
    await toLots(rig, c, 1);
    await inspect(rig, c, 1, 1, 0);
    failing.add('buildDelivery');
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
    const failures = async () => (await engine.repairs(c)).body.executions?.[0]?.failingActivities ?? [];
    await until(async () => (await failures()).length > 0, 'the failing activity is seen');
    expect((await failures())[0]).toEqual({
      activity: 'buildDelivery',
      attempt: expect.any(Number),
      lastFailure: 'TypeError',
    });
    failing.delete('buildDelivery');
    refusing.add('buildDelivery');
    const task = await rig.task(c, 'repair_effect');
    expect((await engine.repairs(c)).body).toMatchObject({
      stage: 'delivery',
      tasks: [{ taskId: task.id, lotNo: null, effect: 'build@D1', skippable: false }],
      skippable: [],
      executions: [{ lotNo: null, status: 'running', runs: 1, failingWorkflowTask: null }],
    });
    expect((await engine.repairs(c)).body.resetTo).toContain('production');
    expect(await engine.repair(c, 'skip', { taskId: task.id, reason: '急ぎ' })).toMatchObject({
      status: 409,
      body: { code: 'not_skippable', detail: expect.stringContaining('retry') },
    });
    expect(await engine.repair(c, 'retry', {})).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/reason' }] },
    });
    refusing.delete('buildDelivery');
    const key = randomUUID();
    const retried = await engine.repair(c, 'retry', { reason: '空き容量を増やした' }, key);
    expect(retried).toMatchObject({ status: 200, body: { retried: [{ taskId: task.id, effect: 'build@D1' }] } });
    await rig.task(c, 'send_delivery');
    expect((await engine.repair(c, 'retry', { reason: '空き容量を増やした' }, key)).body).toEqual(retried.body);
    expect(await engine.repair(c, 'retry', { reason: 'もう一度' })).toMatchObject({
      status: 409,
      body: { code: 'nothing_to_retry' },
    });
    expect(await audits(c, 'repairs.retry')).toEqual([
      {
        role: 'ops',
        via: 'api',
        after: { outcome: 'retried', tasks: [task.id], effects: ['build@D1'] },
        reason: '空き容量を増やした',
      },
    ]);
    await rig.decide(c, 'send_delivery', 'manager01', 'sent');
    await rig.decide(c, 'accept_delivery', 'client01', 'accepted');
    await skipsInClosing(c);
  });

  const skipsInClosing = async (c: Case) => {
    const { rig } = engine;
    const kpi = await rig.task(c, 'post_kpi');
    const pay = await rig.task(c, 'schedule_pay');
    expect((await engine.repairs(c)).body.skippable.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'hold_retrospective',
      'issue_invoice',
      'post_kpi',
      'return_data',
    ]);
    expect(await engine.repair(c, 'skip', { taskId: pay.id, reason: '不要' })).toMatchObject({
      status: 409,
      body: { code: 'not_skippable', kind: 'schedule_pay', detail: expect.stringContaining('take-over') },
    });
    expect(await engine.repair(c, 'skip', { taskId: 'no such', reason: '不要' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/taskId', code: 'no_such_task' }] },
    });
    expect(await engine.repair(c, 'skip', { taskId: kpi.id, reason: '試行のため対象外' })).toMatchObject({
      status: 200,
      body: { command: 'skip_task', stage: 'closing' },
    });
    expect(await engine.repair(c, 'skip', { taskId: kpi.id, reason: '試行のため対象外' })).toMatchObject({
      status: 409,
      body: { code: 'decision_already_made' },
    });
    expect(await audits(c, 'repairs.skip')).toMatchObject([
      { role: 'ops', after: { taskId: kpi.id }, reason: '試行のため対象外' },
    ]);
  };

  it('answers 202 while what is retried is still at it', async () => {
    const { rig, failing, refusing } = engine;
    const c = await rig.engagement();
    await toLots(rig, c, 1);
    await inspect(rig, c, 1, 1, 0);
    refusing.add('buildDelivery');
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
    const task = await rig.task(c, 'repair_effect');
    refusing.delete('buildDelivery');
    failing.add('buildDelivery');
    expect(await engine.repair(c, 'retry', { reason: '直したはず', taskId: task.id })).toMatchObject({
      status: 202,
      body: { retried: [{ taskId: task.id }] },
    });
    failing.delete('buildDelivery');
    await until(async () => (await rig.openTasks(c)).some(({ kind }) => kind === 'send_delivery'), 'it works', 60_000);
    expect((await engine.repairs(c)).body.tasks).toEqual([]);
  });

  it('skips an effect in whose place something can stand', async () => {
    const { rig, refusing } = engine;
    const c = await rig.engagement();
    await toRequirements(rig, c);
    refusing.add('withdrawOffers');
    await rig.command(c, 'cancel', 'manager01', { reason: '取りやめ' });
    const task = await rig.task(c, 'repair_effect');
    expect((await engine.repairs(c)).body.tasks).toMatchObject([{ effect: 'withdraw_offers', skippable: true }]);
    expect(await engine.repair(c, 'skip', { taskId: task.id, reason: '募集はない' })).toMatchObject({
      status: 200,
      body: { skipped: [{ taskId: task.id, effect: 'withdraw_offers' }] },
    });
    refusing.delete('withdrawOffers');
    await rig.inStage(c, 'cancelled');
    expect(await audits(c, 'repairs.skip')).toMatchObject([{ role: 'ops', reason: '募集はない' }]);
  });

  it('sends back to a stage that was reached, and to no other', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await toTeamAssembly(rig, c);
    expect(await engine.repair(c, 'reset', { stage: 'production', reason: '先へ' })).toMatchObject({
      status: 409,
      body: { code: 'stage_not_reached', reached: expect.arrayContaining(['decomposition']) },
    });
    expect(await engine.repair(c, 'reset', { stage: 'cancelling', reason: 'x' })).toMatchObject({ status: 422 });
    expect(await engine.repair(c, 'reset', { stage: 'decomposition', reason: '計画の誤り' })).toMatchObject({
      status: 200,
      body: { command: 'reset', stage: 'decomposition' },
    });
    await rig.task(c, 'write_plan');
    expect(await audits(c, 'repairs.reset')).toMatchObject([
      { after: { stage: 'decomposition' }, reason: '計画の誤り' },
    ]);
    await writePlan(rig, c, 2);
    await rig.decide(c, 'write_plan', 'director01', 'submitted', { data: { version: 2 } });
    await rig.decide(c, 'approve_plan', 'manager01', 'approved');
    await rig.inStage(c, 'team_assembly');
  });

  it('writes rows anew that somebody has changed, of the engagement and of a lot', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await toLots(rig, c, 1);
    await inspect(rig, c, 1, 1, 0);
    const task = await rig.task(c, 'decide_lot', 1);
    const shown = () =>
      rows(
        c,
        `select id, kind, role, status, excluding, since, due_at, subject, chapter, journal_key, outcome from human_task
          where engagement_id = $1 order by id`,
      );
    const before = await shown();
    await rows(c, `update engagement set stage = 'closing' where id = $1`);
    await rig.sql(
      `update human_task set status = 'completed', outcome = 'approved', role = 'manager', excluding = '{}', decided_at = now() where id = $1`,
      [task.id],
    );
    await rows(
      c,
      `update human_task set status = 'open' where engagement_id = $1 and kind in ('qualify_inquiry', 'inspect_lot')`,
    );
    expect(await engine.repair(c, 'resync', {})).toMatchObject({ status: 200, body: { command: 'resync' } });
    expect(await engine.repair(c, 'resync', { lotNo: 1 })).toMatchObject({ status: 200 });
    expect(await rig.stage(c)).toBe('quality');
    expect(await shown()).toEqual(before);
    expect(await audits(c, 'repairs.resync')).toHaveLength(2);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
    await rig.task(c, 'send_delivery');
  });

  it('goes on in a new run', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await toDecomposition(rig, c);
    expect(await engine.repair(c, 'hand-over', { reason: 'リリース前' })).toMatchObject({ status: 200 });
    const runs = async () => (await engine.repairs(c)).body.executions[0].runs;
    await until(async () => (await runs()) === 2, 'a second run');
    expect(await audits(c, 'repairs.handOver')).toMatchObject([{ role: 'ops', reason: 'リリース前' }]);
    await rig.task(c, 'write_plan');
  });

  it('ends an engagement by its own clean-up, by force or not where the execution takes the command', async () => {
    const { rig } = engine;
    for (const force of [false, true]) {
      const c = await rig.engagement();
      await toRequirements(rig, c);
      expect(await engine.repair(c, 'terminate', { reason: '二重登録', force })).toMatchObject({
        status: 200,
        body: { command: 'terminate' },
      });
      await rig.inStage(c, 'cancelled');
      expect((await audits(c, 'repairs.terminate')).map(({ after }) => after.force)).toEqual([undefined]);
      expect(await engine.repair(c, 'terminate', { reason: '二重登録', force })).toMatchObject({
        status: 409,
        body: { code: 'wrong_stage' },
      });
    }
  });

  /** Everything that the execution's own end would have done, done in the rows; nothing is left that disagrees. */
  const expectCleanEnd = async (c: Case) => {
    const { rig } = engine;
    expect(await rig.stage(c)).toBe('cancelled');
    expect(await rig.openTasks(c)).toEqual([]);
    expect(await rows(c, 'select distinct stage from lot where engagement_id = $1')).toEqual([{ stage: 'cancelled' }]);
    expect(
      await rows(
        c,
        `select distinct state from work_item where engagement_id = $1 and state not in ('void', 'accepted')`,
      ),
    ).toEqual([]);
    expect(await rows(c, `select 1 from offer where engagement_id = $1 and status = 'sent'`)).toEqual([]);
    expect(
      (
        await rows<{ n: number }>(
          c,
          `select count(*)::int as n from notice where engagement_id = $1 and kind = 'cancel'`,
        )
      )[0]?.n,
    ).toBeGreaterThan(0);
    expect(await audits(c, 'repairs.terminate')).toMatchObject([
      { role: 'ops', via: 'api', after: { force: true }, reason: '実行が失われたため' },
    ]);
    expect(await audits(c, 'items.stop')).toMatchObject([{ role: 'ops', via: 'api' }]);
    expect(await engine.differences(c)).toEqual([]);
  };

  it('ends by force what has no execution any more; without force it says what to do', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await toLots(rig, c, 2);
    await inspect(rig, c, 1, 1, 0);
    await rig.lotRound(c, 2, 1);
    await engine.lose(c);
    expect((await engine.repairs(c)).body.executions.map(({ status }: { status: string }) => status)).toEqual([
      'terminated',
      'terminated',
      'terminated',
    ]);
    expect(await engine.repair(c, 'terminate', { reason: '実行が失われたため' })).toMatchObject({
      status: 409,
      body: { code: 'execution_missing' },
    });
    const key = randomUUID();
    const ended = await engine.repair(c, 'terminate', { reason: '実行が失われたため', force: true }, key);
    expect(ended).toMatchObject({ status: 200, body: { command: 'terminate', stage: 'cancelled' } });
    expect((await engine.repair(c, 'terminate', { reason: '実行が失われたため', force: true }, key)).body).toEqual(
      ended.body,
    );
    await expectCleanEnd(c);
  });

  it('shows a workflow task that fails, and ends by force what takes no command for that', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await toLots(rig, c, 1);
    await rig.lotRound(c, 1, 1);
    await addEvidence(rig, c, 'invoice', [null]);
    await rig.stopWorker();
    // Another story than the one that the history tells.
    const wrong = {
      file: 'engagement/stages.ts',
      from: "await chapter.ask('qualify_inquiry')",
      to: "await chapter.ask('write_plan')",
    };
    await rig.startWorker(await editedBundle([wrong]));
    const failing = async () => (await engine.repairs(c)).body.executions?.[0]?.failingWorkflowTask ?? null;
    await rig.client.workflow.getHandle(`engagement:${c.key}`).signal('lotStage', {});
    await until(async () => (await failing()) !== null, 'the workflow task fails', 60_000);
    expect(await failing()).toEqual({ attempt: expect.any(Number), lastFailure: 'non_determinism' });
    const silent = await engine.differences(c);
    expect(silent).toMatchObject([{ kind: 'execution_silent', lotNo: null, mend: 'none' }]);
    expect(await engine.repair(c, 'terminate', { reason: '実行が失われたため', force: true })).toMatchObject({
      status: 200,
      body: { stage: 'cancelled' },
    });
    await rig.stopWorker();
    await rig.startWorker();
    await expectCleanEnd(c);
  });
});
