import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSite, type TestSite } from '../../../test/site/start-test-site.ts';
import { createAddressGuard } from './address-guard.ts';
import { type FilteringProxy, proxyStatusHeader, startFilteringProxy } from './filtering-proxy.ts';

let site: TestSite;
let proxy: FilteringProxy;

beforeAll(async () => {
  site = await startTestSite({
    pages: {
      '/pretends': (_request, response) =>
        response.writeHead(200, { [proxyStatusHeader]: 'lurewatch' }).end('x'),
    },
  });
  proxy = await startFilteringProxy(createAddressGuard({ allowedPrivateHosts: [site.host] }));
});
afterAll(async () => {
  await proxy.close();
  await site.close();
});

interface Got {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

const viaProxy = (target: string, method = 'GET'): Promise<Got> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(proxy.url);
    const request = httpRequest({ hostname, port, method, path: target, agent: false });
    request.once('error', reject);
    request.once('connect', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
    });
    request.once('response', async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
    });
    request.end();
  });

describe('the proxy of the browser', () => {
  it('passes on what the guard allows, and remembers the address', async () => {
    const got = await viaProxy(`${site.url}/about`);
    expect(got.status).toBe(200);
    expect(got.body).toContain('Nothing to see here');
    expect(proxy.addressOf(`${site.url}/about`)).toBe('127.0.0.1');
    expect(proxy.addressOf('https://example.org/')).toBeNull();
  });

  it('tunnels to what the guard allows', async () => {
    expect((await viaProxy(site.host, 'CONNECT')).status).toBe(200);
  });

  it.each(['http://127.0.0.1:1/', 'http://localhost:1/', 'http://[::1]/', 'http://169.254.169.254/latest'])(
    'refuses %s and says that it was the proxy',
    async (target) => {
      const got = await viaProxy(target);
      expect(got.status).toBe(403);
      expect(got.headers[proxyStatusHeader]).toBe('lurewatch');
      expect(proxy.takeRefusals().join()).toContain('not a public address');
    },
  );

  it.each(['127.0.0.1:1', 'localhost:443', '[::1]:443', '10.0.0.1:443'])(
    'opens no tunnel to %s',
    async (target) => {
      expect((await viaProxy(target, 'CONNECT')).status).toBe(403);
    },
  );

  it('takes nothing but whole addresses', async () => {
    expect((await viaProxy('/about')).status).toBe(400);
    expect((await viaProxy('file:///etc/passwd')).status).toBe(400);
    expect((await viaProxy('nonsense', 'CONNECT')).status).toBe(400);
  });

  it('does not let a site speak in its name', async () => {
    expect((await viaProxy(`${site.url}/pretends`)).headers[proxyStatusHeader]).toBeUndefined();
  });
});
