import { randomUUID } from 'node:crypto';
import { createActivities } from '@kado/activities/kado.activities';
import { TASK_QUEUE } from '@kado/contracts/engagement';
import { createDataSource } from '@kado/persistence/data-source';
import { Database } from '@kado/persistence/database';
import { createKadoWorker } from '@kado/temporal/worker/create-worker';
import { startTestTemporal } from '@kado/testing/temporal';
import { workflowBundle } from '@kado/testing/workflow-bundle';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, type Worker } from '@temporalio/worker';
import { ApiRig } from '../test/rig';

jest.setTimeout(120_000);
Runtime.install({ logger: new DefaultLogger('ERROR') });

const CLAUSES = {
  scope: '手書き数字の判読',
  category: 'digital_data',
  mode: 'item',
  volume: 500,
  deliveryDue: '2027-03-31',
  qualityTarget: 0.97,
  dataClass: 'none',
  place: 'home',
  priceModel: 'per_item',
  acceptanceWindowDays: 10,
  deemedAcceptance: false,
};
const QUOTE = {
  reviewRate: 0.2,
  reviewSeconds: 3,
  inspectionRate: 0.1,
  reworkRate: 0.05,
  managementRate: 0.1,
  hourlyYen: 1200,
  leadHourlyYen: 1800,
  marginRate: 0.1,
  validUntil: '2027-01-31',
};

describe('an engagement over HTTP, on a real engine', () => {
  let env: TestWorkflowEnvironment;
  let api: ApiRig;
  let database: Database;
  let worker: Worker;
  let running: Promise<void>;
  let clientId: string;

  const startWorker = async (awayUntil = 0) => {
    const activities = createActivities(database, async () => ({ sha256: '0'.repeat(64), bytes: 0 }), {
      signalDecisions: 'on',
    });
    worker = await createKadoWorker({
      connection: env.nativeConnection,
      namespace: 'default',
      taskQueue: TASK_QUEUE,
      workflowBundle: await workflowBundle(),
      activities: {
        ...activities,
        reviewDecision: async (input) => {
          // what a worker meets whose database is away: a fault, repeated until it is back
          if (Date.now() < awayUntil) throw new TypeError('the database is away');
          return activities.reviewDecision(input);
        },
      },
    });
    running = worker.run();
  };

  beforeAll(async () => {
    env = await startTestTemporal();
    api = await ApiRig.start({ temporalAddress: env.address });
    database = new Database(createDataSource(api.appUrl, 6));
    await startWorker();
    clientId = (await api.get('/clients?limit=1', 'manager01')).body.items[0].id;
  });
  afterAll(async () => {
    worker?.shutdown();
    await running;
    await api?.stop();
    await database?.close();
    await env?.teardown();
  });

  const order = (title: string) => ({ clientId, title, category: 'digital_data', deliveryDue: '2027-03-31' });
  const openTask = async (key: string, kind: string) => {
    const { body } = await api.get(`/engagements/${key}/waiting`, 'manager01');
    return body.waiting.find((wait: { kind: string }) => wait.kind === kind)?.taskId as string;
  };
  const complete = (taskId: string, as: string, body: object, key?: string) =>
    api.post(`/human-tasks/${taskId}/complete`, as, body, key);

  it('starts once however often it is asked with the same key, at the same time or later', async () => {
    const key = randomUUID();
    const many = await Promise.all(
      Array.from({ length: 6 }, () => api.post('/engagements', 'manager01', order('Once'), key)),
    );
    const statuses = many.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    const again = await api.post('/engagements', 'manager01', order('Once'), key);
    const first = many.find(({ status }) => status === 201);
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(first?.body);
    expect(again.headers.get('location')).toBe(`/api/v1/engagements/${first?.body.key}`);
    const { rows } = await api.db.query(`select count(*)::int as n from engagement where title = 'Once'`);
    expect(rows[0].n).toBe(1);
    expect(await api.post('/engagements', 'manager01', order('Twice'), key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
  });

  it('is read by id and key, with ETag; waiting equals what the workflow says itself', async () => {
    const { body } = await api.post('/engagements', 'manager01', order('Read me'));
    const byKey = await api.get(`/engagements/${body.key}`, 'client01');
    expect(byKey.status).toBe(200);
    expect(byKey.headers.get('etag')).toMatch(/^"\d+"$/);
    expect(byKey.body.members).toBeUndefined();
    const seenByOps = (await api.get(`/engagements/${body.id}`, 'ops01')).body;
    expect(seenByOps.temporalUrl).toContain(`engagement%3A${body.key}`);
    expect(seenByOps.engine.executions).toBe(1);
    expect(seenByOps.engine.events).toBeGreaterThan(3);
    expect((await api.get(`/engagements/${body.id}`, 'manager01')).body.engine).toBeUndefined();
    const waiting = await api.get(`/engagements/${body.key}/waiting`, 'client01');
    const own = await env.client.workflow
      .getHandle(`engagement:${body.key}`)
      .query<Record<string, unknown>[]>('waiting');
    const pick = ({ taskId, role, since, dueAt }: Record<string, unknown>) => ({ taskId, role, since, dueAt });
    expect(waiting.body.waiting.map(pick)).toEqual(own.map(pick));
    expect(waiting.body.waiting[0].nextStep).toEqual({ ja: '引合いの可否判断', en: 'Qualify the inquiry' });
  });

  it('changes only with the version that was read', async () => {
    const { body } = await api.post('/engagements', 'manager01', order('Change me'));
    const path = `/engagements/${body.key}`;
    const etag = (await api.get(path, 'manager01')).headers.get('etag') as string;
    const patch = (headers: Record<string, string>, change: object = { title: 'Changed' }) =>
      api.call('PATCH', path, { as: 'manager02', body: change, headers });
    expect((await patch({})).status).toBe(428);
    const changed = await patch({ 'if-match': etag }, { title: 'Changed', deliveryDue: null });
    expect(changed).toMatchObject({ status: 200, body: { title: 'Changed', deliveryDue: null } });
    expect(changed.headers.get('etag')).not.toBe(etag);
    expect(await patch({ 'if-match': etag })).toMatchObject({
      status: 412,
      body: { code: 'stale_version', current: changed.headers.get('etag') },
    });
  });

  it('goes on by decisions of entitled people only, each once', async () => {
    const { key } = (await api.post('/engagements', 'manager01', order('Go on'))).body;
    const qualify = await openTask(key, 'qualify_inquiry');
    expect(await complete(qualify, 'client01', { outcome: 'qualified' })).toMatchObject({ status: 403 });
    expect(await complete(qualify, 'client02', { outcome: 'qualified' })).toMatchObject({ status: 404 });
    expect(await complete(qualify, 'manager01', { outcome: 'maybe' })).toMatchObject({
      status: 422,
      body: { code: 'outcome_not_allowed', errors: [{ pointer: '/outcome' }] },
    });
    expect(await complete(qualify, 'manager01', { outcome: 'declined', reason: '  ' })).toMatchObject({
      status: 422,
      body: { code: 'reason_required', errors: [{ pointer: '/reason' }] },
    });
    expect((await api.post(`/human-tasks/${qualify}/claim`, 'manager02')).status).toBe(200);
    expect(await complete(qualify, 'manager01', { outcome: 'qualified' })).toMatchObject({
      status: 409,
      body: { code: 'claimed_by_other', claimedBy: { id: api.personId('manager02') } },
    });
    expect((await api.post(`/human-tasks/${qualify}/release`, 'manager02')).status).toBe(200);

    const idempotencyKey = randomUUID();
    const decided = await complete(qualify, 'manager01', { outcome: 'qualified' }, idempotencyKey);
    expect(decided).toMatchObject({
      status: 200,
      body: { taskId: qualify, outcome: 'qualified', stage: 'requirements' },
    });
    expect((await complete(qualify, 'manager01', { outcome: 'qualified' }, idempotencyKey)).body).toEqual(decided.body);
    expect(await complete(qualify, 'manager02', { outcome: 'qualified' })).toMatchObject({
      status: 409,
      body: { code: 'decision_already_made', stage: 'requirements' },
    });
  });

  it('prices, asks a second manager under the floor, and lets the client read what is its own', async () => {
    const { key } = (await api.post('/engagements', 'manager01', order('Price'))).body;
    expect(await api.post(`/engagements/${key}/requirements`, 'manager01', CLAUSES)).toMatchObject({
      status: 409,
      body: { code: 'wrong_stage', stage: 'inquiry' },
    });
    await complete(await openTask(key, 'qualify_inquiry'), 'manager01', { outcome: 'qualified' });
    const draft = await openTask(key, 'draft_requirements');
    const sameKey = randomUUID();
    const early = await complete(draft, 'manager01', { outcome: 'submitted', data: { version: 1 } }, sameKey);
    expect(early).toMatchObject({ status: 409, body: { code: 'precondition_failed', reason: 'no_such_version' } });
    expect((await api.post(`/engagements/${key}/requirements`, 'manager01', CLAUSES)).body).toMatchObject({
      version: 1,
    });
    expect((await api.get(`/engagements/${key}/requirements`, 'client01')).body.items).toEqual([]);
    // what was missing is there: the same request is taken now
    expect((await complete(draft, 'manager01', { outcome: 'submitted', data: { version: 1 } }, sameKey)).status).toBe(
      200,
    );
    expect((await api.get(`/engagements/${key}/requirements`, 'client01')).body.items).toMatchObject([
      { version: 1, author: null },
    ]);

    expect(await api.post(`/engagements/${key}/quotes`, 'manager01', QUOTE)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/itemSeconds' }] },
    });
    const quoted = await api.post(`/engagements/${key}/quotes`, 'manager01', { ...QUOTE, itemSeconds: 5 });
    expect(quoted).toMatchObject({ status: 201, body: { version: 1, belowFloor: true } });
    await complete(await openTask(key, 'price_quote'), 'manager01', { outcome: 'quoted', data: { version: 1 } });
    expect((await api.get(`/engagements/${key}/quotes`, 'client01')).body.items).toEqual([]);
    const approve = await openTask(key, 'approve_margin');
    expect(await complete(approve, 'manager01', { outcome: 'approved' })).toMatchObject({
      status: 403,
      body: { code: 'four_eyes' },
    });
    expect((await api.get(`/human-tasks/${approve}`, 'client01')).status).toBe(403);
    expect((await complete(approve, 'manager02', { outcome: 'approved' })).status).toBe(200);
    const seen = (await api.get(`/engagements/${key}/quotes`, 'client01')).body.items[0];
    expect(seen).toMatchObject({ totalYen: quoted.body.result.totalYen, stands: true });
    expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['marginRate']));

    const mine = await api.get(`/human-tasks?engagement=${key}&mine=true`, 'client01');
    expect(mine.body.items).toMatchObject([
      { kind: 'sign_requirements', role: 'client', mayDecide: true, outcomes: ['signed', 'returned', 'declined'] },
    ]);
    const returned = await complete(mine.body.items[0].id, 'client01', {
      outcome: 'returned',
      reason: '納期を確認したい',
    });
    expect(returned.status).toBe(200);

    const timeline = await api.get(`/engagements/${key}/timeline?limit=200`, 'client01');
    const texts = timeline.body.items.map((item: { textJa: string }) => item.textJa);
    expect(texts).toContain('案件を受け付けました');
    expect(texts.join()).not.toContain('利益率');
    expect(timeline.body.items.at(-1)).toBeDefined();
    const signed = timeline.body.items.find((item: { reason?: string }) => item.reason !== undefined);
    expect(signed).toMatchObject({
      reason: '納期を確認したい',
      role: 'client',
      actor: { id: api.personId('client01') },
    });
    const managers = timeline.body.items.filter((item: { role: string }) => item.role === 'manager');
    expect(managers.every((item: { actor: unknown }) => item.actor === null)).toBe(true);
  });

  it('finds the end of a decision whose answer came too late, for whoever made it', async () => {
    const { key } = (await api.post('/engagements', 'manager01', order('Late answer'))).body;
    const taskId = await openTask(key, 'qualify_inquiry');
    const decision = randomUUID();
    const { body: receipt } = await complete(taskId, 'manager01', { outcome: 'qualified' }, decision);
    const { rows } = await api.db.query(
      `insert into operation (id, site_id, kind, state, total, created_by)
       select id, site_id, 'humanTasks.complete', 'running', 1, actor_id from command where idempotency_key = $1 returning id`,
      [decision],
    );
    const path = `/operations/${rows[0].id}`;
    expect(await api.get(path, 'manager01')).toMatchObject({
      status: 200,
      body: { state: 'done', done: 1, result: receipt },
    });
    expect((await api.get(path, 'manager02')).status).toBe(404);
  });

  it('answers 503 while no worker is there; the same key takes effect exactly once when one comes', async () => {
    const { key } = (await api.post('/engagements', 'manager01', order('No worker'))).body;
    const qualify = await openTask(key, 'qualify_inquiry');
    worker.shutdown();
    await running;
    const started = randomUUID();
    const decision = randomUUID();
    const [away, undecided] = await Promise.all([
      api.post('/engagements', 'manager01', order('Start later'), started),
      complete(qualify, 'manager01', { outcome: 'qualified' }, decision),
    ]);
    expect([away.status, undecided.status]).toEqual([503, 503]);
    await startWorker();
    const began = await api.post('/engagements', 'manager01', order('Start later'), started);
    expect(began).toMatchObject({ status: 201, body: { title: 'Start later' } });
    expect(await complete(qualify, 'manager01', { outcome: 'qualified' }, decision)).toMatchObject({
      status: 200,
      body: { outcome: 'qualified' },
    });
    const { rows } = await api.db.query(
      `select (select count(*)::int from engagement where title = 'Start later') as started,
              (select count(*)::int from audit_log where operation = 'humanTasks.complete' and entity_id = $1) as decided`,
      [qualify],
    );
    expect(rows).toEqual([{ started: 1, decided: 1 }]);
    expect((await api.get('/readyz')).body).toMatchObject({ status: 'ok' });
  });

  it('answers 202 with an operation when the effect takes its time, and the operation ends as the decision does', async () => {
    const { key } = (await api.post('/engagements', 'manager01', order('Slow judgement'))).body;
    const taskId = await openTask(key, 'qualify_inquiry');
    worker.shutdown();
    await running;
    await startWorker(Date.now() + 18_000);
    const idempotencyKey = randomUUID();
    const taken = await complete(taskId, 'manager01', { outcome: 'qualified' }, idempotencyKey);
    expect(taken).toMatchObject({ status: 202, body: { kind: 'humanTasks.complete', state: 'running' } });
    const location = taken.headers.get('location') as string;
    expect(await complete(taskId, 'manager01', { outcome: 'qualified' }, idempotencyKey)).toMatchObject({
      status: 202,
    });
    const operation = async () => (await api.get(location, 'manager01')).body;
    for (let tries = 0; tries < 40 && (await operation()).state === 'running'; tries++)
      await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await operation()).toMatchObject({
      state: 'done',
      result: { taskId, outcome: 'qualified', stage: 'requirements' },
    });
  });

  it('pages through lists without losing or repeating', async () => {
    const all = (await api.get('/engagements?limit=200', 'city01')).body.items.map(({ key }: { key: string }) => key);
    expect(all.length).toBeGreaterThan(4);
    const seen: string[] = [];
    let path: string | undefined = '/engagements?limit=2';
    while (path) {
      const page = await api.get(path, 'city01');
      seen.push(...page.body.items.map(({ key }: { key: string }) => key));
      const link = /<\/api\/v1([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
      expect(link === undefined).toBe(page.body.nextCursor === null);
      path = link;
    }
    expect(seen).toEqual(all);
    expect(
      (await api.get('/engagements?stage=inquiry&waitingFor=manager', 'manager01')).body.items.length,
    ).toBeGreaterThan(0);
    expect((await api.get('/engagements?waitingFor=teleworker', 'manager01')).body.items).toEqual([]);
    expect((await api.get('/engagements', 'client02')).body.items).toEqual([]);
    expect((await api.get('/engagements', 'director01')).body.items).toEqual([]);
  });
});
