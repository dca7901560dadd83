import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP link on the loopback that can be cut and mended: what is behind it is away, and then it is back. */
export class BreakableLink {
  private readonly sockets = new Set<Socket>();
  private server?: Server;
  private port = 0;

  constructor(private readonly target: { host: string; port: number }) {}

  /** Address of this end; the same after each mending. */
  async mend(): Promise<{ host: string; port: number }> {
    this.server = createServer((near) => {
      const far = connect(this.target);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(one);
        one.on('close', () => this.sockets.delete(one));
        one.on('error', () => other.destroy());
        one.pipe(other);
      }
    });
    await new Promise<void>((resolve, reject) => {
      this.server?.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
    const address = this.server.address();
    if (address !== null && typeof address === 'object') this.port = address.port;
    return { host: '127.0.0.1', port: this.port };
  }

  async cut(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server?.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}
