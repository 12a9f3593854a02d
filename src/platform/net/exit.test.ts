import type { LookupAddress } from 'node:dns';
import { readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startHttpProxy, startSocksProxy, type TestProxy } from '../../../test/fixtures/net/start-proxy.ts';
import { startTestSite, type TestSite } from '../../../test/site/start-test-site.ts';
import { createAddressGuard } from './address-guard.ts';
import type { Exit } from './exit.ts';
import { createExitClients } from './exit-clients.ts';
import { createHttpClient, type HttpClient } from './http-client.ts';

const publicAddress = '93.184.215.14';
const credentials = { user: 'invented', password: 'pass:wörd' };
const exitAt = (port: number, more: Partial<Exit> = {}): Exit => ({
  ...{ id: 'x', name: 'Riga', kind: 'http', host: '127.0.0.1', port, credentials: null },
  ...more,
});

let site: TestSite;
const open: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  site = await startTestSite();
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});
afterAll(() => site.close());

/** Every name leads to `answers`, one after the other; the last for ever. */
const clientThrough = (
  exit: Exit | null,
  answers: string[] = [publicAddress],
): { http: HttpClient; lookups: string[] } => {
  const lookups: string[] = [];
  const guard = createAddressGuard({
    resolveName: (name, _options, done) => {
      const address = answers[Math.min(lookups.push(name), answers.length) - 1] ?? '';
      done(null, [{ address, family: address.includes(':') ? 6 : 4 } satisfies LookupAddress]);
    },
  });
  const http = createHttpClient({ guard, exit, limits: { connectTimeoutMs: 800, totalTimeoutMs: 3000 } });
  open.push(http);
  return { http, lookups };
};

const start = async (starting: Promise<TestProxy>): Promise<TestProxy> => {
  const proxy = await starting;
  open.push(proxy);
  return proxy;
};

const textOf = async (http: HttpClient, url: string): Promise<string> => {
  const response = await http.send({ url, method: 'GET', headers: {} });
  return (await response.readBody()).toString();
};

describe.each([
  ['http', startHttpProxy],
  ['socks5', startSocksProxy],
] as const)('a site through a proxy (%s)', (kind, startProxy) => {
  it('is reached by the address that was checked here, not by its name', async () => {
    const proxy = await start(startProxy({ leadsTo: site.host, credentials }));
    const { http } = clientThrough(exitAt(proxy.port, { kind, credentials }));
    const response = await http.send({ url: 'http://site.example/about', method: 'GET', headers: {} });
    expect((await response.readBody()).toString()).toContain('Nothing to see here');
    expect(response.remoteAddress).toBe(publicAddress);
    expect(proxy.asked).toEqual([`${publicAddress}:80`]);
    expect(site.hits.at(-1)?.headers.host).toBe('site.example');
    expect(site.hits.at(-1)?.headers['proxy-authorization']).toBeUndefined();
  });

  it('is reached over IPv6 where there is nothing else', async () => {
    const proxy = await start(startProxy({ leadsTo: site.host }));
    const { http } = clientThrough(exitAt(proxy.port, { kind }), ['2606:2800:21f:cb07::1']);
    expect(await textOf(http, 'http://site.example/about')).toContain('Nothing');
    expect(proxy.asked.join()).toContain('2606:2800:');
  });

  it.each(['http://127.0.0.1:1/', 'http://[::1]/', 'http://0x7f.1/', 'http://169.254.169.254/'])(
    'is not asked for when it is inside: %s',
    async (url) => {
      const proxy = await start(startProxy({ leadsTo: site.host }));
      const { http } = clientThrough(exitAt(proxy.port, { kind }));
      await expect(textOf(http, url)).rejects.toThrow('not a public address');
      expect(proxy.asked).toEqual([]);
    },
  );

  it('is not asked for when its name leads inside', async () => {
    const proxy = await start(startProxy({ leadsTo: site.host }));
    const { http } = clientThrough(exitAt(proxy.port, { kind }), ['10.0.0.1']);
    await expect(textOf(http, 'http://inside.example/')).rejects.toThrow('leads to 10.0.0.1');
    expect(proxy.asked).toEqual([]);
  });

  it('is spoken to in TLS from end to end, with its own certificate checked', async () => {
    const pem = readFileSync(new URL('../../../test/fixtures/net/site.example.pem', import.meta.url));
    const names: string[] = [];
    const secure = createTlsServer({ key: pem, cert: pem }, (_request, response) => response.end('secret'));
    secure.on('tlsClientError', () => undefined);
    secure.on('connection', () => names.push('connected'));
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const { port } = secure.address() as AddressInfo;
    const proxy = await start(startProxy({ leadsTo: `127.0.0.1:${port}` }));
    const { http } = clientThrough(exitAt(proxy.port, { kind }));
    await expect(textOf(http, 'https://site.example/')).rejects.toThrow('self-signed certificate');
    expect(proxy.asked).toEqual([`${publicAddress}:443`]);
    expect(names).toEqual(['connected']);
    await new Promise((resolve) => secure.close(resolve));
  });

  it('is not reached with the wrong password, and the fault does not tell the password', async () => {
    const proxy = await start(startProxy({ leadsTo: site.host, credentials }));
    const wrong = { user: 'invented', password: 'secret-of-ours' };
    const { http } = clientThrough(exitAt(proxy.port, { kind, credentials: wrong }));
    const fault = await textOf(http, 'http://site.example/').catch((error: Error) => error);
    expect(fault).toMatchObject({ name: 'ExitFaultError' });
    expect((fault as Error).message).toContain("the proxy 'Riga' does not take our user and password");
    const { inspect } = await import('node:util');
    expect(inspect(fault, { depth: 9, showHidden: true })).not.toContain('secret-of-ours');
  });

  it('is never reached directly when the proxy is dead', async () => {
    const proxy = await startProxy();
    await proxy.close();
    const hits = site.hits.length;
    const guard = createAddressGuard({ allowedPrivateHosts: [site.host] });
    const http = createHttpClient({ guard, exit: exitAt(proxy.port, { kind }) });
    open.push(http);
    await expect(textOf(http, site.url)).rejects.toThrow(
      "the proxy 'Riga' refuses connections (is it running, and is its port right?)",
    );
    expect(site.hits.length).toBe(hits);
  });
});

describe('a proxy', () => {
  it('of the other kind is told so', async () => {
    const proxy = await start(startHttpProxy());
    const { http } = clientThrough(exitAt(proxy.port, { kind: 'socks5' }));
    await expect(textOf(http, 'http://site.example/')).rejects.toThrow("the proxy 'Riga'");
  });

  it('that says nothing is given up in time', async () => {
    const { createServer } = await import('node:net');
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as { port: number };
    for (const kind of ['http', 'socks5'] as const) {
      const { http } = clientThrough(exitAt(port, { kind }));
      await expect(textOf(http, 'http://site.example/')).rejects.toThrow('did not answer in time');
    }
    mute.close();
  });

  it('is chosen by its id, and nothing goes out without it', async () => {
    const proxy = await start(startSocksProxy({ leadsTo: site.host }));
    let port = proxy.port;
    const clients = createExitClients({
      guard: createAddressGuard({ allowedPrivateHosts: [site.host] }),
      findExit: async (id) => (id === 'riga' ? exitAt(port, { id, kind: 'socks5' }) : null),
    });
    open.push(clients);
    const http = await clients.clientOf('riga');
    expect(http.exitName).toBe('Riga');
    expect(await textOf(http, `${site.url}/about`)).toContain('Nothing');
    port = 1;
    expect(proxy.asked).toEqual([site.host]);
    expect((await clients.clientOf(null)).exitName).toBeNull();
    await expect(clients.clientOf('gone')).rejects.toThrow('is not there any more');
  });
});

describe('a name that leads elsewhere the second time', () => {
  it('is looked up once a connection, and the address that was checked is the one connected to', async () => {
    const hits = site.hits.length;
    const { http, lookups } = clientThrough(null, [publicAddress, '127.0.0.1']);
    const url = `http://rebind.example:${new URL(site.url).port}/about`;
    await expect(textOf(http, url)).rejects.toThrow(/could not be read|took too long/);
    expect(lookups).toHaveLength(1);
    await expect(textOf(http, url)).rejects.toThrow('leads to 127.0.0.1');
    expect(site.hits.length).toBe(hits);
  });
});
