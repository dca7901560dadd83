import { engagementWorkflowId, LOT_STAGE_SIGNAL } from '@kado/contracts/engagement';
import { LOT_READY_SIGNAL, lotWorkflowId } from '@kado/contracts/lot';
import { acceptItems } from '../test/documents';
import { Rig } from '../test/rig';
import { inspect, toLots } from '../test/steps';

jest.setTimeout(120_000);

const NONSENSE = [undefined, null, 'quality', {}, [1, 2], { lotNo: '1', stage: 'sold', round: 'x' }];

describe('signals between executions, sent by hand', () => {
  let rig: Rig;
  const signal = (workflowId: string, name: string, payload: unknown) =>
    rig.client.workflow.getHandle(workflowId).signal(name, ...(payload === undefined ? [] : [payload]));
  beforeAll(async () => {
    rig = await Rig.start();
  });
  afterAll(() => rig.stop());

  it('are passed over where they say nothing: the engagement and its lots go on', async () => {
    const c = await rig.engagement();
    for (const payload of NONSENSE) await signal(engagementWorkflowId(c.key), LOT_STAGE_SIGNAL, payload);
    await toLots(rig, c, 1);
    await rig.lotRound(c, 1, 1);
    for (const payload of NONSENSE) await signal(lotWorkflowId(c.key, 1), LOT_READY_SIGNAL, payload);
    await inspect(rig, c, 1, 1, 0);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
    await rig.inStage(c, 'delivery');
    for (const id of [engagementWorkflowId(c.key), lotWorkflowId(c.key, 1)]) {
      const { events } = await rig.history(id);
      expect(events?.filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([]);
    }
  });

  it('do not bring a lot to inspection before its last item is done, however right they look', async () => {
    const c = await rig.engagement();
    await toLots(rig, c, 1);
    await rig.lotRound(c, 1, 1);
    await rig.lotReady(c, 1, 1);
    await rig.inStage(c, 'quality');
    expect(await rig.openTasks(c)).toEqual([]);
    await acceptItems(rig, c, 1);
    await rig.task(c, 'inspect_lot', 1);
    const [drawn] = await rig.sql<{ n: number }>(
      'select sample_size as n from inspection i join lot l on l.id = i.lot_id where l.engagement_id = $1',
      [c.input.engagementId],
    );
    expect(drawn?.n).toBeGreaterThan(0);
  });
});
