import { randomUUID } from 'node:crypto';
import type { ManagedProcess } from '@kado/devstack/processes';
import { seedId } from '@kado/persistence/seeds/ids';
import { BreakableLink } from '@kado/testing/breakable-link';
import { startTestTemporal } from '@kado/testing/temporal';
import { build, startWorkerProcess } from '@kado/testing/worker-process';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { ApiRig, type Reply } from './rig';

jest.setTimeout(180_000);

const TASK_QUEUE = 'away';
const ORDER = { clientId: seedId('client', 'C-001'), title: '伝票のデータ化', category: 'back_office' };

/** Temporal, the worker and PostgreSQL each go away and come back; a key sent again then takes effect exactly once. */
describe('while something is away', () => {
  let temporal: TestWorkflowEnvironment;
  let toTemporal: BreakableLink;
  let toDatabase: BreakableLink;
  let api: ApiRig;
  const workers: ManagedProcess[] = [];

  const startWorker = async () => {
    workers.push(
      await startWorkerProcess({ databaseUrl: api.appUrl, temporalAddress: temporal.address, taskQueue: TASK_QUEUE }),
    );
  };
  const stopWorkers = async () => {
    for (const worker of workers.splice(0)) await worker.stop();
  };
  const counted = async (sql: string, value: string): Promise<number> =>
    (await api.db.query<{ n: number }>(`select count(*)::int as n from ${sql}`, [value])).rows[0]?.n ?? -1;
  const start = (title: string, key: string) => api.post('/engagements', 'manager01', { ...ORDER, title }, key);
  const qualify = async (taskId: string, key: string) =>
    api.post(`/human-tasks/${taskId}/complete`, 'manager01', { outcome: 'qualified' }, key);
  const expectAway = (reply: Reply) => {
    expect(reply.status).toBe(503);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  };
  /** As a client with patience: the same request with the same key until it is answered for good. */
  const insist = async (send: () => Promise<Reply>): Promise<Reply> => {
    for (const end = Date.now() + 60_000; ; ) {
      const reply = await send();
      if ((reply.status !== 503 && reply.status !== 409) || Date.now() > end) return reply;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  };

  beforeAll(async () => {
    build();
    temporal = await startTestTemporal();
    const [host, port] = temporal.address.split(':') as [string, string];
    toTemporal = new BreakableLink({ host, port: Number(port) });
    const near = await toTemporal.mend();
    api = await ApiRig.start({
      temporalAddress: `${near.host}:${near.port}`,
      taskQueue: TASK_QUEUE,
      databaseUrl: async (appUrl) => {
        const url = new URL(appUrl);
        toDatabase = new BreakableLink({ host: url.hostname, port: Number(url.port) });
        const end = await toDatabase.mend();
        url.hostname = end.host;
        url.port = String(end.port);
        return url.toString();
      },
    });
    await startWorker();
  });
  afterAll(async () => {
    await stopWorkers();
    await api.stop();
    await toTemporal.cut();
    await toDatabase.cut();
    await temporal.teardown();
  });

  it('without a worker: 503, and the same key starts one engagement once the worker is back', async () => {
    await stopWorkers();
    const key = randomUUID();
    expectAway(await start('ワーカー不在', key));
    await startWorker();
    const reply = await insist(() => start('ワーカー不在', key));
    expect(reply.status).toBe(201);
    expect((await start('ワーカー不在', key)).body.key).toBe(reply.body.key);
    expect(await counted('engagement where title = $1', 'ワーカー不在')).toBe(1);
  });

  it('without Temporal: 503, reading goes on, and the same key decides once', async () => {
    const { body } = await start('エンジン不在', randomUUID());
    const taskId = `${body.key}-T1`;
    const key = randomUUID();
    await toTemporal.cut();
    expectAway(await qualify(taskId, key));
    expectAway(await start('エンジン不在の間', randomUUID()));
    expect((await api.get(`/engagements/${body.key}/waiting`, 'manager01')).body.waiting).toHaveLength(1);
    await toTemporal.mend();
    const reply = await insist(() => qualify(taskId, key));
    expect(reply.status).toBe(200);
    expect((await qualify(taskId, key)).body).toEqual(reply.body);
    expect(await counted(`audit_log where operation = 'humanTasks.complete' and entity_id = $1`, taskId)).toBe(1);
    expect(await counted('engagement where title = $1', 'エンジン不在の間')).toBe(0);
  });

  it('without PostgreSQL: 503, nothing half-written, and the same key takes effect once', async () => {
    const key = randomUUID();
    await toDatabase.cut();
    expectAway(await start('データベース不在', key));
    expectAway(await api.get('/engagements', 'manager01'));
    expect((await api.get('/healthz')).status).toBe(200);
    expect((await api.get('/readyz')).status).toBe(503);
    await toDatabase.mend();
    const reply = await insist(() => start('データベース不在', key));
    expect(reply.status).toBe(201);
    expect(await counted('engagement where title = $1', 'データベース不在')).toBe(1);
    expect(await counted(`audit_log where operation = 'engagements.start' and entity_id = $1`, reply.body.id)).toBe(1);
  });
});
