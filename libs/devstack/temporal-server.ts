import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { StackFault } from './fault';
import { type ManagedProcess, startProcess, waitUntilReady } from './processes';

export type SearchAttributeType = 'Keyword' | 'Datetime' | 'Int' | 'KeywordList' | 'Text' | 'Bool' | 'Double';
export type SearchAttributes = Readonly<Record<string, SearchAttributeType>>;

/** Numbers of temporal.api.enums.v1.IndexedValueType. */
export const SEARCH_ATTRIBUTE_TYPES: Readonly<Record<SearchAttributeType, number>> = {
  Text: 1,
  Keyword: 2,
  Int: 3,
  Double: 4,
  Bool: 5,
  Datetime: 6,
  KeywordList: 7,
};

export interface TemporalOptions {
  /** From findTemporal(). */
  readonly binary: string;
  readonly port: number;
  /** Without one the server runs without its UI. */
  readonly uiPort?: number;
  /** SQLite file; without one everything is lost when the server stops. */
  readonly dbFile?: string;
  readonly logFile: string;
  readonly searchAttributes: SearchAttributes;
}

export interface RunningTemporal {
  readonly address: string;
  readonly uiUrl: string | undefined;
  readonly pid: number;
  readonly process: ManagedProcess;
  stop(): Promise<void>;
}

/**
 * Adds the attributes that the server does not know yet and waits until it uses them. A workflow that sets an unknown one
 * fails its task for ever, so every server gets them before the first worker polls.
 */
export async function registerSearchAttributes(
  address: string,
  namespace: string,
  attributes: SearchAttributes,
): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 5000 });
  try {
    const missing = async () => {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      return Object.entries(attributes).filter(([name]) => customAttributes?.[name] === undefined);
    };
    const wanted = await missing();
    if (wanted.length === 0) return;
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(wanted.map(([name, type]) => [name, SEARCH_ATTRIBUTE_TYPES[type]])),
    });
    for (let attempt = 0; (await missing()).length > 0; attempt += 1) {
      if (attempt > 100) throw new StackFault(`Temporal at ${address} did not take the search attributes of KADO.`);
      await sleep(100);
    }
  } finally {
    await connection.close();
  }
}

async function answers(address: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 2000 });
  try {
    await connection.workflowService.describeNamespace({ namespace: 'default' });
    return true;
  } finally {
    await connection.close();
  }
}

/** Starts `temporal server start-dev` on the loopback interface and waits until it answers with all attributes registered. */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const address = `127.0.0.1:${options.port}`;
  if (options.dbFile !== undefined) mkdirSync(dirname(options.dbFile), { recursive: true });
  const child = startProcess({
    name: 'temporal',
    command: options.binary,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(options.port)],
      ...['--log-level', 'error', '--log-format', 'json'],
      ...(options.uiPort === undefined
        ? ['--headless']
        : ['--ui-port', String(options.uiPort), '--ui-disable-news-fetch']),
      ...(options.dbFile === undefined ? [] : ['--db-filename', options.dbFile]),
      ...Object.entries(options.searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ],
    env: { ...process.env, TEMPORAL_CLI_DISABLE_UPDATE_CHECK: '1' },
    logFile: options.logFile,
  });
  try {
    if (!(await waitUntilReady(child, () => answers(address), 60_000))) throw whyNot(child, options);
    await registerSearchAttributes(address, 'default', options.searchAttributes);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return {
    address,
    uiUrl: options.uiPort === undefined ? undefined : `http://127.0.0.1:${options.uiPort}`,
    pid: child.pid,
    process: child,
    stop: () => child.stop(),
  };
}

function whyNot(child: ManagedProcess, options: TemporalOptions): StackFault {
  const log = child.tail(10);
  if (/address already in use|port .* in use/i.test(log)) {
    return new StackFault(
      `A port of Temporal (${options.port}, ${options.uiPort ?? 'no UI'}) is in use by another program: stop that program, or choose others with KADO_TEMPORAL_PORT=<port> and KADO_TEMPORAL_UI_PORT=<port>.`,
    );
  }
  const store = options.dbFile === undefined ? '' : ` on ${options.dbFile}`;
  const last = log.split('\n').at(-1)?.slice(0, 300);
  return new StackFault(
    `Temporal did not start${store} (${last || 'no reason given'}; log: ${options.logFile}): \`npm start -- --fresh\` begins anew with an empty store.`,
  );
}
