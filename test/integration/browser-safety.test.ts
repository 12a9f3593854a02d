/** What a hostile page, a dead proxy and a killed worker may not bring about in the browser. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processesOf, processGroupOf } from '../../src/platform/browser/browser-processes.ts';
import type { PageRenderer, RenderEnd, RenderRequest } from '../../src/platform/browser/page-renderer.ts';
import { createAddressGuard } from '../../src/platform/net/address-guard.ts';
import type { Exit } from '../../src/platform/net/exit.ts';
import { startHttpProxy, startSocksProxy } from '../fixtures/net/start-proxy.ts';
import { browser, openTestRenderer, rendererBehind, renderRequest } from '../fixtures/test-renderer.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';

const publicAddress = '93.184.215.14';
let site: TestSite;
let renderer: PageRenderer;

const page =
  (body: string) =>
  (
    _request: unknown,
    response: { writeHead(status: number, headers: object): { end(text: string): void } },
  ) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(body);
const redirect =
  (location: string) =>
  (_request: unknown, response: { writeHead(status: number, headers: object): { end(): void } }) =>
    response.writeHead(302, { location }).end();

const pages = {
  '/popups': page(`<title>x</title><a id=a href="/popup-link" target=_blank>x</a><script>
window.open('/popup-script'); document.getElementById('a').click();</script><p>shown</p>`),
  '/prompts': page(`<p>shown</p><script>
Promise.all(['geolocation', 'notifications', 'camera'].map((name) => navigator.permissions.query({ name })))
  .then((all) => { document.body.dataset.states = all.map((one) => one.state).join(); });
navigator.geolocation.getCurrentPosition(() => {}, () => { document.body.dataset.place = 'refused'; });
</script>`),
  '/alerts': page('<script>for (;;) alert("again")</script>'),
  '/file': page('<script>location.href = "file:///etc/passwd"</script><p>stays</p>'),
  '/source': page('<script>location.href = "view-source:http://127.0.0.1:1/"</script><p>stays</p>'),
  '/data': page('<script>location.href = "data:text/html,<h1>elsewhere</h1>"</script><p>stays</p>'),
  '/frame-file': page('<iframe src="file:///etc/passwd"></iframe><p>stays</p>'),
  '/to-contact': redirect('https://wa.me/12025550100'),
  '/to-octal': redirect('http://0177.0.0.1:1/'),
  '/parts-of-contacts': page(
    '<iframe src="https://bit.ly/x"></iframe><img src="https://t.co/x"><p>shown</p>',
  ),
  '/inside': page(`<p>shown</p><iframe src="http://10.0.0.1/"></iframe><script>
const note = (name) => () => { document.body.dataset[name] = 'refused'; };
const decimal = new WebSocket('ws://2130706433:1/'); decimal.onerror = note('decimal');
const six = new WebSocket('wss://[::1]:1/'); six.onerror = note('six');
fetch('http://0x7f000001:1/').catch(note('hex')); fetch('http://[::ffff:127.0.0.1]:1/').catch(note('mapped'));
const worker = new Worker(URL.createObjectURL(new Blob(['fetch("http://127.0.0.1:1/").catch(() => postMessage(1))'])));
worker.onmessage = note('worker');</script>`),
  '/greedy': page(`<script>const held = []; setInterval(() => {
  for (let i = 0; i < 40; i++) { const part = new Uint8Array(8e6); part.fill(i); held.push(part); } }, 5)</script><p>x</p>`),
  '/canvas': page(`<script>const held = []; setInterval(() => { const c = document.createElement('canvas');
  c.width = c.height = 8000; c.getContext('2d').fillRect(0, 0, 8000, 8000); document.body.append(c); held.push(c); }, 5)</script><p>x</p>`),
  '/many-elements': page(`<script>document.write('<i>'.repeat(1) + '<b></b>'.repeat(30000))</script>`),
  '/liar': page(`<script>document.getElementsByTagName = () => ({ length: 1 });
Object.defineProperty(Element.prototype, 'outerHTML', { get: () => 'x' });
document.write('<b></b>'.repeat(30000))</script>`),
};

const render = (path: string, more: Partial<RenderRequest> = {}, by = renderer): Promise<RenderEnd> =>
  by.render(renderRequest(new URL(path, site.url).href, more));

const htmlOf = (end: RenderEnd): string => (end.end === 'rendered' ? end.page.html : JSON.stringify(end));

/** The browsers that a process started: id and the folder that no other browser has. */
const browsersOf = (pid: number | undefined): { pid: number; profile: string }[] =>
  execFileSync('ps', ['-eo', 'pid,ppid,args'])
    .toString()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...rest]) => parent === String(pid) && rest.join(' ').includes('--user-data-dir='))
    .map(([own, , ...rest]) => ({
      pid: Number(own),
      profile: /--user-data-dir=(\S+)/.exec(rest.join(' '))?.[1] ?? 'missing',
    }));

const groupOf = ({ pid }: { pid: number }): string[] =>
  processesOf(processGroupOf(pid)).map((one) => readFileSync(`/proc/${one.pid}/cmdline`, 'utf8') + one.pid);

const until = async (isTrue: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 100 && !isTrue(); tries += 1) await sleep(100);
};

describe.skipIf(browser === null)('the browser (skipped only where none is installed)', () => {
  beforeAll(async () => {
    site = await startTestSite({ pages: pages as never });
    renderer = openTestRenderer(site, {
      pageTimeoutMs: 15_000,
      navigationTimeoutMs: 10_000,
      maxElements: 20_000,
      maxProcessBytes: 400 * 1024 * 1024,
    });
  });
  afterAll(async () => {
    await renderer.close();
    await site.close();
  });

  it('opens no windows, not even for the blink of an eye', async () => {
    expect(htmlOf(await render('/popups'))).toContain('shown');
    expect(site.hits.filter((hit) => hit.path.startsWith('/popup-'))).toEqual([]);
  });

  it('is asked for no permission that it would give', async () => {
    const html = htmlOf(await render('/prompts', { steps: { waitFor: '[data-place][data-states]' } }));
    expect(html).toContain('data-place="refused"');
    expect(html).not.toContain('granted');
  });

  it.each(['/file', '/source', '/data', '/frame-file'])('stays on the web: %s', async (path) => {
    const end = await render(path);
    expect(htmlOf(end)).not.toMatch(/root:|<body><h1>elsewhere/);
    if (end.end === 'rendered') expect(end.page.finalUrl).toMatch(/^http/);
  });

  it('does not go where somebody would be told', async () => {
    expect(await render('/to-contact')).toMatchObject({
      end: 'refused',
      reason: expect.stringContaining('a WhatsApp contact'),
    });
    expect(htmlOf(await render('/parts-of-contacts', { withScreenshot: true }))).toContain('shown');
  });

  it('does not go inside, however the address is written', async () => {
    expect(await render('/to-octal')).toMatchObject({
      end: 'refused',
      reason: expect.stringContaining('not a public address'),
    });
    const html = htmlOf(
      await render('/inside', { steps: { waitFor: '[data-worker][data-six][data-decimal]' } }),
    );
    for (const name of ['decimal', 'six', 'hex', 'mapped', 'worker'])
      expect(html).toContain(`data-${name}="refused"`);
  });

  it('looks a name up once a connection, so that it can not lead inside the second time', async () => {
    let lookups = 0;
    const guard = createAddressGuard({
      resolveName: (_name, _options, done) => {
        lookups += 1;
        done(null, [{ address: lookups === 1 ? publicAddress : '127.0.0.1', family: 4 }]);
      },
    });
    const rebinding = rendererBehind(guard, { pageTimeoutMs: 20_000, navigationTimeoutMs: 18_000 });
    const hits = site.hits.length;
    const url = `http://rebind.example:${new URL(site.url).port}/about`;
    await render(url, {}, rebinding).catch(() => undefined);
    expect(await render(url, {}, rebinding)).toMatchObject({ end: 'refused' });
    expect(site.hits.length).toBe(hits);
    await rebinding.close();
  });

  it('does not wait for a page that asks and asks', async () => {
    await render('/alerts').catch((error: Error) => expect(error.name).toBe('RetryableError'));
    expect(htmlOf(await render('/about'))).toContain('Nothing');
  });

  it.each(['/greedy', '/canvas'])('ends %s, which eats memory, and shows the next page', async (path) => {
    await render(path, { steps: { waitFor: '#never' } }).catch((error: Error) =>
      expect(error.message).toMatch(/too much memory|crash|took too long|ended/),
    );
    expect(htmlOf(await render('/about'))).toContain('Nothing');
  });

  it.each(['/many-elements', '/liar'])('does not read a document without end: %s', async (path) => {
    await expect(render(path)).rejects.toThrow('more than 20,000 elements');
  });

  it('goes on after a crash of the page or of the whole browser', async () => {
    const before = site.hits.length;
    const waiting = render('/trouble/endless-script').catch((error: Error) => error);
    await until(() => site.hits.length > before);
    const renderers = browsersOf(process.pid)
      .flatMap(groupOf)
      .filter((line) => line.includes('--type=renderer'));
    expect(renderers.length).toBeGreaterThan(0);
    for (const line of renderers) process.kill(Number(/\d+$/.exec(line)?.[0]), 'SIGKILL');
    expect(await waiting).toMatchObject({ name: 'RetryableError' });
    expect(htmlOf(await render('/about'))).toContain('Nothing');
  });

  it.each([
    ['http', startHttpProxy],
    ['socks5', startSocksProxy],
  ] as const)('sends everything through the proxy of the target: %s', async (kind, startProxy) => {
    const credentials = { user: 'invented', password: 'x' };
    const proxy = await startProxy({ leadsTo: site.host, credentials });
    const through = rendererBehind(
      createAddressGuard({
        resolveName: (_name, _options, done) => done(null, [{ address: publicAddress, family: 4 }]),
      }),
    );
    const exit: Exit = { id: kind, name: 'Riga', kind, host: '127.0.0.1', port: proxy.port, credentials };
    const end = await render('http://site.example/scripted', { exit }, through);
    expect(htmlOf(end)).toContain('href="/jobs/ad-1"');
    expect(end).toMatchObject({ page: { remoteAddress: publicAddress } });
    expect(new Set(proxy.asked)).toEqual(new Set([`${publicAddress}:80`]));
    await proxy.close();
    const hits = site.hits.length;
    await expect(render('http://site.example/about', { exit }, through)).rejects.toThrow(
      "the proxy 'Riga' refuses connections",
    );
    expect(site.hits.length).toBe(hits);
    await through.close();
  });

  it.each([
    ['SIGTERM', false],
    ['SIGKILL', false],
    ['SIGKILL', true],
  ] as const)(
    'leaves nothing behind after %s of the worker, itself stopped: %s',
    async (signal, isStopped) => {
      const entry = new URL('../fixtures/net/render-for-ever.ts', import.meta.url).pathname;
      const worker = spawn(process.execPath, ['--import', 'tsx', entry, site.host], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => worker.stdout.once('data', resolve));
      await sleep(500);
      const { pid, profile } = browsersOf(worker.pid)[0] ?? { pid: 0, profile: 'missing' };
      const group = processGroupOf(pid);
      expect(processesOf(group).length).toBeGreaterThan(3);
      if (isStopped) process.kill(pid, 'SIGSTOP');
      worker.kill(signal);
      await until(() => processesOf(group).length === 0);
      expect(processesOf(group)).toEqual([]);
      if (signal === 'SIGKILL') {
        await until(() => !existsSync(profile));
        expect(existsSync(profile)).toBe(false);
      }
    },
  );
});
