import { ApiRig } from '../test/rig';

jest.setTimeout(120_000);

/** The engine is away: what needs it is told so, what is refused before is refused as ever. With it: absences.int.spec.ts. */
describe('many decisions in one request', () => {
  let api: ApiRig;
  const task = (no: number) => `KADO-2026-0001-T${no}`;
  const send = (items: object[], as = 'manager01', key?: string) =>
    api.post('/human-tasks/complete-many', as, { items }, key);
  const qualified = (no: number) => ({ taskId: task(no), outcome: 'qualified' });

  beforeAll(async () => {
    api = await ApiRig.start();
    const id = await api.insertEngagement({ key: 'KADO-2026-0001', clientCode: 'C-001', siteCode: 'SHIOJIRI' });
    for (let no = 1; no <= 18; no += 1)
      await api.insertTask(id, task(no), 'qualify_inquiry', 'manager', no === 3 ? ['manager01'] : []);
    await api.post(`/human-tasks/${task(4)}/claim`, 'manager02', {});
    await api.db.query(`update human_task set status = 'cancelled' where id = $1`, [task(5)]);
  });
  afterAll(() => api.stop());

  it('answers each as it would have been answered alone, in the order asked', async () => {
    const items = [
      { taskId: 'KADO-1999-0001-T1', outcome: 'qualified' },
      { taskId: task(1), outcome: 'approved' },
      { taskId: task(2), outcome: 'declined' },
      qualified(3),
      qualified(4),
      qualified(5),
      qualified(6),
    ];
    const reply = await send(items, 'manager01', 'many-refusals-0001');
    expect(reply.status).toBe(200);
    expect(
      reply.body.results.map((one: { taskId: string; status: number; answer: { code: string } }) => [
        one.taskId,
        one.status,
        one.answer.code,
      ]),
    ).toEqual([
      ['KADO-1999-0001-T1', 404, 'human_task_not_found'],
      [task(1), 422, 'outcome_not_allowed'],
      [task(2), 422, 'reason_required'],
      [task(3), 403, 'four_eyes'],
      [task(4), 409, 'claimed_by_other'],
      [task(5), 409, 'task_withdrawn'],
      [task(6), 503, 'engine_unavailable'],
    ]);
    expect(reply.body.results[1].answer.instance).toBe(`/api/v1/human-tasks/${task(1)}/complete`);
    const again = await send(items, 'manager01', 'many-refusals-0001');
    const told = (body: typeof reply.body) =>
      body.results.map(({ taskId, status }: { taskId: string; status: number }) => [taskId, status]);
    expect(told(again.body)).toEqual(told(reply.body));
  });

  it('binds each task to what was sent for it under the key', async () => {
    await send([qualified(7)], 'manager01', 'many-bound-0001');
    const other = await send(
      [{ taskId: task(7), outcome: 'declined', reason: '対象外' }, qualified(8)],
      'manager01',
      'many-bound-0001',
    );
    expect(other.body.results.map(({ answer }: { answer: { code: string } }) => answer.code)).toEqual([
      'idempotency_key_reused',
      'engine_unavailable',
    ]);
    // Another person’s key is another key.
    expect((await send([qualified(7)], 'manager02', 'many-bound-0001')).body.results[0].status).toBe(503);
  });

  it('tells nobody of tasks that are none of theirs', async () => {
    const seen = async (as: string) => (await send([qualified(9)], as)).body.results[0];
    expect(await seen('worker01')).toMatchObject({ status: 404, answer: { code: 'human_task_not_found' } });
    expect(await seen('coordinator01')).toMatchObject({ status: 403, answer: { code: 'role_not_allowed' } });
  });

  it('takes one to fifty, each task once, and asks for a key', async () => {
    expect((await send([])).status).toBe(422);
    expect((await send(Array.from({ length: 51 }, (_, at) => qualified(at + 1)))).status).toBe(422);
    expect((await send([qualified(10), qualified(10)])).body.errors[0].code).toBe('duplicate_task');
    expect((await send([{ ...qualified(10), more: 1 }])).status).toBe(422);
    expect(
      (await api.post('/human-tasks/complete-many', 'manager01', { items: [qualified(10)] }, null)).body.code,
    ).toBe('idempotency_key_missing');
    const many = await send(Array.from({ length: 8 }, (_, at) => qualified(at + 11)));
    expect(many.body.results).toHaveLength(8);
  });
});
