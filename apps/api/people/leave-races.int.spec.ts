import { newId } from '@kado/persistence/database';
import { seedId } from '@kado/persistence/seeds/ids';
import { ApiRig, type Reply } from '../test/rig';

jest.setTimeout(180_000);

const ROUNDS = 8;

describe('leaving while others give', () => {
  let api: ApiRig;
  let made = 0;
  const id = (login: string) => api.personId(login);

  const newPerson = async (role: string): Promise<string> => {
    const login = `race${++made}`;
    await api.addPerson(login, role, 'SHIOJIRI');
    return login;
  };
  const engagement = async (members: { login: string; role: string }[], more: object = {}) => {
    const key = `KADO-2026-${3000 + ++made}`;
    const seed = { key, clientCode: 'C-001', siteCode: 'SHIOJIRI', stage: 'production', members, ...more };
    return { key, id: await api.insertEngagement(seed) };
  };
  const directed = (...logins: string[]) => engagement(logins.map((login) => ({ login, role: 'director' })));
  const leave = (login: string, more: object = {}) =>
    api.post(`/people/${id(login)}/leave`, 'coordinator01', { reason: '退任', ...more });
  const newTask = async (of: { key: string; id: string }, n: number, kind = 'write_plan', role = 'director') => {
    await api.insertTask(of.id, `${of.key}-T${n}`, kind, role);
    return `/human-tasks/${of.key}-T${n}`;
  };

  /** Everything that may be in the hands of somebody. */
  const inHand = async (login: string): Promise<unknown> =>
    (
      await api.db.query(
        `select (select count(*)::int from human_task where $1 in (claimed_by, owner_id) and status = 'open') as tasks,
                (select count(*)::int from engagement_member where person_id = $1 and until is null) as memberships,
                (select count(*)::int from offer where person_id = $1 and status = 'sent') as offers,
                (select count(*)::int from role_grant where person_id = $1) as grants`,
        [id(login)],
      )
    ).rows[0];
  const NOTHING = { tasks: 0, memberships: 0, offers: 0, grants: 0 };

  /** Leaves in the midst of what others do: whoever comes first, nothing stays with the one who is gone. */
  const leavesAmid = async (login: string, begin: () => Promise<Reply>[], more: object = {}): Promise<Reply[]> => {
    const before = begin();
    const left = leave(login, more);
    const replies = await Promise.all([...before, ...begin()]);
    expect((await left).status).toBe(200);
    expect(await inHand(login)).toEqual(NOTHING);
    expect(replies.filter(({ status }) => status >= 500)).toEqual([]);
    return replies;
  };

  beforeAll(async () => {
    api = await ApiRig.start();
  });
  afterAll(() => api.stop());

  it('claims', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const login = await newPerson('director');
      const e = await directed(login, 'director01');
      const tasks = [await newTask(e, 1), await newTask(e, 2), await newTask(e, 3)];
      await leavesAmid(login, () => tasks.map((path) => api.post(`${path}/claim`, login, {})));
    }
  });

  it('claims of a manager, whose right is a grant', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const login = await newPerson('manager');
      const e = await directed('director01');
      const path = await newTask(e, 1, 'qualify_inquiry', 'manager');
      await leavesAmid(login, () => [api.post(`${path}/claim`, login, {})]);
    }
  });

  it('tasks passed on to them', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const login = await newPerson('director');
      const e = await directed(login, 'director01');
      const [lent, given] = [await newTask(e, 1), await newTask(e, 2)];
      for (const path of [lent, given]) await api.post(`${path}/claim`, 'director01', {});
      await leavesAmid(login, () => [
        api.post(`${lent}/delegate`, 'director01', { personId: id(login), reason: '依頼' }),
        api.post(`${given}/forward`, 'director01', { personId: id(login), reason: '依頼' }),
      ]);
    }
  });

  it('appointments and offers', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const login = await newPerson('leader');
      const e = await engagement([], { stage: 'team_assembly' });
      const offer = {
        personIds: [id(login)],
        role: 'leader',
        purpose: 'team',
        hoursPerWeek: 10,
        hourlyYen: 1_100,
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      };
      const sent = await api.post(`/engagements/${e.key}/offers`, 'coordinator01', offer);
      const other = await engagement([], { stage: 'team_assembly' });
      await leavesAmid(login, () => [
        api.post(`/offers/${sent.body.items[0].id}/accept`, login, {}),
        api.post(`/engagements/${other.key}/offers`, 'coordinator02', offer),
        api.post(`/engagements/${other.key}/members`, 'coordinator02', { personId: id(login), role: 'leader' }),
      ]);
    }
  });

  it('a successor who is leaving too, and a place in a team', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [goes, follows] = [await newPerson('director'), await newPerson('director')];
      const [e, ill] = [await directed(goes), await directed('director01')];
      const place = { role: 'director', fromPersonId: id('director01'), toPersonId: id(follows), reason: '急病' };
      const [handed, left] = await Promise.all([
        leave(goes, { successorId: id(follows) }),
        leave(follows),
        api.post(`/engagements/${ill.key}/reassign`, 'manager01', place),
      ]);
      // Who has taken over is the only director by then; who has left is no successor.
      expect([handed.status, left.status]).not.toEqual([200, 200]);
      const { rows } = await api.db.query(
        `select p.journey from engagement_member m join person p on p.id = m.person_id
          where m.engagement_id = any ($1::uuid[]) and m.until is null`,
        [[e.id, ill.id]],
      );
      expect(rows).toEqual([{ journey: 'active' }, { journey: 'active' }]);
    }
  });

  it('a reassignment takes what is being claimed as well', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const login = await newPerson('director');
      const e = await directed(login);
      const tasks = [await newTask(e, 1), await newTask(e, 2)];
      const claims = tasks.map((path) => api.post(`${path}/claim`, login, {}));
      const reply = await api.post(`/engagements/${e.key}/reassign`, 'coordinator01', {
        role: 'director',
        fromPersonId: id(login),
        toPersonId: id('director02'),
        reason: '急病',
      });
      await Promise.all(claims);
      expect(reply.status).toBe(200);
      expect(await inHand(login)).toMatchObject({ tasks: 0, memberships: 0 });
      const told = await api.db.query('select person_id, kind from notice where engagement_id = $1 and key like $2', [
        e.id,
        'reassigned:%',
      ]);
      expect(told.rows).toEqual(
        expect.arrayContaining([
          { person_id: id('director02'), kind: 'reassigned' },
          { person_id: id('manager01'), kind: 'reassigned_other' },
        ]),
      );
    }
  });

  it('and what they hold at another site', async () => {
    const login = await newPerson('manager');
    const grant = `insert into role_grant (id, site_id, person_id, role) values ($1,$2,$3,'manager')`;
    await api.db.query(grant, [newId(), seedId('site', 'TATESHINA'), id(login)]);
    const e = await engagement([], { siteCode: 'TATESHINA' });
    const path = await newTask(e, 1, 'qualify_inquiry', 'manager');
    expect((await api.post(`${path}/claim`, login, {})).status).toBe(200);
    const preview = await api.get(`/people/${id(login)}/handover`, 'coordinator01');
    const reply = await leave(login);
    expect([reply.status, reply.body]).toEqual([200, preview.body]);
    expect(reply.body.tasks).toMatchObject([{ engagementKey: e.key, to: null }]);
    expect(await inHand(login)).toEqual(NOTHING);
  });
});
