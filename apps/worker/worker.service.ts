import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createActivities } from '@kado/activities/kado.activities';
import type { Settings } from '@kado/config/settings';
import type { Storage } from '@kado/integrations/storage/storage';
import type { Database } from '@kado/persistence/database';
import { workflowBundleOptions } from '@kado/temporal/bundle-options';
import { createKadoWorker } from '@kado/temporal/worker/create-worker';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, type Worker, type WorkflowBundleOption } from '@temporalio/worker';
import type { Logger } from 'pino';
import { OutboxRelay } from './outbox-relay';
import { ReconcilerWatch } from './reconciler-watch';

/**
 * Owns the Temporal worker of this process. The order of an end is fixed: no new work (`shutdown`, once), the promise of
 * `run` awaited, then the relay, the connections and the pool. A worker that dies by itself takes the process with it, so
 * that whoever watches the process starts a new one.
 */
export class WorkerService implements OnApplicationBootstrap, OnApplicationShutdown {
  private native?: NativeConnection;
  private connection?: Connection;
  private worker?: Worker;
  private relay?: OutboxRelay;
  private watch?: ReconcilerWatch;
  private run?: Promise<void>;
  private ending = false;

  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { temporalAddress: address, temporalNamespace: namespace, taskQueue } = this.settings;
    await this.database.source.initialize();
    this.native = await NativeConnection.connect({ address });
    this.connection = await Connection.connect({ address });
    this.worker = await createKadoWorker({
      connection: this.native,
      namespace,
      taskQueue,
      workflowBundle: await workflowBundle(),
      activities: createActivities(this.database, (bytes) => this.storage.put(bytes), {
        signalDecisions: this.settings.signalDecisions,
      }),
    });
    this.relay = new OutboxRelay(this.database, new Client({ connection: this.connection, namespace }), {
      warn: (message, details) => this.log.warn(details, message),
    });
    this.watch = new ReconcilerWatch({
      database: this.database,
      address: this.settings,
      minutes: this.settings.reconcileMinutes,
      log: {
        info: (message, details) => this.log.info(details, message),
        warn: (message, details) => this.log.warn(details, message),
      },
    });
    this.run = this.worker.run();
    this.run.catch((error: unknown) => {
      this.log.fatal({ error: String(error) }, 'worker ended by a fault');
      if (!this.ending) process.exit(1);
    });
    this.relay.start();
    this.watch.start();
    this.log.info({ taskQueue, namespace }, 'worker is polling');
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    if (this.worker?.getState() === 'RUNNING') this.worker.shutdown();
    await this.run?.catch(() => undefined);
    await this.relay?.stop();
    await this.watch?.stop();
    await this.native?.close();
    await this.connection?.close();
    await this.database.close();
  }
}

/** The bundle that the build made; without one (a source checkout run by hand) it is made at start, 2 s later. */
async function workflowBundle(): Promise<WorkflowBundleOption> {
  const prebuilt = join(__dirname, '..', '..', 'workflow-bundle.js');
  return existsSync(prebuilt) ? { codePath: prebuilt } : bundleWorkflowCode(workflowBundleOptions());
}
