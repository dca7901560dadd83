import type { StepInput } from '@kado/contracts/activities';
import { createDataSource } from '@kado/persistence/data-source';
import { Database, newId, SYSTEM } from '@kado/persistence/database';
import { createTestDatabase, type TestDatabase } from '@kado/testing/postgres';
import { closeTask } from './task-rows';

type Decided = StepInput['decided'][number];

const AT = '2026-11-24T00:00:00.000Z';

describe('whose decision it was', () => {
  let store: TestDatabase;
  let database: Database;
  let owner: StepInput['owner'];
  let tasks = 0;
  const people = new Map<string, string>();
  const id = (login: string): string => people.get(login) as string;
  const sql = <T>(text: string, params: unknown[] = []) =>
    database.transaction(SYSTEM, (tx) => tx.rows<T>(text, params));

  beforeAll(async () => {
    store = await createTestDatabase({ seeded: true });
    database = new Database(createDataSource(store.appUrl, 4));
    for (const row of await sql<{ login: string; id: string }>('select login, person_id as id from account'))
      people.set(row.login, row.id);
    const engagementId = newId();
    const [engagement] = await sql<{ siteId: string }>(
      `insert into engagement (id, site_id, key, client_id, title, category, stage, stage_since, owner_id, step_version)
       select $1, site_id, 'KADO-2026-9001', id, '試験', 'digital_data', 'inquiry', now(), $2, 1 from client where code = 'C-001'
       returning site_id as "siteId"`,
      [engagementId, id('manager01')],
    );
    if (!engagement) throw new TypeError('the seeds lack C-001');
    owner = {
      workflowId: 'engagement:KADO-2026-9001',
      engagementId,
      engagementKey: 'KADO-2026-9001',
      siteId: engagement.siteId,
    };
    await sql(
      `insert into engagement_member (id, site_id, engagement_id, person_id, role, purpose) values ($1,$2,$3,$4,'director','team')`,
      [newId(), owner.siteId, engagementId, id('director01')],
    );
  });
  afterAll(async () => {
    await database.close();
    await store.drop();
  });

  /** A task of the director that stands in the audit as decided. */
  async function decided(
    by: string | null,
    via: Decided['via'],
    task: { holder?: string; lender?: string; escalatedTo?: string[] } = {},
  ): Promise<{ role: string | null; onBehalfOf: string | null }> {
    const taskId = `KADO-2026-9001-T${++tasks}`;
    await sql(
      `insert into human_task (id, site_id, engagement_id, workflow_id, kind, role, waits_for, status, since, due_at, excluding,
                               claimed_by, owner_id, escalated_to)
       values ($1,$2,$3,$4,'write_plan','director','kado','open', now(), now(), '{}', $5, $6, $7)`,
      [
        taskId,
        owner.siteId,
        owner.engagementId,
        owner.workflowId,
        task.holder ? id(task.holder) : null,
        task.lender ? id(task.lender) : null,
        task.escalatedTo ?? [],
      ],
    );
    const decision: Decided = {
      taskId,
      kind: 'write_plan',
      outcome: 'submitted',
      actorId: by ? id(by) : '',
      decisionId: newId(),
      via,
      at: AT,
      data: {},
    };
    const input: StepInput = { owner, version: 2, stage: 'inquiry', at: AT, decided: [decision], opened: [] };
    await database.transaction(SYSTEM, (tx) => closeTask(tx, input, decision));
    const [row] = await sql<{ role: string | null; onBehalfOf: string | null }>(
      `select actor_role as role, on_behalf_of as "onBehalfOf" from audit_log where entity_id = $1`,
      [taskId],
    );
    return row as { role: string | null; onBehalfOf: string | null };
  }

  it("is one's own where one holds it, or nobody does", async () => {
    expect(await decided('director01', 'api')).toEqual({ role: 'director', onBehalfOf: null });
    expect(await decided('director01', 'signal', { holder: 'director01' })).toEqual({
      role: 'director',
      onBehalfOf: null,
    });
  });

  it('is the lender’s, otherwise that of the holder who is away', async () => {
    expect((await decided('director01', 'api', { holder: 'director01', lender: 'director02' })).onBehalfOf).toBe(
      id('director02'),
    );
    expect((await decided('director01', 'api', { holder: 'director02' })).onBehalfOf).toBe(id('director02'));
  });

  it('is in nobody’s place where a clock or ops ends it', async () => {
    const held = { holder: 'director01', lender: 'director02' };
    expect(await decided(null, 'clock', held)).toEqual({ role: null, onBehalfOf: null });
    expect(await decided('ops01', 'ops', held)).toEqual({ role: 'ops', onBehalfOf: null });
  });

  it('is told with the role that may decide since the term ran out, where the decider holds no other', async () => {
    const late = { escalatedTo: ['manager'] };
    expect((await decided('manager01', 'api', late)).role).toBe('manager');
    expect((await decided('director01', 'api', late)).role).toBe('director');
  });
});
