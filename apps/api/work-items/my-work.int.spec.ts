import { ApiRig } from '../test/rig';
import { addEvidence, openFloor, reserve, submit } from '../test/work-floor';
import { GATE_WAYS, type GateCode } from './gate-words';

let rig: ApiRig;
beforeAll(async () => {
  rig = await ApiRig.start();
}, 60_000);
afterAll(() => rig.stop());

const today = (key: string, as = 'worker01') => rig.get(`/engagements/${key}/my-work`, as);

describe("a teleworker's day", () => {
  it('says what there is to take, what is held, what came back and what was done', async () => {
    const floor = await openFloor(rig, { items: 10, review: { firstItems: 1, rate: 0 } });
    await rig.db.query(
      `update engagement_member set hourly_yen = 1200, hours_per_week = 8 where engagement_id = $1 and role = 'teleworker'`,
      [floor.id],
    );
    await rig.db.query(`update engagement set delivery_due = '2027-03-31' where id = $1`, [floor.id]);
    const [first, second, third] = await reserve(rig, floor, 'worker01', 3);
    await submit(rig, floor, 'worker01', [first, second] as never);
    await reserve(rig, floor, 'worker02', 1);
    await rig.db.query(`update work_item set state = 'returned' where id = $1`, [first?.id]);
    const { rows: leader } = await rig.db.query(
      `select id, family_name || ' ' || given_name as name from person where id = any ($1::uuid[]) order by code`,
      [[rig.personId('leader01'), rig.personId('leader02')]],
    );
    const { body } = await today(floor.key);
    expect(body).toMatchObject({
      engagement: { key: floor.key, stage: 'production' },
      answerKind: 'digit',
      purpose: 'production',
      available: 6,
      held: 1,
      returned: 1,
      submittedToday: 2,
      acceptedThisWeek: 1,
      manualToAcknowledge: null,
      termsNotice: true,
      trainingGate: true,
      closed: null,
      hourlyYen: 1200,
      hoursPerWeek: 8,
      deadline: '2027-03-31',
    });
    expect(body.leaders).toEqual(expect.arrayContaining(leader));
    const { rows } = await rig.db.query('select lease_until from work_item where id = $1', [third?.id]);
    expect(body.leaseUntil).toBe(rows[0].lease_until.toISOString());
    // yesterday's work, and that of last week, are no news
    await rig.db.query(
      `update work_item_event set at = at - interval '8 days' where work_item_id in (select id from work_item where engagement_id = $1)`,
      [floor.id],
    );
    expect((await today(floor.key)).body).toMatchObject({ submittedToday: 0, acceptedThisWeek: 0 });
  });

  it('counts of a pilot the ids that one has not had', async () => {
    const floor = await openFloor(rig, { purpose: 'pilot', items: 4, passes: 2 });
    expect((await today(floor.key)).body).toMatchObject({ purpose: 'pilot', available: 4, closed: null });
    await submit(rig, floor, 'worker01', await reserve(rig, floor, 'worker01', 1));
    expect((await today(floor.key)).body).toMatchObject({ available: 3 });
    await reserve(rig, floor, 'worker02', 4);
    expect((await today(floor.key)).body).toMatchObject({ available: 3 });
    expect(await reserve(rig, floor, 'worker01', 10)).toHaveLength(3);
  });

  it('is one request for everything that goes on, nearest deadline first', async () => {
    const [late, soon] = [
      await openFloor(rig, { items: 2, workers: ['worker07'] }),
      await openFloor(rig, { items: 3, workers: ['worker07'] }),
    ];
    const over = await openFloor(rig, { items: 1, workers: ['worker07'], stage: 'closed' });
    await rig.db.query(`update engagement set delivery_due = '2027-01-15' where id = $1`, [soon?.id]);
    await submit(rig, soon, 'worker07', await reserve(rig, soon, 'worker07', 1), '5', 5_400);
    const { body } = await rig.get('/me/work', 'worker07');
    expect(body).toMatchObject({ hoursThisWeek: 1.5, today: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(body.ceilingHoursPerWeek).toBeGreaterThan(0);
    const seen = body.items.map(({ engagement, available }: { engagement: { key: string }; available: number }) => [
      engagement.key,
      available,
    ]);
    expect(seen).toEqual([
      [soon.key, 2],
      [late.key, 2],
    ]);
    expect((await today(over.key, 'worker07')).body.closed).toMatchObject({ code: 'wrong_stage' });
    expect((await rig.get('/me/work', 'manager01')).body.items).toEqual([]);
    for (const [as, status] of [
      ['worker08', 404],
      ['leader01', 403],
      ['manager01', 403],
    ] as const)
      expect((await today(soon.key, as)).status).toBe(status);
  });
});

describe('a closed gate', () => {
  it('is told before and at the reservation in the same words, with the way out', async () => {
    const floor = await openFloor(rig, { items: 2, workers: [] });
    const { rows } = await rig.db.query('select site_id from engagement where id = $1', [floor.id]);
    await rig.addMember(floor.id, rows[0].site_id, 'worker11', 'teleworker');
    const shut = async (code: GateCode, status = 403) => {
      const { body } = await today(floor.key, 'worker11');
      expect(body).toMatchObject({ available: 0, closed: { code, fix: GATE_WAYS[code] } });
      for (const [language, own] of [
        ['ja', 'ja'],
        ['en', 'en'],
      ] as const) {
        const refused = await rig.call('POST', `/engagements/${floor.key}/work-items/reserve`, {
          as: 'worker11',
          body: { limit: 1 },
          headers: { 'accept-language': language },
        });
        expect(refused).toMatchObject({
          status,
          body: { code, title: body.closed.reason[own], detail: GATE_WAYS[code][own] },
        });
      }
    };
    const member = (change: string) =>
      rig.db.query(`update engagement_member set ${change} where engagement_id = $1 and person_id = $2`, [
        floor.id,
        rig.personId('worker11'),
      ]);
    const stage = (name: string) => rig.db.query('update engagement set stage = $2 where id = $1', [floor.id, name]);
    await shut('terms_notice_missing');
    await addEvidence(rig, floor.id, 'worker11', 'terms_notice');
    await shut('training_gate_missing');
    await addEvidence(rig, floor.id, 'worker11', 'training_gate');
    await rig.db.query('update manual_version set published_at = now() where engagement_id = $1', [floor.id]);
    await shut('manual_not_acknowledged');
    expect((await today(floor.key, 'worker11')).body.manualToAcknowledge).toBe(1);
    await member('manual_version_acknowledged = 1');
    expect((await today(floor.key, 'worker11')).body).toMatchObject({ available: 2, closed: null });
    await member(`purpose = 'pilot'`);
    await shut('not_in_team');
    await member(`purpose = 'team'`);
    await stage('on_hold');
    await shut('on_hold', 409);
    await stage('delivery');
    await shut('wrong_stage', 409);
    await stage('production');
    await rig.db.query(
      `insert into work_tally (site_id, engagement_id, person_id, purpose, week, items, active_seconds)
       select site_id, id, $2, 'production', date_trunc('week', now() at time zone 'Asia/Tokyo')::date, 1, 360000 from engagement where id = $1`,
      [floor.id, rig.personId('worker11')],
    );
    await shut('ceiling_reached');
  });

  it('has words in both languages, whichever it is', () => {
    for (const { ja, en } of Object.values(GATE_WAYS))
      expect([/[ぁ-ん]/.test(ja), /[a-z]{3}/.test(en), en.includes('_')]).toEqual([true, true, false]);
  });
});
