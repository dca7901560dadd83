import { isIPv6 } from 'node:net';

/** Where the API is asked and shown: the address it listens on; where that is every address, the loopback. */
export function apiUrlOf(listenHost: string, port: number): string {
  if (listenHost === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (listenHost === '::') return `http://[::1]:${port}`;
  return `http://${isIPv6(listenHost) ? `[${listenHost}]` : listenHost}:${port}`;
}
