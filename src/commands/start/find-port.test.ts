import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findPort } from './find-port.ts';

const host = '127.0.0.1';

describe('the port of the web app', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  const occupy = async (): Promise<{ port: number; server: Server }> => {
    const server = createServer().listen(0, host);
    servers.push(server);
    await once(server, 'listening');
    return { server, port: (server.address() as { port: number }).port };
  };

  it('that was asked for is named when it is taken', async () => {
    const { port } = await occupy();
    await expect(findPort({ host, port, patienceMs: 0 })).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is taken`,
    );
  });

  it('is waited for when its holder is just going', async () => {
    const { port, server } = await occupy();
    setTimeout(() => server.close(), 50);
    expect(await findPort({ host, port, patienceMs: 20_000 })).toBe(port);
  });

  it('is any free one from the usual one on when none was asked for', async () => {
    expect(await findPort({ host, port: undefined, patienceMs: 0 })).toBeGreaterThanOrEqual(8420);
  });

  it('can not be had on an address that is not of this machine', async () => {
    await expect(findPort({ host: '192.0.2.1', port: undefined, patienceMs: 0 })).rejects.toThrow(
      /no address '192\.0\.2\.1'/,
    );
  });
});
