import { createServer } from 'node:net';
import { StackFault } from './fault';

/** Outgoing connections take their ports from here up on Linux; a port below is not lost to one between asking and using. */
const EPHEMERAL_FROM = 32_768;
const LOW_FROM = 20_000;

const given = new Set<number>();

/** The code of the error with which listening fails; undefined when it would succeed. */
function whyNoListening(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** True when nothing listens on the port. Another process may still take it afterwards. */
export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await whyNoListening(port, host)) === undefined;
}

function portFromSystem(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

export interface FreePortsOptions {
  readonly host?: string;
  /** Only ports below 32768: servers that keep their port in a 16-bit signed column, and no clash with outgoing connections. */
  readonly low?: boolean;
}

/** `count` different free ports, none of them given before by this process. */
export async function freePorts(count: number, options: FreePortsOptions = {}): Promise<number[]> {
  const host = options.host ?? '127.0.0.1';
  const ports: number[] = [];
  for (let attempt = 0; ports.length < count; attempt += 1) {
    if (attempt > 1000) throw new StackFault('No free network port was found on this machine.');
    const port = options.low
      ? LOW_FROM + Math.floor(Math.random() * (EPHEMERAL_FROM - LOW_FROM))
      : await portFromSystem(host);
    if (given.has(port)) continue;
    if (options.low && !(await isPortFree(port, host))) continue;
    given.add(port);
    ports.push(port);
  }
  return ports;
}

export async function freePort(options: FreePortsOptions = {}): Promise<number> {
  const [port] = await freePorts(1, options);
  return port as number;
}

/** Refuses with the name of the setting that moves the port. */
export async function requireFreePort(port: number, what: string, setting: string, host = '127.0.0.1'): Promise<void> {
  const why = await whyNoListening(port, host);
  if (why === undefined) return;
  if (why === 'EADDRNOTAVAIL' || why === 'ENOTFOUND') {
    throw new StackFault(`${host} is no address of this machine: ${what} cannot listen there.`);
  }
  throw new StackFault(
    `Port ${port} for ${what} is in use by another program: stop that program, or choose another port with ${setting}=<port>.`,
  );
}
