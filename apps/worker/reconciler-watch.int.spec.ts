import { engagementWorkflowId } from '@kado/contracts/engagement';
import { createDataSource } from '@kado/persistence/data-source';
import { Database } from '@kado/persistence/database';
import { Rig } from '@kado/workflows/test/rig';
import { until } from '@kado/workflows/test/until';
import { ReconcilerWatch } from './reconciler-watch';

jest.setTimeout(120_000);

/** A second, in minutes. */
const SECOND = 1 / 60;

interface Line {
  level: 'info' | 'warn';
  message: string;
  details: Record<string, unknown>;
}

describe('the hourly look of the workers', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.start();
  });
  afterAll(() => rig.stop());

  const watch = (lines: Line[], minutes: number, database = rig.database) => {
    const log = (level: Line['level']) => (message: string, details: Record<string, unknown>) => {
      lines.push({ level, message, details });
    };
    const address = { temporalAddress: rig.env.address, temporalNamespace: 'default', taskQueue: rig.taskQueue };
    return new ReconcilerWatch({ database, address, minutes, log: { info: log('info'), warn: log('warn') } }, 200);
  };
  const looks = (lines: Line[]) => lines.filter(({ message }) => message === 'rows and executions compared').length;

  it('says what differs, mends nothing, and ends when it is told to', async () => {
    const c = await rig.engagement();
    await rig.client.workflow.getHandle(engagementWorkflowId(c.key)).terminate('lost');
    const lines: Line[] = [];
    const one = watch(lines, SECOND);
    one.start();
    await until(() => Promise.resolve(looks(lines) > 0), 'a look');
    await one.stop();
    expect(lines).toContainEqual({
      level: 'warn',
      message: 'rows and executions differ',
      details: { kind: 'missing_execution', engagementKey: c.key, lotNo: undefined, stage: 'inquiry' },
    });
    const { status } = await rig.client.workflow.getHandle(engagementWorkflowId(c.key)).describe();
    expect(status.name).toBe('TERMINATED');
    const seen = lines.length;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(lines.length).toBe(seen);
  });

  it("is one worker's at a time, and the next one's when that is gone", async () => {
    const [first, second]: [Line[], Line[]] = [[], []];
    const [one, other] = [watch(first, SECOND), watch(second, SECOND)];
    one.start();
    await until(() => Promise.resolve(looks(first) > 0), 'the first one looks');
    other.start();
    await until(() => Promise.resolve(looks(first) > 1), 'it looks again');
    expect(looks(second)).toBe(0);
    await one.stop();
    await until(() => Promise.resolve(looks(second) > 0), 'the second one looks');
    await other.stop();
  });

  it('goes on after the database dropped its session', async () => {
    const database = new Database(createDataSource(rig.databaseUrl, 4));
    await database.source.initialize();
    const lines: Line[] = [];
    const one = watch(lines, SECOND, database);
    one.start();
    await until(() => Promise.resolve(looks(lines) > 0), 'a look');
    await rig.sql(
      `select pg_terminate_backend(l.pid) from pg_locks l where l.locktype = 'advisory' and l.objid = (hashtext('kado-reconciler')::bigint & 4294967295)::oid
          and l.pid <> pg_backend_pid()`,
    );
    const before = looks(lines);
    await until(() => Promise.resolve(looks(lines) > before), 'it leads again and looks');
    expect(lines.some(({ message }) => message === 'reconciliation interrupted')).toBe(true);
    await one.stop();
    await database.close();
  });

  it('does nothing where the interval is 0', async () => {
    const lines: Line[] = [];
    const none = watch(lines, 0);
    none.start();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await none.stop();
    expect(lines).toEqual([]);
  });
});
