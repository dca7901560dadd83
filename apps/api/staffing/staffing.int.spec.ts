import { ApiRig } from '../test/rig';

let rig: ApiRig;
let made = 0;
beforeAll(async () => {
  rig = await ApiRig.start();
}, 60_000);
afterAll(() => rig.stop());

async function engagement(
  stage: string,
  members: { login: string; role: string }[] = [],
): Promise<{ id: string; key: string }> {
  const key = `KADO-2026-${6000 + ++made}`;
  return { id: await rig.insertEngagement({ key, clientCode: 'C-001', siteCode: 'SHIOJIRI', stage, members }), key };
}
const soon = () => new Date(Date.now() + 86_400_000).toISOString();
const offer = (logins: string[], more: object = {}) => ({
  personIds: logins.map((login) => rig.personId(login)),
  role: 'teleworker',
  purpose: 'team',
  hoursPerWeek: 10,
  hourlyYen: 1100,
  expiresAt: soon(),
  ...more,
});
const send = (key: string, body: object, as = 'coordinator01') => rig.post(`/engagements/${key}/offers`, as, body);
const codes = (reply: { body: { errors: { pointer: string; code: string }[] } }) =>
  reply.body.errors.map((e) => `${e.pointer} ${e.code}`);

describe('members', () => {
  it('are appointed by the role that appoints them, from people who hold the role at the site', async () => {
    const { key } = await engagement('inquiry');
    const add = (as: string, login: string, role: string) =>
      rig.post(`/engagements/${key}/members`, as, { personId: rig.personId(login), role });
    expect((await add('manager01', 'director01', 'director')).body).toMatchObject({
      role: 'director',
      purpose: 'team',
      until: null,
    });
    expect(await add('manager01', 'director01', 'director')).toMatchObject({
      status: 409,
      body: { code: 'already_member' },
    });
    expect((await add('coordinator01', 'leader01', 'leader')).status).toBe(201);
    expect((await add('manager01', 'leader02', 'leader')).status).toBe(403);
    expect((await add('coordinator01', 'pro01', 'pro')).status).toBe(403);
    expect((await add('director01', 'leader02', 'leader')).status).toBe(403);
    for (const stranger of ['worker01', 'director07', 'client01']) {
      const reply = await add('manager01', stranger, 'director');
      expect([reply.status, codes(reply)]).toEqual([422, ['/personId not_eligible']]);
    }
    const list = await rig.get(`/engagements/${key}/members`, 'director01');
    expect(list.body.items.map((m: { role: string }) => m.role)).toEqual(['director', 'leader']);
    expect((await rig.get(`/engagements/${key}/members`, 'director02')).status).toBe(404);
  });
});

describe('candidates', () => {
  it('are of the site, ranked with reasons, without those who are in the team', async () => {
    const { id, key } = await engagement('team_assembly', [{ login: 'worker01', role: 'teleworker' }]);
    const list = await rig.get(`/engagements/${key}/candidates?skill=labelling&limit=20`, 'coordinator01');
    expect(list.body.items).toHaveLength(20);
    const [best] = list.body.items;
    expect(best.skills.map((skill: { code: string }) => skill.code)).toContain('labelling');
    expect(best.reasons[0]).toMatchObject({
      ja: expect.stringContaining('1件中1件'),
      en: expect.stringContaining('1 of 1'),
    });
    expect(list.body.items.map((c: { personId: string }) => c.personId)).not.toContain(rig.personId('worker01'));
    const { rows } = await rig.db.query('select distinct site_id from person where id = any($1::uuid[])', [
      list.body.items.map((c: { personId: string }) => c.personId),
    ]);
    expect(rows).toEqual((await rig.db.query('select site_id from engagement where id = $1', [id])).rows);
    expect(
      (await rig.get(`/engagements/${key}/candidates?role=leader`, 'coordinator01')).body.items.length,
    ).toBeGreaterThan(5);
    expect((await rig.get(`/engagements/${key}/candidates?skill=%27`, 'coordinator01')).status).toBe(400);
  });
});

describe('offers', () => {
  it('are accepted into the team or declined without any other effect', async () => {
    const { id, key } = await engagement('team_assembly');
    const sent = await send(key, offer(['worker01', 'worker02']));
    expect(sent).toMatchObject({ status: 201, body: { items: [{ status: 'sent' }, { status: 'sent' }] } });
    const mine = async (login: string) =>
      (await rig.get('/offers', login)).body.items.find((o: { engagementKey: string }) => o.engagementKey === key);
    const first = await mine('worker01');
    expect((await rig.post(`/offers/${first.id}/accept`, 'worker02')).status).toBe(404);
    expect((await rig.post(`/offers/${first.id}/accept`, 'worker01')).body).toMatchObject({
      status: 'accepted',
      hourlyYen: 1100,
    });
    expect((await rig.post(`/offers/${first.id}/decline`, 'worker01')).body.code).toBe('offer_answered');
    const before = await rig.db.query('select * from person where id = $1', [rig.personId('worker02')]);
    expect((await rig.post(`/offers/${(await mine('worker02')).id}/decline`, 'worker02')).body.status).toBe('declined');
    expect((await rig.db.query('select * from person where id = $1', [rig.personId('worker02')])).rows).toEqual(
      before.rows,
    );
    const { rows } = await rig.db.query(
      'select person_id, role, purpose, hours_per_week::float as hours from engagement_member where engagement_id = $1',
      [id],
    );
    expect(rows).toEqual([{ person_id: rig.personId('worker01'), role: 'teleworker', purpose: 'team', hours: 10 }]);
    expect((await rig.get(`/engagements/${key}/offers`, 'coordinator01')).body.items).toHaveLength(2);
    expect((await send(key, offer(['worker02']))).status).toBe(201);
  });

  it('take a pilot person over into the team, as one membership', async () => {
    const { id, key } = await engagement('requirements');
    const accept = async (purpose: string) => {
      const { body } = await send(key, offer(['worker03'], { purpose }));
      expect((await rig.post(`/offers/${body.items[0].id}/accept`, 'worker03')).status).toBe(200);
      return (await rig.db.query('select purpose from engagement_member where engagement_id = $1', [id])).rows;
    };
    expect(await accept('pilot')).toEqual([{ purpose: 'pilot' }]);
    expect(await send(key, offer(['worker04']))).toMatchObject({
      status: 409,
      body: { code: 'wrong_stage', stage: 'requirements' },
    });
    await rig.db.query(`update engagement set stage = 'team_assembly' where id = $1`, [id]);
    expect(await accept('team')).toEqual([{ purpose: 'team' }]);
  });

  it('go to nobody of another site, nobody twice, and all or none', async () => {
    const { key } = await engagement('team_assembly', [{ login: 'worker05', role: 'teleworker' }]);
    await send(key, offer(['worker06']));
    const reply = await send(key, offer(['worker07', 'worker200', 'leader01', 'worker05', 'worker06', 'worker07']));
    expect(codes(reply)).toEqual([
      '/personIds/1 person_not_found',
      '/personIds/2 not_eligible',
      '/personIds/3 already_member',
      '/personIds/4 already_offered',
      '/personIds/5 duplicate',
    ]);
    expect((await rig.get(`/engagements/${key}/offers`, 'coordinator01')).body.items).toHaveLength(1);
    expect(codes(await send(key, offer(['worker07'], { expiresAt: '2020-01-01T00:00:00+09:00' })))).toEqual([
      '/expiresAt in_the_past',
    ]);
    expect((await send(key, offer(['worker07']), 'manager01')).status).toBe(403);
  });

  it('run out', async () => {
    const { key } = await engagement('team_assembly');
    const { body } = await send(key, offer(['worker08']));
    await rig.db.query(`update offer set expires_at = now() - interval '1 second' where id = $1`, [body.items[0].id]);
    expect((await rig.post(`/offers/${body.items[0].id}/accept`, 'worker08')).body.code).toBe('offer_expired');
    expect((await rig.get('/offers', 'worker08')).body.items[0].status).toBe('expired');
    expect((await rig.post('/offers/nothing/accept', 'worker08')).status).toBe(404);
  });
});

describe('evidence', () => {
  const paper = { documentName: '3条通知.pdf', documentSha256: 'b'.repeat(64) };
  const record = (key: string, as: string, body: object) =>
    rig.post(`/engagements/${key}/evidence`, as, { ...paper, ...body });

  it('is recorded by the role that decides the step, about members, once', async () => {
    const { key } = await engagement('team_assembly', [
      { login: 'director01', role: 'director' },
      { login: 'leader01', role: 'leader' },
      { login: 'worker01', role: 'teleworker' },
    ]);
    const personIds = [rig.personId('worker01'), rig.personId('leader01')];
    expect((await record(key, 'coordinator01', { kind: 'terms_notice', personIds })).body).toEqual({ recorded: 2 });
    expect((await record(key, 'coordinator01', { kind: 'terms_notice', personIds })).body).toEqual({ recorded: 0 });
    expect((await record(key, 'leader01', { kind: 'terms_notice', personIds })).status).toBe(403);
    expect((await record(key, 'coordinator01', { kind: 'training_gate', personIds })).status).toBe(403);
    expect((await record(key, 'leader01', { kind: 'training_gate', personIds: personIds.slice(0, 1) })).body).toEqual({
      recorded: 1,
    });
    expect(
      codes(await record(key, 'coordinator01', { kind: 'terms_notice', personIds: [rig.personId('worker02')] })),
    ).toEqual(['/personIds/0 not_a_member']);
    expect(codes(await record(key, 'coordinator01', { kind: 'terms_notice' }))).toEqual(['/personIds required']);
    expect(codes(await record(key, 'manager01', { kind: 'invoice', personIds }))).toEqual(['/personIds not_personal']);
    expect((await record(key, 'manager01', { kind: 'invoice' })).body).toEqual({ recorded: 1 });
    const team = await rig.get(`/engagements/${key}/team`, 'coordinator01');
    expect(team.body).toMatchObject({
      counts: { director: 1, leader: 1, teleworker: 1 },
      violations: [{ role: 'teleworker', count: 1, min: 10, max: 100 }],
      confirmedHoursP85: null,
      missing: [{ personId: rig.personId('leader01'), termsNotice: true, trainingGate: false }],
      ok: false,
    });
    expect((await rig.get(`/engagements/${key}/evidence`, 'leader01')).body.items).toHaveLength(4);
  });

  it("of a pilot's training is vouched for by the coordinator: there is no leader yet", async () => {
    const { key } = await engagement('requirements', [{ login: 'worker01', role: 'teleworker' }]);
    expect(
      (await record(key, 'coordinator01', { kind: 'training_gate', personIds: [rig.personId('worker01')] })).body,
    ).toEqual({ recorded: 1 });
  });
});
