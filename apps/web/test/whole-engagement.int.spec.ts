import { ConsoleRig } from './console-rig';
import { auditOf, DECISIONS, DEEDS } from './walk/audit';
import { Cast, type Login } from './walk/cast';
import { close } from './walk/closing';
import { deliver } from './walk/delivery';
import { inspect } from './walk/inspection';
import { takeTheOrder } from './walk/order';
import { planTheWork } from './walk/planning';
import { produce } from './walk/production';
import { gatherTheTeam } from './walk/team';

jest.setTimeout(240_000);

/** One order from the first call to its end, by people at screens alone: nothing here calls the API but they. */
describe('a whole engagement through the console', () => {
  let rig: ConsoleRig;
  let cast: Cast;
  beforeAll(async () => {
    rig = await ConsoleRig.start();
    cast = new Cast(rig);
  });
  afterAll(() => rig?.stop());

  /** Waited for at most 15 s: the engine goes on by itself after the last click. */
  async function reaches(stage: string): Promise<void> {
    const isThere = () =>
      rig.count('select count(*) as n from engagement where key = $1 and stage = $2', [cast.key, stage]);
    for (let n = 0; n < 150 && (await isThere()) === 0; n++) await new Promise((next) => setTimeout(next, 100));
    expect({ stage, is: await isThere() }).toEqual({ stage, is: 1 });
  }

  it('is ordered, priced and signed by both sides', async () => {
    await takeTheOrder(cast);
    await reaches('decomposition');
  });

  it('is planned by a director and approved by a manager', async () => {
    await planTheWork(cast);
    await reaches('team_assembly');
  });

  it('finds its people: asked, with written terms, trained', async () => {
    await gatherTheTeam(cast);
    await reaches('production');
  });

  it('is worked on by touch and by keyboard, reviewed, and corrected where it was misread', async () => {
    await produce(cast);
    const { rows } = await rig.live.api.db.query(
      `select w.state, count(*)::int as n from work_item w join engagement e on e.id = w.engagement_id
        where e.key = $1 group by w.state`,
      [cast.key],
    );
    expect(rows).toEqual([{ state: 'accepted', n: 24 }]);
  });

  it('is inspected item by item and approved by somebody else', async () => {
    await inspect(cast);
    await reaches('delivery');
  });

  it('is delivered and accepted as it is', async () => {
    await deliver(cast);
    await reaches('closing');
  });

  it('is billed, paid and closed, each step with its paper', async () => {
    await close(cast);
    await reaches('closed');
  });

  it('is remembered as it was: whoever clicked decided', async () => {
    const audit = await auditOf(cast);
    const person = (login: Login) => rig.live.api.personId(login);
    const decided = audit.filter(({ operation }) => operation === 'humanTasks.complete');
    expect(decided.map(({ kind, outcome, actor, via }) => [kind, outcome, actor, via])).toEqual(
      DECISIONS.map(([kind, outcome, login]) => [kind, outcome, person(login), 'api']),
    );
    expect(audit.filter(({ via }) => via !== 'api')).toEqual([]);
    for (const [operation, login, times] of DEEDS)
      expect([
        operation,
        login,
        audit.filter((one) => one.operation === operation && one.actor === person(login)).length,
      ]).toEqual([operation, login, times]);
  });

  it('leaves no browser with anything to complain of', () => {
    expect(rig.complaints).toEqual([]);
  });
});
