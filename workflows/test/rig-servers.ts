import { createHash } from 'node:crypto';
import { createActivities } from '@kado/activities/kado.activities';
import type { KadoActivities } from '@kado/contracts/activities';
import { createDataSource } from '@kado/persistence/data-source';
import { Database, SYSTEM } from '@kado/persistence/database';
import { Patience } from '@kado/temporal/client/patience';
import { createKadoWorker } from '@kado/temporal/worker/create-worker';
import { createTestDatabase } from '@kado/testing/postgres';
import { startTestTemporal } from '@kado/testing/temporal';
import { workflowBundle } from '@kado/testing/workflow-bundle';
import { Client, Connection } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, type Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

// Refused decisions are failed activities to the SDK, and each would be a page of warning in the test output.
Runtime.install({ logger: new DefaultLogger('ERROR') });

export interface RigOptions {
  /** Replaces some activities, to see what the workflow makes of it. */
  change?: (activities: KadoActivities) => KadoActivities;
  /** False where the workers are processes of their own. */
  ownWorker?: boolean;
  /** Another server than the usual one: one that skips time. */
  temporal?: () => Promise<TestWorkflowEnvironment>;
}

interface Parts {
  database: Database;
  databaseUrl: string;
  env: TestWorkflowEnvironment;
  connection: Connection;
  patience: Patience;
  bundle: WorkflowBundleWithSourceMap;
  activities: KadoActivities;
  drop: () => Promise<void>;
}

/** A real server, a real database and a real worker: what the words of the domain (`Rig`) stand on. */
export class RigServers {
  readonly taskQueue = 'test-engagements';
  readonly database: Database;
  readonly databaseUrl: string;
  readonly env: TestWorkflowEnvironment;
  readonly bundle: WorkflowBundleWithSourceMap;
  /** Not the environment's own: its retries can outlive its channel, and then take the whole process with them. */
  readonly client: Client;
  private running?: Promise<void>;
  private worker?: Worker;

  protected constructor(private readonly parts: Parts) {
    const { database, databaseUrl, env, bundle, connection } = parts;
    this.database = database;
    this.databaseUrl = databaseUrl;
    this.env = env;
    this.bundle = bundle;
    this.client = new Client({ connection, namespace: env.namespace ?? 'default' });
  }

  /** With another bundle: another release of the workflow code. */
  async startWorker(bundle: WorkflowBundleWithSourceMap = this.parts.bundle): Promise<void> {
    this.worker = await createKadoWorker({
      connection: this.env.nativeConnection,
      namespace: this.env.namespace ?? 'default',
      taskQueue: this.taskQueue,
      workflowBundle: bundle,
      activities: this.parts.activities,
    });
    this.running = this.worker.run();
  }

  async stopWorker(): Promise<void> {
    this.worker?.shutdown();
    await this.running;
    this.worker = undefined;
  }

  async stop(): Promise<void> {
    await this.stopWorker();
    await this.parts.patience.end();
    await this.parts.connection.close();
    await this.env.teardown();
    await this.database.close();
    await this.parts.drop();
  }

  sql<T>(text: string, params: unknown[] = []): Promise<T[]> {
    return this.database.transaction(SYSTEM, (tx) => tx.rows<T>(text, params));
  }
}

/** Servers of the rig's own. */
export async function ownServers({ change = (a) => a, temporal = startTestTemporal }: RigOptions): Promise<Parts> {
  const [test, env, bundle] = await Promise.all([createTestDatabase({ seeded: true }), temporal(), workflowBundle()]);
  const database = new Database(createDataSource(test.appUrl, 8));
  await database.source.initialize();
  const put = (bytes: Buffer) => Promise.resolve({ sha256: createHash('sha256').update(bytes).digest('hex') });
  const activities = change(createActivities(database, put, { signalDecisions: 'on' }));
  return {
    database,
    databaseUrl: test.appUrl,
    env,
    ...(await connect(env.address)),
    bundle,
    activities,
    drop: test.drop,
  };
}

/** Servers that somebody else runs and stops; a worker on them is somebody else's too. */
export async function foreignServers(databaseUrl: string, address: string): Promise<Parts> {
  const [env, bundle] = await Promise.all([
    TestWorkflowEnvironment.createFromExistingServer({ address, namespace: 'default' }),
    workflowBundle(),
  ]);
  const database = new Database(createDataSource(databaseUrl, 8));
  const activities = createActivities(database, () => Promise.reject(new TypeError('not here')), {
    signalDecisions: 'on',
  });
  return { database, databaseUrl, env, ...(await connect(address)), bundle, activities, drop: () => Promise.resolve() };
}

async function connect(address: string): Promise<Pick<Parts, 'connection' | 'patience'>> {
  const patience = new Patience();
  return { connection: await Connection.connect({ address, interceptors: [patience.interceptor] }), patience };
}
