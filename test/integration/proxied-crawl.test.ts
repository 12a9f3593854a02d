/** Targets that are fetched through a proxy, from the settings to the capture; and what is not fetched at all. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import type { ProxySettings } from '../../src/domain/proxy.ts';
import type { TargetSettings } from '../../src/domain/target.ts';
import { startHttpProxy, startSocksProxy, type TestProxy } from '../fixtures/net/start-proxy.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';
import { until } from './run-deployment.ts';

const credentials = { user: 'invented', password: 'never-shown-again' };
const folder = mkdtempSync(join(tmpdir(), 'lurewatch-proxied-'));
let site: TestSite;
let database: TestDatabase;
let app: App;
let httpProxy: TestProxy;
let socksProxy: TestProxy;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  site = await startTestSite({
    adverts: 3,
    robots: 'User-agent: *\nDisallow: /private',
    pages: {
      '/closed-list': (_request, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html', 'x-robots-tag': 'noindex' })
          .end('<meta name="robots" content="nofollow"><a href="/jobs/ad-1">Cook wanted, apply now</a>'),
      '/to-contact': (_request, response) =>
        response.writeHead(302, { location: 'https://wa.me/12025550100' }).end(),
    },
  });
  database = await openTestDatabase();
  httpProxy = await startHttpProxy({ credentials });
  socksProxy = await startSocksProxy({ credentials });
  app = await openApp({
    name: 'test',
    databaseUrl: database.connectionString,
    dataFolder: folder,
    allowedPrivateHosts: [site.host],
    browser: 'never',
    readingThreads: 1,
    retryBaseMs: 20,
  });
  const dispatcher = app.startDispatcher();
  const worker = await app.startWorker();
  closers.push(
    () => dispatcher.stop(),
    () => worker.close(),
    () => app.close(),
    () => httpProxy.close(),
    () => socksProxy.close(),
    () => database.stop(),
    () => site.close(),
  );
});
afterAll(async () => {
  for (const close of closers) await close();
  rmSync(folder, { recursive: true, force: true });
});

const addProxy = (more: Partial<ProxySettings>): Promise<string> =>
  app.proxies.add({ name: 'Riga', kind: 'http', host: '127.0.0.1', port: 1, credentials, ...more }, 'test');

const addTarget = async (start: string, more: Partial<TargetSettings> = {}) => {
  const settings: TargetSettings = {
    ...{ name: start, typeId: 'job-board', options: { startUrls: [`${site.url}${start}`] } },
    ...{ delayMs: 0, renderMode: 'never', everyHours: 0, maxPagesPerRun: 50 },
    ...more,
  };
  const target = await app.targets.byId(await app.targets.add({ settings, actor: 'test' }));
  if (!target) throw new Error('the target was not stored');
  return target;
};

/** To its end. */
const crawl = async (start: string, more: Partial<TargetSettings> = {}) => {
  const { runId } = await app.startRun({ target: await addTarget(start, more), trigger: 'person' });
  const isOver = async (): Promise<boolean> =>
    (await database.prisma.run.findUniqueOrThrow({ where: { id: runId } })).state !== 'running';
  await until(isOver, `the run of ${start} is over`);
  const [run, captures, urls] = await Promise.all([
    database.prisma.run.findUniqueOrThrow({ where: { id: runId } }),
    database.prisma.capture.findMany({ where: { runId } }),
    database.prisma.url.findMany({ where: { runId } }),
  ]);
  return { run, captures, urls };
};

describe.each(['http', 'socks5'] as const)('a target with a proxy (%s)', (kind) => {
  it('is fetched through it, robots.txt too, and run and captures say so', async () => {
    const proxy = kind === 'http' ? httpProxy : socksProxy;
    const proxyId = await addProxy({ name: `Riga ${kind}`, kind, port: proxy.port });
    await database.prisma.host.updateMany({ data: { robotsFetchedAt: null } });
    const hits = site.hits.length;
    const { run, captures } = await crawl('/jobs', { proxyId });
    expect(run.exit).toBe(`Riga ${kind}`);
    expect(captures.length).toBeGreaterThan(3);
    expect(new Set(captures.map((one) => one.exit))).toEqual(new Set([`Riga ${kind}`]));
    expect(site.hits.slice(hits).map((hit) => hit.path)).toContain('/robots.txt');
    expect(proxy.asked.length).toBeGreaterThan(0);
    expect(new Set(proxy.asked)).toEqual(new Set([site.host]));
  });
});

describe('a proxy that does not work', () => {
  it('makes its pages wait with the reason, and nothing goes past it', async () => {
    const proxyId = await addProxy({ name: 'Dead' });
    await database.prisma.host.updateMany({ data: { robotsFetchedAt: null } });
    const hits = site.hits.length;
    const { urls } = await crawl('/listings', { proxyId });
    expect(urls.map((url) => url.state)).toEqual(['failed']);
    expect(urls[0]?.lastProblem).toContain("the proxy 'Dead' refuses connections");
    expect(site.hits.length).toBe(hits);
  });

  it('whose password can no longer be opened says so, and nothing goes past it', async () => {
    const proxyId = await addProxy({ name: 'Locked', port: httpProxy.port });
    const row = await database.prisma.proxy.findUniqueOrThrow({ where: { id: proxyId } });
    expect(JSON.stringify(row)).not.toContain('never-shown');
    await database.prisma.proxy.update({ where: { id: proxyId }, data: { credentials: 'v1.AAAA' } });
    expect((await app.proxies.list()).find((one) => one.id === proxyId)?.credentials).toBe('lost');
    const { urls } = await crawl('/plain', { proxyId });
    expect(urls[0]?.lastProblem).toContain('enter them anew under Crawl targets');
    await app.proxies.change(
      proxyId,
      { name: 'Locked', kind: 'http', host: '127.0.0.1', port: httpProxy.port, credentials },
      'test',
    );
    expect(await app.proxies.exitOf(proxyId)).toMatchObject({ credentials });
  });
});

describe('a target that the operators may run', () => {
  it('is not started, not looked at and not fetched without a proxy', async () => {
    const hits = site.hits.length;
    const target = await addTarget('/jobs?operators', { suspectedOperator: true });
    await expect(app.startRun({ target, trigger: 'person' })).rejects.toThrow('choose a proxy');
    await expect(app.previewTarget(target)).rejects.toThrow('choose a proxy');
    expect(site.hits.length).toBe(hits);
  });

  it('is fetched through the proxy that it was given', async () => {
    const proxyId = await addProxy({ name: 'Given', kind: 'socks5', port: socksProxy.port });
    const { captures } = await crawl('/jobs?given', { suspectedOperator: true, proxyId });
    expect(captures[0]?.exit).toBe('Given');
  });
});

describe('what a page asks of robots', () => {
  it('is kept with its capture, and nofollow is kept to', async () => {
    const { captures, urls } = await crawl('/closed-list');
    expect(captures[0]?.robotsTags).toEqual(['noindex', 'nofollow']);
    expect(captures[0]?.problem).toContain('not to follow its links');
    expect(urls).toHaveLength(1);
  });
});

describe('an address of somebody to write to', () => {
  it('is not gone to, not even by a redirect', async () => {
    const { urls } = await crawl('/to-contact');
    expect(urls[0]).toMatchObject({ state: 'refused' });
    expect(urls[0]?.lastProblem).toContain('a WhatsApp contact');
  });

  it('is no target', async () => {
    const target = await addTarget('/x', { options: { startUrls: ['https://wa.me/12025550100'] } });
    await expect(app.startRun({ target, trigger: 'person' })).rejects.toThrow('never fetched');
  });
});
