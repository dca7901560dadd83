import { Client, Connection } from '@temporalio/client';
import { Patience } from './patience';
import { EngineUnavailable } from './process-errors';

export interface EngineAddress {
  temporalAddress: string;
  temporalNamespace: string;
  taskQueue: string;
}

/** Within this the engine (server and a worker) takes a message, or it counts as away. */
export const ACCEPT_MS = 5_000;

/** One lazy connection to the engine, whose calls all have an end. Connects at first use; never used inside a transaction. */
export class EngineConnection {
  readonly connection: Connection;
  readonly client: Client;
  private readonly patience = new Patience();

  constructor(readonly address: EngineAddress) {
    this.connection = Connection.lazy({
      address: address.temporalAddress,
      connectTimeout: ACCEPT_MS - 1_000,
      interceptors: [this.patience.interceptor],
    });
    this.client = new Client({ connection: this.connection, namespace: address.temporalNamespace });
  }

  /**
   * A deadline for the call and, should the channel hang before it, for us. The connection attempt of a lazy connection
   * has its own timeout and does not know the call's.
   */
  async within<T>(ms: number, call: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new EngineUnavailable('timeout')), ms + 500);
    });
    try {
      return await Promise.race([this.client.withDeadline(Date.now() + ms, call), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    await this.patience.end();
    await this.connection.close();
  }
}
