import type { ManagedProcess } from '@kado/devstack/processes';
import { newId } from '@kado/persistence/database';
import { build, startWorkerProcess } from '@kado/testing/worker-process';
import { Rig } from '@kado/workflows/test/rig';

jest.setTimeout(240_000);

/** Workers as they are shipped: built, each a process of its own, ended by SIGKILL without a word. */
describe('a worker killed while a decision is on its way', () => {
  let rig: Rig;
  const workers: ManagedProcess[] = [];

  const startWorker = async (): Promise<ManagedProcess> => {
    const { databaseUrl, taskQueue } = rig;
    const worker = await startWorkerProcess({ databaseUrl, taskQueue, temporalAddress: rig.env.address });
    workers.push(worker);
    return worker;
  };

  beforeAll(async () => {
    build();
    rig = await Rig.start({ ownWorker: false });
  });
  afterAll(async () => {
    for (const worker of workers) await worker.stop();
    await rig.stop();
  });

  it.each([0, 15, 60])('hands it to another one; its effect is there once (killed after %i ms)', async (delay) => {
    const doomed = await startWorker();
    const c = await rig.engagement();
    const task = await rig.task(c, 'qualify_inquiry');
    const decision = {
      taskId: task.id,
      outcome: 'qualified',
      actor: (await rig.person('manager01')).id,
      decisionId: newId(),
    };
    const sent = rig.send(task.workflowId, decision).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, delay));
    process.kill(doomed.pid, 'SIGKILL');
    await startWorker();
    await sent;
    // a sender that got no answer sends the same decision again
    const receipt = await rig.send(task.workflowId, decision);
    expect(receipt.outcome).toBe('qualified');
    await rig.inStage(c, 'requirements');
    const effects = await rig.sql<{ operation: string; n: number }>(
      `select operation, count(*)::int as n from audit_log where engagement_id = $1 group by operation order by operation`,
      [c.input.engagementId],
    );
    expect(effects).toEqual([
      { operation: 'engagements.stage', n: 2 },
      { operation: 'engagements.start', n: 1 },
      { operation: 'humanTasks.complete', n: 1 },
      { operation: 'humanTasks.open', n: 2 },
    ]);
    for (const worker of workers.splice(0)) await worker.stop();
  });
});
