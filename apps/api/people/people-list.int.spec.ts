import { ApiRig } from '../test/rig';

let rig: ApiRig;
beforeAll(async () => {
  rig = await ApiRig.start();
}, 60_000);
afterAll(() => rig.stop());

const find = async (query: string) => {
  const reply = await rig.get(`/people?${query}`, 'coordinator01');
  if (reply.status !== 200) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body.items;
};
const codes = async (query: string): Promise<string[]> => (await find(query)).map(({ code }: { code: string }) => code);

describe('the list of people', () => {
  const person = async (login: string) =>
    (await rig.db.query('select * from person where id = $1', [rig.personId(login)])).rows[0];

  it('is searched by name and by kana, hiragana and narrow katakana too, with the space or without', async () => {
    const {
      code,
      family_name: family,
      given_name: given,
      family_kana: kana,
      given_kana: rest,
    } = await person('worker01');
    const hiragana = [...kana].map((c: string) => String.fromCharCode(c.charCodeAt(0) - 0x60)).join('');
    for (const q of [
      family + given,
      `${family} ${given}`,
      kana + rest,
      `${kana} ${rest}`,
      hiragana,
      code.toLowerCase(),
    ])
      expect([q, await codes(`limit=200&q=${encodeURIComponent(q)}`)]).toEqual([q, expect.arrayContaining([code])]);
    expect(await codes('q=%25')).toEqual([]);
  });

  it('shows declared hours and what running engagements take of them, and finds who has time', async () => {
    const { code, hours_per_week: declared } = await person('worker01');
    const join = async (key: string, stage: string, hours: number, purpose: string) => {
      const id = await rig.insertEngagement({
        key,
        clientCode: 'C-001',
        siteCode: 'SHIOJIRI',
        stage,
        members: [{ login: 'worker01', role: 'teleworker' }],
      });
      await rig.db.query('update engagement_member set hours_per_week = $2, purpose = $3 where engagement_id = $1', [
        id,
        hours,
        purpose,
      ]);
    };
    await join('KADO-2026-6001', 'production', 5, 'team');
    await join('KADO-2026-6002', 'team_assembly', 2.5, 'team');
    await join('KADO-2026-6003', 'closed', 9, 'team');
    await join('KADO-2026-6004', 'requirements', 9, 'pilot');
    const [shown] = await find(`q=${code}`);
    const free = Number(declared) - 7.5;
    expect(shown).toMatchObject({ hoursPerWeek: Number(declared), committedHours: 7.5, freeHours: free });
    expect(await codes(`q=${code}&minFreeHours=${free}`)).toEqual([code]);
    expect(await codes(`q=${code}&minFreeHours=${free + 0.5}`)).toEqual([]);
    const most = await find('role=teleworker&skill=labelling&minFreeHours=15&limit=200');
    expect(most.length).toBeGreaterThan(0);
    for (const one of most) expect(one.freeHours).toBeGreaterThanOrEqual(15);
    expect((await rig.get('/people?minFreeHours=-1', 'coordinator01')).status).toBe(400);
  });
});
