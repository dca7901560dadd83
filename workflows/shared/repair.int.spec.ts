import type { KadoActivities } from '@kado/contracts/activities';
import { ApplicationFailure } from '@temporalio/common';
import { STORIES } from '../test/all-stories';
import { writeRequirements } from '../test/documents';
import { type Case, Rig } from '../test/rig';
import { inspect, toLots } from '../test/steps';
import { until } from '../test/until';

jest.setTimeout(120_000);

/** The disk that takes the delivery is full for so many tries; what fails is an activity, as it would. */
describe('an effect that fails', () => {
  let rig: Rig;
  let failures = 0;
  beforeAll(async () => {
    const change = (activities: KadoActivities): KadoActivities => ({
      ...activities,
      buildDelivery: (input) => {
        failures -= 1;
        if (failures >= 0) throw ApplicationFailure.nonRetryable('the disk is full', 'storage_full');
        return activities.buildDelivery(input);
      },
      withdrawOffers: (input) => {
        failures -= 1;
        if (failures >= 0) throw ApplicationFailure.nonRetryable('not now', 'storage_full');
        return activities.withdrawOffers(input);
      },
    });
    rig = await Rig.start({ change });
  });
  afterAll(() => rig.stop());

  const toDelivery = async (): Promise<Case> => {
    const c = await rig.engagement();
    await toLots(rig, c, 1);
    await inspect(rig, c, 1, 1, 0);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
    return c;
  };
  const repairs = (c: Case) =>
    rig.sql<{ status: string; subject: unknown; outcome: string | null }>(
      `select status, subject, outcome from human_task where engagement_id = $1 and kind = 'repair_effect' order by since`,
      [c.input.engagementId],
    );

  it('asks ops, is tried again when ops says so, and goes on', async () => {
    failures = 1;
    const c = await toDelivery();
    await rig.task(c, 'repair_effect');
    expect(await repairs(c)).toEqual([
      { status: 'open', subject: { effect: 'build@D1', skippable: 0 }, outcome: null },
    ]);
    await expect(
      rig.decide(c, 'repair_effect', 'ops01', 'skipped', { reason: '納品物なしでは進めない' }),
    ).rejects.toThrow();
    await expect(rig.decide(c, 'repair_effect', 'manager01', 'retried')).rejects.toThrow();
    await rig.decide(c, 'repair_effect', 'ops01', 'retried');
    await rig.task(c, 'send_delivery');
  });

  it('is tried again by itself, and takes its question back when it works', async () => {
    failures = 1;
    const c = await toDelivery();
    await rig.task(c, 'repair_effect');
    await until(async () => (await repairs(c)).every(({ status }) => status === 'cancelled'), 'tried again', 30_000);
    await rig.task(c, 'send_delivery');
  });

  it('outlives a new run while it is broken', async () => {
    failures = 2;
    const c = await toDelivery();
    await rig.task(c, 'repair_effect');
    await rig.handOver(c);
    await rig.decide(c, 'repair_effect', 'ops01', 'retried');
    await rig.task(c, 'send_delivery');
    expect((await rig.openTasks(c)).map((task) => task.kind)).toEqual(['send_delivery']);
  });

  it('is skipped with a reason where something can stand in its place', async () => {
    failures = 1_000;
    const c = await rig.engagement();
    await rig.decide(c, 'qualify_inquiry', 'manager01', 'qualified');
    await rig.command(c, 'cancel', 'manager01', { reason: '取りやめ' });
    await rig.task(c, 'repair_effect');
    await rig.decide(c, 'repair_effect', 'ops01', 'skipped', { reason: '募集はない' });
    await rig.inStage(c, 'cancelled');
  });

  it('is not asked for a second pilot when ops begins the requirements again', async () => {
    const c = await rig.engagement();
    await STORIES['pilot-and-returns']?.run(rig, c);
    await rig.command(c, 'reset', 'ops01', { reason: '要件の取り違え', data: { stage: 'requirements' } });
    await rig.task(c, 'draft_requirements');
    await writeRequirements(rig, c, 3, { volume: 1797 });
    await rig.decide(c, 'draft_requirements', 'manager01', 'submitted', { data: { version: 3 } });
    await rig.task(c, 'price_quote');
    expect((await rig.openTasks(c)).map((task) => task.kind)).toEqual(['price_quote']);
  });
});
