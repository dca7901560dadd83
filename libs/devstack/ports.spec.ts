import { createServer } from 'node:net';
import { freePorts, isPortFree, requireFreePort } from './ports';

describe('ports', () => {
  it('gives different ports, low ones when asked', async () => {
    const ports = await freePorts(20, { low: true });
    expect(new Set(ports).size).toBe(20);
    expect(ports.every((port) => port > 1024 && port < 32_768)).toBe(true);
    expect(new Set(await freePorts(5)).size).toBe(5);
  });

  it('names the port and the setting when a port is taken', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    expect(await isPortFree(port)).toBe(false);
    await expect(requireFreePort(port, 'the API', 'API_PORT')).rejects.toThrow(/in use.*API_PORT=<port>/);
    await new Promise((resolve) => server.close(resolve));
    await expect(requireFreePort(port, 'the API', 'API_PORT')).resolves.toBeUndefined();
  });

  it('tells an address that is not of this machine from a port that is taken', async () => {
    await expect(requireFreePort(3000, 'the API', 'API_PORT', '192.0.2.1')).rejects.toThrow(
      /no address of this machine/,
    );
  });
});
