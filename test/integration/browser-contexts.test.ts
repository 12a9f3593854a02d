/** When a context of the browser is used again, and what of a visit is left for the next one: nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ContextLimits,
  type ContextPool,
  createContextPool,
} from '../../src/platform/browser/context-pool.ts';
import { findBrowser } from '../../src/platform/browser/find-browser.ts';
import { type LaunchedBrowser, launchBrowser } from '../../src/platform/browser/launch-browser.ts';
import { createPageRenderer, type PageRenderer } from '../../src/platform/browser/page-renderer.ts';
import { defaultRenderLimits } from '../../src/platform/browser/render-contract.ts';
import { createAddressGuard } from '../../src/platform/net/address-guard.ts';
import { type OwnBrowsers, watchOwnBrowsers } from '../fixtures/browser-processes.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';

const found = findBrowser();
let site: TestSite;
let own: OwnBrowsers;
let launched: LaunchedBrowser;
let renderer: PageRenderer | undefined;
const pools: ContextPool[] = [];

/** Writes down what it finds of an earlier visit, then leaves all that a page can leave. */
const keeper = `<title>x</title><body><script>
document.body.dataset.found = JSON.stringify([
  localStorage.kept ?? '', sessionStorage.kept ?? '', window.name, document.cookie, history.length ]);
localStorage.kept = sessionStorage.kept = window.name = 'kept'; document.cookie = 'kept=1'; history.pushState(1, '', '#1');
const open = indexedDB.open('kept');
open.onupgradeneeded = (event) => { document.body.dataset.version = event.oldVersion; };
open.onsuccess = () => { open.result.close(); document.body.dataset.done = 'yes'; };
</script>`;

const openPool = (limits: Partial<ContextLimits> = {}): ContextPool => {
  const guard = createAddressGuard({ allowedPrivateHosts: [site.host] });
  const pool = createContextPool({
    ...{ browser: launched.browser, guard, userAgent: 'Lurewatch/0.1' },
    limits: { ...defaultRenderLimits, ...limits },
  });
  pools.push(pool);
  return pool;
};

const need = (url: string, withClicks = false) => ({ exit: null, url, withClicks });

/** Contexts that so many visits in turn were made in, each as a number from 1. */
const contextsOf = async (pool: ContextPool, urls: string[]): Promise<number[]> => {
  const seen: unknown[] = [];
  const used: number[] = [];
  for (const url of urls) {
    const open = await pool.take(need(url));
    if (!seen.includes(open.context)) seen.push(open.context);
    used.push(seen.indexOf(open.context) + 1);
    await pool.giveBack(open);
  }
  return used;
};

describe.skipIf(found === null)('contexts (skipped only where no browser is installed)', () => {
  beforeAll(async () => {
    own = watchOwnBrowsers();
    site = await startTestSite({
      pages: {
        '/keeper': (_request, response) =>
          response
            .writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=600' })
            .end(keeper),
      },
    });
    launched = await launchBrowser({ path: found?.path ?? '' });
  });
  afterAll(async () => {
    await renderer?.close();
    await launched.kill();
    for (const pool of pools) await pool.close();
    await site.close();
    expect(await own.left()).toEqual([]);
    own.stop();
  });

  const one = 'https://jobs.example.com/1';
  const other = 'https://work.example.org/1';

  it('are used again for their site alone', async () => {
    expect(await contextsOf(openPool(), [one, `${one}2`, other, one, other])).toEqual([1, 1, 2, 1, 2]);
  });

  it('are not shared between ways out, nor with pages that are clicked', async () => {
    const pool = openPool();
    const plain = await pool.take(need(one));
    await pool.giveBack(plain);
    const clicked = await pool.take(need(one, true));
    expect(clicked.context).not.toBe(plain.context);
    const exit = {
      id: '1',
      name: 'Riga',
      kind: 'http',
      host: '127.0.0.1',
      port: 9,
      credentials: null,
    } as const;
    const elsewhere = await pool.take({ ...need(one), exit });
    expect(elsewhere.context).not.toBe(plain.context);
    expect(elsewhere.proxy.url).not.toBe(plain.proxy.url);
  });

  it('are given up after a number of pages', async () => {
    expect(await contextsOf(openPool({ pagesPerContext: 2 }), [one, one, one, one, one])).toEqual([
      1, 1, 2, 2, 3,
    ]);
  });

  it('are given up when they are old', async () => {
    expect(await contextsOf(openPool({ contextAgeMs: 0 }), [one, one])).toEqual([1, 2]);
  });

  it('are given up when their pages hold much memory', async () => {
    expect(await contextsOf(openPool({ contextHeapBytes: 1 }), [one, one])).toEqual([1, 2]);
    const pool = openPool({ contextHeapBytes: 64 * 1024 * 1024 });
    const open = await pool.take(need(one));
    await open.tab.page.evaluate('globalThis.held = new Uint8Array(80e6).fill(1)');
    await pool.giveBack(open);
    expect((await pool.take(need(one))).context).not.toBe(open.context);
  });

  it('of no more than two sites wait', async () => {
    const before = launched.browser.contexts().length;
    const urls = ['a', 'b', 'c', 'd'].map((name) => `https://${name}.example.com/`);
    await contextsOf(openPool(), urls);
    expect(launched.browser.contexts().length - before).toBe(2);
  });

  it('are not used again once their page crashed while they waited', async () => {
    const pool = openPool();
    const open = await pool.take(need(one));
    await pool.giveBack(open);
    const crash = open.tab.session.send('Page.crash').catch(() => undefined);
    await open.tab.ended.catch(() => undefined);
    expect((await pool.take(need(one))).context).not.toBe(open.context);
    await crash;
  });

  it('are not used again by who gave them back in vain', async () => {
    const pool = openPool();
    const [first, second, third] = await Promise.all(
      ['a', 'b', 'c'].map((name) => pool.take(need(`https://${name}.example.com/`))),
    );
    if (!first || !second || !third) throw new Error('no contexts');
    await pool.giveBack(first);
    await pool.giveBack(second);
    const closeFirst = first.context.close.bind(first.context);
    first.context.close = () => Promise.reject(new Error('it hangs'));
    await expect(pool.giveBack(third)).rejects.toThrow('it hangs');
    // Its visitor gives it up then.
    await third.context.close();
    expect((await pool.take(need('https://c.example.com/'))).context).not.toBe(third.context);
    await closeFirst();
  });

  it('keep nothing that a page left behind, and load it anew', async () => {
    renderer = createPageRenderer({
      browserPath: found?.path ?? '',
      guard: createAddressGuard({ allowedPrivateHosts: [site.host] }),
      userAgent: 'Lurewatch/0.1',
    });
    const request = {
      ...{ url: `${site.url}/keeper`, exit: null, withScreenshot: false, isAllowed: async () => true },
      steps: { waitFor: '[data-done]' },
    };
    for (let visit = 1; visit <= 3; visit += 1) {
      const end = await renderer.render(request);
      const html = end.end === 'rendered' ? end.page.html : JSON.stringify(end);
      expect(html).toContain('data-found="[&quot;&quot;,&quot;&quot;,&quot;&quot;,&quot;&quot;,');
      expect(html).toContain('data-version="0"');
      expect(site.hits.filter((hit) => hit.path === '/keeper')).toHaveLength(visit);
    }
  });
});
