import { engagementWorkflowId } from '@kado/contracts/engagement';
import { lotWorkflowId } from '@kado/contracts/lot';
import { Rig } from '../test/rig';
import { fromDelivery, inspect, toLots } from '../test/steps';

jest.setTimeout(300_000);

const LOTS = 50;

/** The measure of `limits-and-measures` P10: an engagement of fifty lots and more than sixty approvals stays far below every limit. */
it('keeps the history of fifty lots and sixty approvals under 2,000 events and 1 MB a run', async () => {
  const rig = await Rig.start();
  try {
    const c = await rig.engagement();
    await toLots(rig, c, LOTS);
    for (let lotNo = 1; lotNo <= LOTS; lotNo += 1) {
      await inspect(rig, c, lotNo, 1, 0);
      await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo });
    }
    await fromDelivery(rig, c);
    await rig.inStage(c, 'closed');
    const [decisions] = await rig.sql<{ n: number }>(
      `select count(*)::int as n from human_task where engagement_id = $1 and kind in ('approve_plan', 'approve_margin', 'decide_lot', 'accept_delivery', 'sign_requirements', 'qualify_inquiry', 'confirm_contract', 'inspect_lot')`,
      [c.input.engagementId],
    );
    expect(decisions?.n).toBeGreaterThan(60);
    const runs = await rig.histories(engagementWorkflowId(c.key));
    const events = runs.map((history) => history.events?.length ?? 0);
    const bytes = runs.map((history) => Buffer.byteLength(JSON.stringify(history)));
    const lots = await Promise.all(
      [1, 25, 50].map(async (lotNo) => (await rig.history(lotWorkflowId(c.key, lotNo))).events?.length ?? 0),
    );
    if (process.env.KADO_TEST_SAY) process.stderr.write(`${JSON.stringify({ events, bytes, lots })}\n`);
    expect(Math.max(...events)).toBeLessThanOrEqual(2_000);
    expect(Math.max(...bytes)).toBeLessThanOrEqual(1024 * 1024);
    expect(Math.max(...lots)).toBeLessThanOrEqual(200);
  } finally {
    await rig.stop();
  }
});
