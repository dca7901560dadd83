import { ApiRig } from '../test/rig';

describe('people of my sites', () => {
  let api: ApiRig;
  beforeAll(async () => {
    api = await ApiRig.start();
  }, 60_000);
  afterAll(() => api.stop());

  it('are read one by one, and not those of clients or of other sites', async () => {
    const worker = await api.get(`/people/${api.personId('worker01')}`, 'coordinator01');
    expect(worker.body).toMatchObject({ id: api.personId('worker01'), code: 'P-0001', roles: ['teleworker'] });
    const [listed] = (await api.get('/people?q=P-0001', 'coordinator01')).body.items;
    expect(worker.body).toEqual(listed);
    // client01 belongs to a client, director07 to a partner site
    for (const id of [api.personId('client01'), api.personId('director07'), 'nobody'])
      expect((await api.get(`/people/${id}`, 'coordinator01')).status).toBe(404);
    expect((await api.get(`/people/${api.personId('worker01')}`, 'worker01')).status).toBe(403);
  });

  it('say by what they can be found, and how many there are', async () => {
    const { skills, municipalities } = (await api.get('/people/facets', 'coordinator01')).body;
    expect(municipalities).toContainEqual({ value: '周辺町村', people: 33 });
    const { value, people } = skills[0];
    const found = (await api.get(`/people?limit=200&skill=${value}`, 'coordinator01')).body.items;
    expect(found).toHaveLength(Math.min(200, people));
  });
});
