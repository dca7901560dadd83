import { createHash } from 'node:crypto';
import type { StepInput, StepOwner } from '@kado/contracts/activities';
import type { Decision, Wait } from '@kado/contracts/human-task';
import { createDataSource } from '@kado/persistence/data-source';
import { Database, newId, SYSTEM } from '@kado/persistence/database';
import { createTestDatabase, type TestDatabase } from '@kado/testing/postgres';
import type { PutFile } from './delivery/build-delivery';
import { createActivities } from './kado.activities';

const AT = '2026-11-24T00:00:00.000Z';
const keep: PutFile = (bytes) => Promise.resolve({ sha256: createHash('sha256').update(bytes).digest('hex') });

/** Activities run at least once, at any moment: what a killed worker had done already must not show twice, or change. */
describe('an activity that runs again', () => {
  let store: TestDatabase;
  let database: Database;
  let cases = 0;
  beforeAll(async () => {
    store = await createTestDatabase({ seeded: true });
    database = new Database(createDataSource(store.appUrl, 4));
  });
  afterAll(async () => {
    await database.close();
    await store.drop();
  });

  const sql = <T>(text: string, params: unknown[] = []) =>
    database.transaction(SYSTEM, (tx) => tx.rows<T>(text, params));
  const activities = (put: PutFile = keep) => createActivities(database, put, { signalDecisions: 'on' });

  async function opened(): Promise<{ owner: StepOwner; personId: string }> {
    cases += 1;
    const engagementKey = `KADO-2026-9${String(cases).padStart(3, '0')}`;
    const [client] = await sql<{ id: string; siteId: string }>(
      `select id, site_id as "siteId" from client where code = 'C-001'`,
    );
    const [person] = await sql<{ id: string }>(`select person_id as id from account where login = 'manager01'`);
    if (!client || !person) throw new TypeError('the seeds lack C-001 or manager01');
    const owner: StepOwner = {
      workflowId: `engagement:${engagementKey}`,
      engagementId: newId(),
      engagementKey,
      siteId: client.siteId,
    };
    const commandId = newId();
    const body = { clientId: client.id, title: '試験', category: 'digital_data' };
    await sql(
      `insert into command (id, site_id, actor_id, route, idempotency_key, request_hash, body, state, locked_until)
       values ($1, $2, $3, 'engagements.start', $4, '-', $5, 'in_flight', now())`,
      [commandId, owner.siteId, person.id, commandId, JSON.stringify(body)],
    );
    await activities().writeStep({ ...step(owner, 1), stage: 'inquiry', commandId });
    return { owner, personId: person.id };
  }

  const step = (owner: StepOwner, version: number): StepInput => ({
    owner,
    version,
    stage: 'requirements',
    at: AT,
    decided: [],
    opened: [],
  });
  const wait = (owner: StepOwner, no: number): Wait => ({
    taskId: `${owner.engagementKey}-T${no}`,
    kind: 'draft_requirements',
    role: 'manager',
    waitsFor: 'kado',
    since: AT,
    dueAt: null,
    excluding: [],
  });
  const decision = (taskId: string, actorId: string): Decision => ({
    taskId,
    kind: 'draft_requirements',
    outcome: 'submitted',
    actorId,
    decisionId: newId(),
    via: 'api',
    at: AT,
    data: {},
  });
  const audits = async (owner: StepOwner) =>
    (
      await sql<{ operation: string }>('select operation from audit_log where engagement_id = $1 order by id', [
        owner.engagementId,
      ])
    ).map((row) => row.operation);

  it('writes a step once and answers the same due instants', async () => {
    const { owner } = await opened();
    const input = { ...step(owner, 2), opened: [wait(owner, 1)] };
    const first = await activities().writeStep(input);
    const before = await audits(owner);
    expect(await activities().writeStep(input)).toEqual(first);
    expect(Object.keys(first.due)).toEqual([`${owner.engagementKey}-T1`]);
    expect(await audits(owner)).toEqual(before);
  });

  it('does not leave a human task open that was decided before it was written', async () => {
    const { owner, personId } = await opened();
    const early = wait(owner, 1);
    await activities().writeStep({
      ...step(owner, 2),
      opened: [early],
      decided: [decision(early.taskId, personId)],
    });
    expect(await sql('select status, outcome from human_task where id = $1', [early.taskId])).toEqual([
      { status: 'completed', outcome: 'submitted' },
    ]);
  });

  it('reports how right people were, not how right their answers are after the known ones were put in', async () => {
    const { owner, personId } = await opened();
    const lotId = newId();
    await sql(
      `insert into lot (id, site_id, engagement_id, lot_no, key, purpose, stage) values ($1,$2,$3,1,$4,'production','released')`,
      [lotId, owner.siteId, owner.engagementId, `${owner.engagementKey}-L1`],
    );
    for (let seq = 1; seq <= 10; seq += 1) {
      const externalId = `d-${seq}`;
      await sql(
        `insert into work_item (id, site_id, engagement_id, lot_id, purpose, seq, external_id, state, author_id, answer)
         values ($1, $2, $3, $7, 'production', $4, $5, 'accepted', $6, '5')`,
        [newId(), owner.siteId, owner.engagementId, seq, externalId, personId, lotId],
      );
      if (seq <= 4)
        await sql('insert into gold (engagement_id, site_id, external_id, answer) values ($1, $2, $3, $4)', [
          owner.engagementId,
          owner.siteId,
          externalId,
          seq === 1 ? '7' : '5',
        ]);
    }
    const csvs: string[] = [];
    const breaks: PutFile = () => Promise.reject(new Error('the disk is full'));
    const sees: PutFile = (bytes) => {
      csvs.push(bytes.toString());
      return keep(bytes);
    };
    await expect(activities(breaks).buildDelivery({ owner })).rejects.toThrow('the disk is full');
    const built = await activities(sees).buildDelivery({ owner });
    expect(await activities().buildDelivery({ owner })).toEqual(built);
    expect(
      await sql(
        `select report->'accuracy'->>'measured' as measured, report->'accuracy'->>'right' as "right" from delivery where engagement_id = $1`,
        [owner.engagementId],
      ),
    ).toEqual([{ measured: '4', right: '3' }]);
    expect(csvs[0]).toContain('d-1,7');
    expect(
      await sql(
        `select external_id, answer, answer_version from work_item where engagement_id = $1 and answer_version > 0`,
        [owner.engagementId],
      ),
    ).toEqual([{ external_id: 'd-1', answer: '7', answer_version: 1 }]);
  });

  it('releases a lot once', async () => {
    const { owner } = await opened();
    const lotId = newId();
    await sql(
      `insert into lot (id, site_id, engagement_id, lot_no, key, purpose, stage) values ($1, $2, $3, 1, $4, 'production', 'quality')`,
      [lotId, owner.siteId, owner.engagementId, `${owner.engagementKey}-L1`],
    );
    const lot = { ...owner, lotNo: 1, lotId };
    await activities().releaseLot({ owner: lot, round: 1 });
    await activities().releaseLot({ owner: lot, round: 1 });
    expect((await audits(owner)).filter((operation) => operation === 'lots.release')).toHaveLength(1);
  });

  it('keeps a refused signal whatever it was made of', async () => {
    const { owner } = await opened();
    const odd = { taskId: 'a\u0000b', outcome: `${'x'.repeat(99)}😀`, actor: '\ud800', decisionId: 'x' };
    await activities().recordRefusedSignal({ owner, decision: odd, code: 'unknown_task' });
    expect(await audits(owner)).toContain('humanTasks.refuseSignal');
  });

  it.each([
    ['a NUL in the login', 'signal', { actor: 'manager01\u0000' }, 'out_of_scope'],
    ['half a character in the login', 'signal', { actor: '\ud83d' }, 'out_of_scope'],
    ['a person that is none', 'api', { actor: 'manager01' }, 'out_of_scope'],
    ['a reason that is none', 'api', { reasonId: 'because' }, 'out_of_scope'],
    ['a reason that is no text', 'api', { reason: 5 as unknown as string }, 'out_of_scope'],
    ['a NUL in the trace id', 'api', { traceId: '\u0000' }, 'out_of_scope'],
    ['a version beyond all integers', 'signal', { actor: 'manager01', data: { version: 3e9 } }, 'precondition_failed'],
  ] as const)('refuses %s for good instead of trying for ever', async (_what, door, change, type) => {
    const { owner, personId } = await opened();
    const task = wait(owner, 1);
    const submitted = { taskId: task.taskId, outcome: 'submitted', actor: personId, decisionId: newId(), ...change };
    await expect(activities().reviewDecision({ owner, wait: task, decision: submitted, door })).rejects.toMatchObject({
      type,
      nonRetryable: true,
    });
  });

  it.each(['\u0000', ' \u0000 \u0000 '])('takes a reason of which nothing can be kept for none: %j', async (reason) => {
    const { owner } = await opened();
    const task: Wait = { ...wait(owner, 1), kind: 'qualify_inquiry' };
    const submitted = { taskId: task.taskId, outcome: 'declined', actor: 'manager01', decisionId: newId(), reason };
    const judged = activities().reviewDecision({ owner, wait: task, decision: submitted, door: 'signal' });
    await expect(judged).rejects.toMatchObject({ type: 'reason_required', nonRetryable: true });
  });
});
