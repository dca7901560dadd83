import { createServer } from 'node:net';
import { StackFault } from './fault';

/** Outgoing connections take their ports from here up on Linux; a port below is not lost to one between asking and using. */
const EPHEMERAL_FROM = 32_768;
const LOW_FROM = 20_000;

const given = new Set<number>();

/** True when nothing listens on the port. Another process may still take it afterwards. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
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
export async function requireFreePort(port: number, what: string, setting: string): Promise<void> {
  if (await isPortFree(port)) return;
  throw new StackFault(
    `Port ${port} for ${what} is in use by another program: stop that program, or choose another port with ${setting}=<port>.`,
  );
}
