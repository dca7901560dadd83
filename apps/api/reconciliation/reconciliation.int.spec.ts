import { randomUUID } from 'node:crypto';
import { ENGAGEMENT_WORKFLOW, engagementWorkflowId } from '@kado/contracts/engagement';
import { LOT_ORDER_SIGNAL, lotWorkflowId } from '@kado/contracts/lot';
import { newId } from '@kado/persistence/database';
import { importItems } from '@kado/workflows/test/documents';
import type { Case } from '@kado/workflows/test/rig';
import { fromDelivery, inspect, toLots, toProduction, toRequirements } from '@kado/workflows/test/steps';
import { until } from '@kado/workflows/test/until';
import { defineSearchAttributeKey } from '@temporalio/common';
import { EngineRig } from '../test/engine-rig';

jest.setTimeout(240_000);

describe('the reconciliation of rows and executions', () => {
  let engine: EngineRig;
  beforeAll(async () => {
    engine = await EngineRig.start();
  });
  afterAll(() => engine.stop());

  const handle = (id: string) => engine.rig.client.workflow.getHandle(id);
  const statusOf = async (id: string) => (await handle(id).describe()).status.name;
  const of = (c: Case, sql: string) => engine.rig.sql(sql, [c.input.engagementId]);
  const differing = async (c: Case) => (await engine.differences(c)).map(({ kind, lotNo }) => [kind, lotNo]);
  const mends = (c: Case) =>
    engine.rig.sql<{ via: string; role: string; id: string; kind: string; mend: string; reason: string }>(
      `select a.via, a.actor_role as role, a.entity_id as id, a.after ->> 'kind' as kind, a.after ->> 'mend' as mend, r.text as reason
         from audit_log a join reason_text r on r.id = a.reason_id
        where a.operation = 'reconciliation.mend' and a.entity_id like 'engagement:' || $1 || '%' order by a.id`,
      [c.key],
    );
  const mended = async (c: Case) => {
    const { status, body } = await engine.mend(c);
    expect(status).toBe(200);
    return body.mended.map((one: { kind: string; done: boolean }) => [one.kind, one.done]);
  };
  const toTwoLots = async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await toLots(rig, c);
    for (const lotNo of [1, 2]) await rig.lotRound(c, lotNo, 1);
    const begun = () =>
      rig.sql('select 1 from lot where engagement_id = $1 and step_version > 0', [c.input.engagementId]);
    await until(async () => (await begun()).length === 2, 'the first step of both lots is written');
    return c;
  };

  it('finds nothing where all is well, and says what it has looked at', async () => {
    const c = await toTwoLots();
    const { status, body } = await engine.api.get('/reconciliation', 'ops01');
    expect(status).toBe(200);
    expect(body).toEqual({
      checkedAt: expect.any(String),
      engagements: 1,
      executions: 3,
      workerPolling: true,
      differences: [],
    });
    expect((await engine.mend(c)).body.mended).toEqual([]);
    expect(await mends(c)).toEqual([]);
  });

  it('writes rows anew that were changed by hand, and keeps who has claimed what', async () => {
    const { rig } = engine;
    const c = await toTwoLots();
    await inspect(rig, c, 1, 1, 0);
    const task = await rig.task(c, 'decide_lot', 1);
    const actor = await rig.person('director01');
    await rig.sql('update human_task set claimed_by = $2, claimed_at = now() where id = $1', [task.id, actor.id]);
    await rig.sql(`update human_task set status = 'cancelled' where id = $1`, [task.id]);
    await of(c, `update engagement set stage = 'delivery' where id = $1`);
    expect(await differing(c)).toEqual([
      ['projection_differs', null],
      ['projection_differs', 1],
    ]);
    const [first] = (await engine.api.get('/reconciliation', 'ops01')).body.differences;
    expect(first).toMatchObject({
      engagementKey: c.key,
      detail: { ja: expect.stringContaining('stage delivery/'), en: expect.stringContaining('stage delivery/') },
      mend: 'resync',
    });
    expect(await mended(c)).toEqual([
      ['projection_differs', true],
      ['projection_differs', true],
    ]);
    expect(await differing(c)).toEqual([]);
    expect(await rig.sql('select status, claimed_by as "claimedBy" from human_task where id = $1', [task.id])).toEqual([
      { status: 'open', claimedBy: actor.id },
    ]);
    expect(await mends(c)).toEqual(
      [engagementWorkflowId(c.key), lotWorkflowId(c.key, 1)].map((id) => ({
        via: 'system',
        role: 'ops',
        id,
        kind: 'projection_differs',
        mend: 'resync',
        reason: '実行の喪失',
      })),
    );
  });

  it('mends what it is told to, once for a key', async () => {
    const { rig, api } = engine;
    const [one, other] = [await rig.engagement(), await rig.engagement()];
    for (const c of [one, other]) await of(c, `update human_task set status = 'cancelled' where engagement_id = $1`);
    const key = randomUUID();
    const body = { mend: true, reason: '一件だけ', only: [one.key] };
    const first = await api.post('/reconciliation', 'ops01', body, key);
    expect((await api.post('/reconciliation', 'ops01', body, key)).body).toEqual(first.body);
    expect(await mends(one)).toHaveLength(1);
    expect(await differing(other)).toEqual([['projection_differs', null]]);
    for (const wrong of [{ mend: false, reason: 'x' }, { mend: true }, { mend: true, reason: ' ' }])
      expect((await api.post('/reconciliation', 'ops01', wrong)).status).toBe(422);
    await mended(other);
  });

  it('starts one that is behind its rows again from them', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await toRequirements(rig, c);
    // As after the engine's store was restored from an earlier day: the rows have written steps that it does not know.
    await of(c, 'update engagement set step_version = step_version + 5 where id = $1');
    const { runId } = await handle(engagementWorkflowId(c.key)).describe();
    expect(await mended(c)).toEqual([['projection_differs', true]]);
    expect((await handle(engagementWorkflowId(c.key)).describe()).runId).not.toBe(runId);
    expect(await differing(c)).toEqual([]);
    await rig.task(c, 'draft_requirements');
  });

  it('starts a lot that alone was lost, and tells the engagement of one that ended while it was gone', async () => {
    const { rig } = engine;
    const c = await toTwoLots();
    await handle(lotWorkflowId(c.key, 2)).terminate('lost');
    expect(await differing(c)).toEqual([['missing_lot_execution', 2]]);
    expect(await mended(c)).toEqual([['missing_lot_execution', true]]);
    await handle(engagementWorkflowId(c.key)).terminate('lost');
    for (const lotNo of [1, 2]) {
      await inspect(rig, c, lotNo, 1, 0);
      await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo });
    }
    await until(async () => (await statusOf(lotWorkflowId(c.key, 2))) === 'COMPLETED', 'the lots end unheard');
    expect(await mended(c)).toEqual([['missing_execution', true]]);
    await fromDelivery(rig, c);
    await rig.inStage(c, 'closed');
  });

  it('believes no lot at work that has ended unheard', async () => {
    const { rig } = engine;
    const c = await toTwoLots();
    // What a lot tells that was told by nobody: the row says released, the engagement still production.
    await handle(lotWorkflowId(c.key, 2)).terminate('lost');
    await of(c, `update lot set stage = 'released', open = 0 where engagement_id = $1 and lot_no = 2`);
    await of(
      c,
      `update work_item w set state = 'accepted', answer = '5' from lot l where l.id = w.lot_id and l.engagement_id = $1 and l.lot_no = 2`,
    );
    expect(await differing(c)).toEqual([['projection_differs', null]]);
    expect(await mended(c)).toEqual([['projection_differs', true]]);
    expect(await differing(c)).toEqual([]);
    await inspect(rig, c, 1, 1, 0);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
    await fromDelivery(rig, c);
    await rig.inStage(c, 'closed');
  });

  const ordersOf = async (id: string) =>
    ((await engine.rig.history(id)).events ?? []).filter(
      (event) => event.workflowExecutionSignaledEventAttributes?.signalName === LOT_ORDER_SIGNAL,
    ).length;

  it('tells a cancelling that a lot is gone which it waits for', async () => {
    const { rig, failing } = engine;
    const c = await toTwoLots();
    failing.add('writeStep:lot');
    await rig.command(c, 'cancel', 'manager01', { reason: '取りやめ' });
    for (const lotNo of [1, 2]) {
      const id = lotWorkflowId(c.key, lotNo);
      await until(async () => (await ordersOf(id)) === 1, `lot ${lotNo} is ordered to stop`);
      await handle(id).terminate('lost while it stopped');
    }
    expect(await differing(c)).toEqual([
      ['missing_lot_execution', 1],
      ['missing_lot_execution', 2],
    ]);
    expect(await mended(c)).toEqual([
      ['missing_lot_execution', true],
      ['missing_lot_execution', true],
    ]);
    await rig.task(c, 'notify_people');
    expect(await differing(c)).toEqual([]);
    expect(await of(c, 'select distinct stage from lot where engagement_id = $1')).toEqual([{ stage: 'cancelled' }]);
  });

  it('ends executions that should not be: of a final row, and of none', async () => {
    const c = await toTwoLots();
    await of(c, `update engagement set stage = 'closed', closed_at = now() where id = $1`);
    expect(await differing(c)).toEqual([
      ['stray_execution', null],
      ['stray_lot_execution', 1],
      ['stray_lot_execution', 2],
    ]);
    expect((await mended(c)).every(([, done]: [string, boolean]) => done)).toBe(true);
    for (const id of [engagementWorkflowId(c.key), lotWorkflowId(c.key, 1), lotWorkflowId(c.key, 2)])
      expect(await statusOf(id)).toBe('TERMINATED');
    expect(await differing(c)).toEqual([]);
    expect((await mends(c)).map(({ mend }) => mend)).toEqual(['terminate', 'terminate', 'terminate']);

    const rowless = { ...c, key: 'KADO-TEST-NO-ROW' };
    await startRowless(rowless, 'SHIOJIRI');
    await until(async () => (await differing(rowless)).length === 1, 'the one without a row is seen');
    expect(await mended(rowless)).toEqual([['stray_execution', true]]);
    expect(await statusOf(engagementWorkflowId(rowless.key))).toBe('TERMINATED');
    expect(await mends(rowless)).toMatchObject([{ kind: 'stray_execution', mend: 'terminate' }]);
  });

  /** An execution that no row knows; its first step finds no command and is tried for as long as it is broken. */
  const startRowless = async (c: Case, siteCode: string) => {
    engine.failing.add('writeStep');
    const attribute = (name: string, value: string) => ({ key: defineSearchAttributeKey(name, 'KEYWORD'), value });
    await engine.rig.client.workflow.start(ENGAGEMENT_WORKFLOW, {
      workflowId: engagementWorkflowId(c.key),
      taskQueue: engine.rig.taskQueue,
      args: [{ ...c.input, engagementId: newId(), engagementKey: c.key, commandId: newId() }],
      typedSearchAttributes: [attribute('EngagementKey', c.key), attribute('SiteCode', siteCode)],
    });
  };
  afterEach(() => engine.failing.clear());

  it('says what is stuck by the rows alone, and mends none of it', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    const [one] = (await of(c, 'select site_id as "siteId" from engagement where id = $1')) as { siteId: string }[];
    await rig.sql(
      `insert into outbox (site_id, aggregate, key, kind, payload, attempts, created_at)
       values ($1, $2, $2, 'lotReady', '{}', 9, now() - interval '6 minutes'), ($1, $3, $3, 'lotReady', '{}', 0, now())`,
      [one?.siteId, lotWorkflowId(c.key, 8), lotWorkflowId(c.key, 9)],
    );
    const manager = await rig.person('manager01');
    const begun = (key: string, hours: number) =>
      rig.sql(
        `insert into command (id, site_id, actor_id, route, idempotency_key, request_hash, body, engagement_key, state, locked_until, created_at)
         select id, $2, $3, 'engagements.start', case when $4 then 'k ' || id else $5 end, '-', '{}', $6, 'in_flight',
                now() - make_interval(hours => $7), now() - make_interval(hours => $7) from (select $1::uuid as id) i`,
        [newId(), manager.siteId, manager.id, key === 'refused', randomUUID(), c.key, hours],
      );
    await begun('given up', 2);
    await begun('refused', 2);
    await begun('on its way', 0);
    expect(await differing(c)).toEqual([
      ['outbox_stuck', null],
      ['command_unanswered', null],
    ]);
    const { body } = await engine.mend(c);
    expect(body.mended).toMatchObject([
      { kind: 'outbox_stuck', done: false, note: { en: expect.stringContaining('docs/repair.md') } },
      { kind: 'command_unanswered', done: false },
    ]);
    expect(await mends(c)).toEqual([]);
  });

  it('shows ops of another site nothing of this one', async () => {
    const { rig, api } = engine;
    const c = await rig.engagement();
    await handle(engagementWorkflowId(c.key)).terminate('lost');
    await startRowless({ ...c, key: 'KADO-TEST-ELSEWHERE' }, 'SHIOJIRI');
    const stranger = await rig.person('city01');
    await rig.sql(
      `insert into role_grant (id, site_id, person_id, role) select $1, id, $2, 'ops' from site where code = 'TATESHINA'`,
      [newId(), stranger.id],
    );
    const { body } = await api.get('/reconciliation', 'city01');
    expect(body).toMatchObject({ engagements: 0, executions: 0, differences: [] });
    const mend = await api.post('/reconciliation', 'city01', { mend: true, reason: '他拠点', only: [c.key] });
    expect(mend.body.mended).toEqual([]);
    expect(await differing(c)).toEqual([['missing_execution', null]]);
    expect(await statusOf(engagementWorkflowId('KADO-TEST-ELSEWHERE'))).toBe('RUNNING');
    await handle(engagementWorkflowId('KADO-TEST-ELSEWHERE')).terminate();
  });

  it('takes a step on its way for no difference', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await toProduction(rig, c);
    await importItems(rig, c, 60);
    const looks = Promise.all([1, 2, 3].map(() => engine.differences(c)));
    await rig.decide(c, 'prepare_production', 'director01', 'released', { data: { lots: 2 } });
    for (const lotNo of [1, 2]) await inspect(rig, c, lotNo, 1, 0);
    expect(await looks).toEqual([[], [], []]);
  });

  it('says that nobody answers while the worker is away, and still finds what is missing', async () => {
    const { rig } = engine;
    const c = await rig.engagement();
    await rig.stopWorker();
    await handle(engagementWorkflowId(c.key)).terminate('lost');
    const { body } = await engine.api.get('/reconciliation', 'ops01');
    const found = body.differences as { kind: string; engagementKey: string }[];
    expect(found.filter(({ engagementKey }) => engagementKey === c.key)).toMatchObject([{ kind: 'missing_execution' }]);
    expect(found.some(({ kind }) => kind === 'execution_silent')).toBe(true);
    expect(found.some(({ kind }) => kind === 'projection_differs')).toBe(false);
    await rig.startWorker();
    expect(await mended(c)).toEqual([['missing_execution', true]]);
    await rig.task(c, 'qualify_inquiry');
  });
});
