import { engagementWorkflowId } from '@kado/contracts/engagement';
import { lotWorkflowId } from '@kado/contracts/lot';
import { canMove, isFinal, type Stage } from '@kado/domain/lifecycle';
import { Worker } from '@temporalio/worker';
import { STORIES } from '../test/all-stories';
import { Rig } from '../test/rig';

jest.setTimeout(120_000);
/** WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND */
const UNHANDLED_COMMAND = 1;

describe('an engagement on a real server', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.start();
  });
  afterAll(() => rig.stop());

  it.each(Object.entries(STORIES))('goes the way of "%s" and its history replays', async (_name, story) => {
    const c = await rig.engagement();
    await story.run(rig, c);
    await rig.inStage(c, story.endsIn);
    const ids = [engagementWorkflowId(c.key), ...story.lots.map((lotNo) => lotWorkflowId(c.key, lotNo))];
    for (const id of ids)
      for (const history of await rig.histories(id))
        await Worker.runReplayHistory({ workflowBundle: rig.bundle }, history, id);
    const moves = await rig.sql<{ from: Stage; to: Stage }>(
      `select before->>'stage' as "from", after->>'stage' as "to" from audit_log
        where engagement_id = $1 and operation = 'engagements.stage' and before->>'stage' is not null order by id`,
      [c.input.engagementId],
    );
    expect(moves.length).toBeGreaterThan(0);
    const resets = await rig.sql(`select 1 from audit_log where engagement_id = $1 and operation = 'repairs.reset'`, [
      c.input.engagementId,
    ]);
    expect(moves.filter(({ from, to }) => !canMove(from, to))).toHaveLength(resets.length);
    const failed = (await rig.histories(engagementWorkflowId(c.key)))
      .flatMap((history) => history.events ?? [])
      // A message that comes while a run hands over fails the hand-over, which is tried again: nothing of ours.
      .filter(({ workflowTaskFailedEventAttributes: f }) => f && f.cause !== UNHANDLED_COMMAND);
    expect(failed).toEqual([]);
    if (!isFinal(story.endsIn as Stage)) return;
    expect(await rig.openTasks(c)).toEqual([]);
    const [items] = await rig.sql<{ accepted: number; unfinished: number }>(
      `select count(*) filter (where state = 'client_accepted')::int as accepted,
              count(*) filter (where state not in ('client_accepted', 'accepted', 'void'))::int as unfinished
         from work_item where engagement_id = $1`,
      [c.input.engagementId],
    );
    expect(items).toEqual({ accepted: story.items ?? 0, unfinished: 0 });
  });

  it('answers what it waits for as the projection does', async () => {
    const c = await rig.engagement();
    const waits = await rig.waiting(engagementWorkflowId(c.key));
    const rows = await rig.sql<{ id: string; role: string; since: Date; due_at: Date }>(
      `select id, role, since, due_at from human_task where engagement_id = $1 and status = 'open'`,
      [c.input.engagementId],
    );
    expect(waits.map((w) => [w.taskId, w.role, w.since, w.dueAt])).toEqual(
      rows.map((r) => [r.id, r.role, r.since.toISOString(), r.due_at.toISOString()]),
    );
  });

  it('starts once however often the same start is sent', async () => {
    const c = await rig.engagement();
    await Promise.all([rig.open(c.input), rig.open(c.input), rig.open(c.input)]);
    const rows = await rig.sql('select 1 from engagement where key = $1', [c.key]);
    const started = await rig.sql(
      `select 1 from audit_log where engagement_id = $1 and operation = 'engagements.start'`,
      [c.input.engagementId],
    );
    expect([rows.length, started.length]).toEqual([1, 1]);
  });
});
