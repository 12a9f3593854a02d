/** What the owner of a site sees of a crawl: asked of a small site on loopback that this check serves to itself. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEFAULT_MAX_VERSION, DEFAULT_MIN_VERSION } from 'node:tls';
import { createPageFetcher } from '../../../crawlers/fetching/fetch-page.ts';
import { createPageRendering } from '../../../crawlers/fetching/render-page.ts';
import { contactSetting, readUserAgent } from '../../../crawlers/fetching/user-agent.ts';
import { findBrowser } from '../../platform/browser/find-browser.ts';
import { createPageRenderer } from '../../platform/browser/page-renderer.ts';
import { dataFolderPath } from '../../platform/data-folder.ts';
import { findRunningDatabase } from '../../platform/database/start-embedded-database.ts';
import { createAddressGuard } from '../../platform/net/address-guard.ts';
import { createExitClients } from '../../platform/net/exit-clients.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { databaseUrl, openDatabase } from '../../storage/database.ts';
import { createProxyStore } from '../../storage/proxies.ts';
import { type Check, type Checkup, note, ok } from './checkup.ts';

interface Seen {
  path: string;
  httpVersion: string;
  headers: IncomingHttpHeaders;
}

const page =
  '<!doctype html><title>x</title><script src="/script.js"></script><img src="/picture.png"><p>Read me.</p>';

/** Nothing of it leaves this machine. */
const startOwnSite = async () => {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { url = '', httpVersion, headers } = request;
    seen.push({ path: url, httpVersion, headers });
    response.writeHead(200, { 'content-type': url === '/' ? 'text/html' : 'text/plain' });
    response.end(url === '/' ? page : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { host, seen, close };
};

const asked = {
  method: 'GET' as const,
  ...{ body: null, proxyId: null, etag: null, lastModified: null, render: null },
  isAllowed: async () => true,
};

const plainly = (headers: IncomingHttpHeaders): string =>
  Object.entries(headers)
    .filter(([name]) => name !== 'host' && name !== 'connection')
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');

export const checkFootprint: Check = async () => {
  const site = await startOwnSite();
  const guard = createAddressGuard({ allowedPrivateHosts: [site.host] });
  const clients = createExitClients({ guard, findExit: async () => null });
  const userAgent = readUserAgent();
  try {
    await createPageFetcher({ clients, userAgent })({ ...asked, url: `http://${site.host}/` });
    const plain = site.seen.splice(0);
    return [
      checkContact(userAgent),
      ok(
        'Owners see',
        `HTTP/${plain[0]?.httpVersion}, over ${DEFAULT_MIN_VERSION} to ${DEFAULT_MAX_VERSION}; no cookies but those of a redirect, for its length; no referrer; ${plainly(plain[0]?.headers ?? {})}`,
      ),
      ok(
        'Owners see',
        `of a plain page: it alone is fetched (${pathsOf(plain)}), no pictures and no scripts`,
      ),
      ...(await checkBrowserFootprint(site, { guard, userAgent })),
      await checkExits(),
    ];
  } finally {
    await clients.close();
    await site.close();
  }
};

const pathsOf = (seen: Seen[]): string => seen.map(({ path }) => path).join(', ');

const checkContact = (userAgent: string): Checkup =>
  contactSetting.read() === undefined
    ? note(
        'Owners see',
        `the name '${userAgent}', with nowhere to write to`,
        'Set LUREWATCH_CONTACT to a neutral address, a web page or e-mail that does not name your organisation.',
      )
    : ok('Owners see', `the name '${userAgent}'`);

const checkBrowserFootprint = async (
  site: Awaited<ReturnType<typeof startOwnSite>>,
  { guard, userAgent }: { guard: ReturnType<typeof createAddressGuard>; userAgent: string },
): Promise<Checkup[]> => {
  const browser = findBrowser();
  if (!browser) return [];
  const renderer = createPageRenderer({ browserPath: browser.path, guard, userAgent });
  try {
    const render = createPageRendering({ renderer, userAgent, clients: { exitOf: async () => null } });
    const end = await render({ ...asked, url: `http://${site.host}/` });
    if (end.end !== 'page') return [note('Owners see', `of the browser: nothing, for it showed no page`)];
    const seen = site.seen.splice(0);
    return [
      ok(
        'Owners see',
        `of a page in the browser: its scripts run and its parts are fetched (${pathsOf(seen)}); pictures only when a lead is photographed; it calls itself '${seen[0]?.headers['user-agent']}'`,
      ),
    ];
  } finally {
    await renderer.close();
  }
};

/** Names alone; where there is no running database, nothing is known of them. */
const checkExits = async (): Promise<Checkup> => {
  const own = 'this machine’s own address';
  const connectionString =
    databaseUrl.read() ?? (await findRunningDatabase(dataFolderPath()).catch(() => undefined));
  if (!connectionString) return ok('Owners see', `${own}, except of targets that were given a proxy`);
  const database = openDatabase({ connectionString, maxConnections: 1, applicationName: 'lurewatch-doctor' });
  try {
    const proxies = await createProxyStore(database.prisma, createSecretBox(dataFolderPath())).list();
    const lost = proxies.filter(({ credentials }) => credentials === 'lost').map(({ name }) => name);
    if (lost.length > 0)
      return note(
        'Owners see',
        `${own}; the passwords of these proxies can no longer be opened: ${lost.join(', ')}`,
        'Bring the old key back, or enter user and password anew under Crawl targets.',
      );
    const used = proxies.filter(({ targets }) => targets.length > 0);
    return ok(
      'Owners see',
      used.length === 0
        ? `${own}: no target has a proxy`
        : `${own}, except of targets with a proxy: ${used.map(({ name, targets }) => `${targets.join(', ')} through ${name}`).join('; ')}`,
    );
  } finally {
    await database.close();
  }
};
