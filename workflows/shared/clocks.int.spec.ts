import type { KadoActivities } from '@kado/contracts/activities';
import { Rig } from '../test/rig';
import { until } from '../test/until';

jest.setTimeout(60_000);

/** The business calendar is replaced by one where a task's whole time is 1.2 s: the timers are real, only shorter. */
describe('the clocks of human tasks', () => {
  let rig: Rig;
  beforeAll(async () => {
    const change = (activities: KadoActivities): KadoActivities => ({
      ...activities,
      writeStep: async (input) => {
        const result = await activities.writeStep(input);
        const at = (ms: number) => new Date(Date.parse(input.at) + ms).toISOString();
        for (const id of Object.keys(result.due)) result.due[id] = { at50: at(600), at75: at(900), dueAt: at(1200) };
        return result;
      },
    });
    rig = await Rig.start({ change });
  });
  afterAll(() => rig.stop());

  const strikes = async (taskId: string) =>
    (
      await rig.sql<{ percent: number }>(
        `select (after->>'percent')::int as percent from audit_log where operation = 'humanTasks.clock' and entity_id = $1 order by id`,
        [taskId],
      )
    ).map((row) => row.percent);

  it('strike at 50, 75 and 100 % of an open task, once each', async () => {
    const c = await rig.engagement();
    const task = await rig.task(c, 'qualify_inquiry');
    await until(async () => (await strikes(task.id)).length === 3, 'three strikes');
    expect(await strikes(task.id)).toEqual([50, 75, 100]);
  });

  it('never strike for a task that is done, and go on for the next one', async () => {
    const c = await rig.engagement();
    const first = await rig.task(c, 'qualify_inquiry');
    await rig.decide(c, 'qualify_inquiry', 'manager01', 'qualified');
    const second = await rig.task(c, 'draft_requirements');
    await until(async () => (await strikes(second.id)).length === 3, 'the second task is reminded of');
    expect(await strikes(first.id)).toEqual([]);
  });
});
