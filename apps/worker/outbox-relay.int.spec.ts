import { engagementWorkflowId } from '@kado/contracts/engagement';
import { DECIDE } from '@kado/contracts/human-task';
import { Rig } from '@kado/workflows/test/rig';
import { until } from '@kado/workflows/test/until';
import { OutboxRelay } from './outbox-relay';

jest.setTimeout(120_000);

describe('the outbox relay', () => {
  let rig: Rig;
  let relay: OutboxRelay;
  const warnings: Record<string, unknown>[] = [];
  beforeAll(async () => {
    rig = await Rig.start();
    relay = new OutboxRelay(rig.database, rig.client, { warn: (_, details) => warnings.push(details) });
  });
  afterAll(async () => {
    await relay.stop();
    await rig.stop();
  });

  const leave = (siteId: string, aggregate: string, key: string, kind: string, payload: object) =>
    rig.sql('insert into outbox (site_id, aggregate, key, kind, payload) values ($1, $2, $3, $4, $5)', [
      siteId,
      aggregate,
      key,
      kind,
      JSON.stringify(payload),
    ]);

  it('carries a word although many others wait for executions that never come, and says so now and then', async () => {
    const c = await rig.engagement();
    const { siteId } = c.input;
    for (let n = 1; n <= 150; n += 1) await leave(siteId, `a-nobody:${n}`, `nobody:${n}`, 'lotReady', { round: 1 });
    const decision = { taskId: `${c.key}-T1`, outcome: 'qualified', actor: 'manager01' };
    await leave(siteId, engagementWorkflowId(c.key), 'first', DECIDE, decision);
    await leave(siteId, engagementWorkflowId(c.key), 'second', DECIDE, decision);
    relay.start();
    await rig.inStage(c, 'requirements');
    const left = async () =>
      (
        await rig.sql<{ aggregate: string }>(
          'select distinct split_part(aggregate, $1, 1) as aggregate from outbox where done_at is null',
          [':'],
        )
      ).map((row) => row.aggregate);
    await until(async () => (await left()).join() === 'a-nobody', 'all but the impossible is carried');
    await until(
      async () => (await rig.sql('select 1 from outbox where attempts >= 3 limit 1')).length === 1,
      'the impossible is tried again',
    );
    expect(warnings.length).toBeGreaterThanOrEqual(300);
    expect(warnings.filter(({ attempts }) => attempts === 3)).toEqual([]);
  });
});
