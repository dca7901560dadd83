import type { StepOwner } from '@kado/contracts/activities';
import type { Wait } from '@kado/contracts/human-task';
import type { HumanTaskKind } from '@kado/domain/human-tasks';
import { kindSpec } from '@kado/domain/human-tasks';
import { createDataSource } from '@kado/persistence/data-source';
import { Database, newId, SYSTEM } from '@kado/persistence/database';
import { mayTake } from '@kado/persistence/repositories/task-holders';
import { createTestDatabase, type TestDatabase } from '@kado/testing/postgres';
import { insertWritten, type WrittenKind } from '@kado/testing/written';
import { checkFourEyes } from './four-eyes';

/** Whoever may be given a task is whoever the engine lets decide it: one question, asked of the row and of the wait. */
describe('four eyes', () => {
  let store: TestDatabase;
  let database: Database;
  let tasks = 0;
  const people = new Map<string, string>();
  const id = (login: string): string => people.get(login) as string;
  const sql = <T>(text: string, params: unknown[] = []) =>
    database.transaction(SYSTEM, (tx) => tx.rows<T>(text, params));

  beforeAll(async () => {
    store = await createTestDatabase({ seeded: true });
    database = new Database(createDataSource(store.appUrl, 2));
    for (const row of await sql<{ login: string; id: string }>('select login, person_id as id from account'))
      people.set(row.login, row.id);
  });
  afterAll(async () => {
    await database.close();
    await store.drop();
  });

  async function engagement(): Promise<StepOwner> {
    const engagementId = newId();
    const engagementKey = `KADO-2026-${9000 + ++tasks}`;
    const [row] = await sql<{ siteId: string }>(
      `insert into engagement (id, site_id, key, client_id, title, category, stage, stage_since, owner_id, step_version)
       select $1, site_id, $3, id, '試験', 'digital_data', 'quality', now(), $2, 1 from client where code = 'C-001'
       returning site_id as "siteId"`,
      [engagementId, id('manager01'), engagementKey],
    );
    if (!row) throw new TypeError('the seeds lack C-001');
    for (const login of ['director01', 'director02'])
      await sql(
        `insert into engagement_member (id, site_id, engagement_id, person_id, role, purpose) values ($1,$2,$3,$4,'director','team')`,
        [newId(), row.siteId, engagementId, id(login)],
      );
    return { workflowId: `engagement:${engagementKey}`, engagementId, engagementKey, siteId: row.siteId };
  }

  /** What the engine says to a decision of theirs, and whether they could be given the task. */
  async function asked(owner: StepOwner, kind: HumanTaskKind, subject: Wait['subject'], login: string) {
    const { role } = kindSpec(kind);
    const taskId = `${owner.engagementKey}-T${++tasks}`;
    await sql(
      `insert into human_task (id, site_id, engagement_id, lot_id, workflow_id, kind, role, waits_for, status, since, due_at, subject)
       values ($1,$2,$3,$4,$5,$6,$7,'kado','open', now(), now(), $8)`,
      [taskId, owner.siteId, owner.engagementId, owner.lotId ?? null, owner.workflowId, kind, role, subject ?? {}],
    );
    const wait: Wait = { taskId, kind, role, waitsFor: 'kado', since: '', dueAt: null, excluding: [], subject };
    return database.transaction(SYSTEM, async (tx) => ({
      refusal: await checkFourEyes(tx, owner, wait, id(login)).catch((error: { type: string }) => error.type),
      mayTake: await mayTake(tx, taskId, id(login)),
    }));
  }
  const OPEN = { refusal: undefined, mayTake: true };
  const CLOSED = { refusal: 'four_eyes', mayTake: false };

  it.each([
    ['approve_margin', 'manager02', 'manager01'],
    ['approve_plan', 'manager02', 'manager01'],
    ['approve_plan_change', 'manager02', 'manager01'],
    ['decide_lot', 'director02', 'director01'],
  ] as const)('%s: not by who wrote what it is about, whoever handed it in', async (kind, author, other) => {
    const owner = await engagement();
    const written = await insertWritten(sql, kind, owner.engagementId, id(author));
    const of = { ...owner, lotId: written.lotId ?? undefined };
    expect(await asked(of, kind, written.subject, author)).toEqual(CLOSED);
    expect(await asked(of, kind, written.subject, other)).toEqual(OPEN);
    // Of another kind the same person decides.
    const next = kind === 'decide_lot' ? 'write_plan' : 'qualify_inquiry';
    expect(await asked(of, next, undefined, author)).toEqual(OPEN);
  });

  it('hangs on the version that is decided on, and on the round', async () => {
    const owner = await engagement();
    const write = (kind: WrittenKind, login: string) => insertWritten(sql, kind, owner.engagementId, id(login));
    const { subject } = await write('approve_plan_change', 'manager02');
    const later = { planVersion: Number(subject?.planVersion) + 1 };
    expect(await asked(owner, 'approve_plan_change', later, 'manager02')).toEqual(OPEN);
    const lotId = (await write('decide_lot', 'director02')).lotId ?? undefined;
    await sql('update lot set round = round + 1 where id = $1', [lotId]);
    expect(await asked({ ...owner, lotId }, 'decide_lot', undefined, 'director02')).toEqual(OPEN);
    await write('approve_margin', 'manager02');
    await sql(`update quote set version = 9 where engagement_id = $1`, [owner.engagementId]);
    expect(await asked(owner, 'approve_margin', undefined, 'manager02')).toEqual(OPEN);
  });
});
