/** A browser that is killed, or part of it, whatever it is doing: each render ends, the next one works, nothing is left. */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PageRenderer, RenderEnd, RenderRequest } from '../../src/platform/browser/page-renderer.ts';
import { type OwnBrowsers, watchOwnBrowsers } from '../fixtures/browser-processes.ts';
import { browser, openTestRenderer, renderRequest } from '../fixtures/test-renderer.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';

let site: TestSite;
let own: OwnBrowsers;
const open = new Set<PageRenderer>();

const page =
  (body: string) =>
  (
    _: unknown,
    response: { writeHead(status: number, headers: object): { end(text: string): void } },
  ): void => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<title>x</title><p>shown</p>${body}`);
  };

const pages = {
  '/mark': page(''),
  '/waits': page(
    `<script>addEventListener('load', () => setTimeout(() => fetch('/mark?waits'), 500))</script>`,
  ),
  // Busy from the moment it has come to rest: it is read, and does not answer.
  '/busy': page(
    `<script>addEventListener('load', () => fetch('/mark?busy').then(() => { for (;;); }))</script>`,
  ),
  '/font': page(
    `<style>@font-face { font-family: late; src: url(/trouble/silent?font) } p { font-family: late }</style>`,
  ),
  '/stays': page(`<script>addEventListener('pagehide', () => { for (;;); })</script>`),
};

const openRenderer = (): PageRenderer => {
  const renderer = openTestRenderer(site, { pageTimeoutMs: 12_000, navigationTimeoutMs: 8000 });
  open.add(renderer);
  return renderer;
};

const request = (path: string, more: Partial<RenderRequest> = {}): RenderRequest =>
  renderRequest(new URL(path, site.url).href, more);

const until = async (isTrue: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 1000 && !isTrue(); tries += 1) await sleep(10);
  expect(isTrue()).toBe(true);
};

const wasAsked = (words: string): (() => boolean) => {
  const from = site.hits.length;
  return () => site.hits.slice(from).some((hit) => hit.path.includes(words));
};

const killAll = (type: string): void => {
  for (const one of own.processes().filter((seen) => seen.type === type)) own.kill(one);
};

const expectEnd = (end: RenderEnd | Error): void => {
  if (end instanceof Error) expect(end).toMatchObject({ name: 'RetryableError' });
  else expect(end.end).toBe('rendered');
};

interface Stage {
  path: string;
  more?: Partial<RenderRequest>;
  /** What the site is asked for by then, and how long after it. */
  asks: string;
  afterMs: number;
}

const stages: Record<string, Stage> = {
  navigating: { path: '/trouble/silent', asks: '/trouble/silent', afterMs: 100 },
  'taking steps': {
    path: '/waits',
    more: { steps: { waitFor: '#never', click: ['#never'] } },
    asks: '/mark?waits',
    afterMs: 0,
  },
  // Three seconds are waited for rest.
  'reading the document': { path: '/busy', asks: '/mark?busy', afterMs: 3500 },
  'taking a picture': { path: '/font', more: { withScreenshot: true }, asks: '?font', afterMs: 1500 },
  'leaving the page': { path: '/stays', asks: '/stays', afterMs: 1500 },
};

describe.skipIf(browser === null)('killed (skipped only where no browser is installed)', () => {
  beforeAll(async () => {
    own = watchOwnBrowsers();
    site = await startTestSite({ pages: pages as never });
  });
  afterEach(async () => {
    for (const renderer of open) await renderer.close();
    open.clear();
    expect(await own.left()).toEqual([]);
  });
  afterAll(async () => {
    await site.close();
    own.stop();
  });

  it.each([
    ...['renderer', 'browser', 'zygote'].flatMap((type) =>
      Object.keys(stages).map((stage) => [type, stage] as const),
    ),
    ['gpu-process', 'taking a picture'] as const,
    ['utility', 'navigating'] as const,
  ])(
    '%s, %s',
    async (type, stage) => {
      const { path, more, asks, afterMs } = stages[stage] as Stage;
      const renderer = openRenderer();
      const isThere = wasAsked(asks);
      const ending = renderer.render(request(path, more)).catch((error: Error) => error);
      await until(isThere);
      await sleep(afterMs);
      expect(own.processes().map((one) => one.type)).toContain(type);
      killAll(type);
      expectEnd(await ending);
      const next = await Promise.all(
        [1, 2, 3].map((ad) => renderer.render(request(`/jobs/ad-${ad}`)).catch((error: Error) => error)),
      );
      // Of a browser that lost its fork server or its network service the loss may be noticed only now.
      if (type === 'zygote' || type === 'utility') for (const end of next) expectEnd(end);
      else
        expect(next.map((end) => ('end' in end ? end.end : end.message))).toEqual(Array(3).fill('rendered'));
      expect(await renderer.render(request('/jobs/ad-4'))).toMatchObject({ end: 'rendered' });
    },
    60_000,
  );

  it.each(['browser', 'zygote'])(
    '%s, as it starts',
    async (type) => {
      const renderer = openRenderer();
      const ending = renderer.render(request('/jobs/ad-1')).catch((error: Error) => error);
      await until(() => own.processes().some((one) => one.type === type));
      killAll(type);
      expectEnd(await ending);
      expect(await renderer.render(request('/jobs/ad-2'))).toMatchObject({ end: 'rendered' });
    },
    60_000,
  );

  it.each(['browser', 'renderer', 'zygote'])(
    '%s, as it closes with a page open',
    async (type) => {
      const renderer = openRenderer();
      const isThere = wasAsked('/trouble/silent');
      const ending = renderer.render(request('/trouble/silent')).catch((error: Error) => error);
      await until(isThere);
      const closing = renderer.close();
      killAll(type);
      await closing;
      expect(await ending).toMatchObject({ name: 'RetryableError' });
    },
    60_000,
  );

  it('ends a browser that closes as it starts', async () => {
    const renderer = openRenderer();
    const ending = renderer.render(request('/jobs/ad-1')).catch((error: Error) => error);
    await until(() => own.processes().length > 0);
    await renderer.close();
    expect(await ending).toMatchObject({ name: 'RetryableError' });
  }, 60_000);

  it('stopped for good: its page ends, and another browser shows the next one', async () => {
    const renderer = openRenderer();
    const isThere = wasAsked('/trouble/silent');
    const ending = renderer.render(request('/trouble/silent')).catch((error: Error) => error);
    await until(isThere);
    for (const one of own.processes().filter((seen) => seen.type === 'browser'))
      process.kill(one.pid, 'SIGSTOP');
    expectEnd(await ending);
    expect(await renderer.render(request('/jobs/ad-2'))).toMatchObject({ end: 'rendered' });
  }, 60_000);

  it.each([0, 150, 400, 800])(
    'leaves nothing of a worker killed %s ms after its browser started',
    async (afterMs) => {
      const entry = new URL('../fixtures/net/render-for-ever.ts', import.meta.url).pathname;
      const worker = spawn(process.execPath, ['--import', 'tsx', entry, site.host], { stdio: 'ignore' });
      await until(() => own.processes().length > 0);
      await sleep(afterMs);
      worker.kill('SIGKILL');
      expect(await own.left()).toEqual([]);
    },
    60_000,
  );
});
