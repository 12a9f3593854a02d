import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FetchEnd } from '../../crawlers/fetching/fetch-contract.ts';
import { createPageRendering } from '../../crawlers/fetching/render-page.ts';
import type { PageRenderer, RenderEnd, RenderRequest } from '../../src/platform/browser/page-renderer.ts';
import { browser, openTestRenderer, renderRequest } from '../fixtures/test-renderer.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';

let site: TestSite;
let renderer: PageRenderer;

const pngSize = (png: Buffer): { width: number; height: number } => ({
  width: png.readUInt32BE(16),
  height: png.readUInt32BE(20),
});

/** Browser processes that belong to this test's process. */
const ownBrowsers = (): number =>
  execFileSync('ps', ['-eo', 'ppid,args'])
    .toString()
    .split('\n')
    .filter((line) => line.trim().startsWith(`${process.pid} `) && /chrom/i.test(line)).length;

const render = (path: string, more: Partial<RenderRequest> = {}): Promise<RenderEnd> =>
  renderer.render(
    renderRequest(new URL(path, site.url).href, {
      isAllowed: async (url) => !url.includes('/forbidden/'),
      ...more,
    }),
  );

describe.skipIf(browser === null)(
  'showing pages in a real browser (skipped only where none is installed)',
  () => {
    beforeAll(async () => {
      site = await startTestSite({
        pages: {
          '/pictures': (_request, response) =>
            response
              .writeHead(200, { 'content-type': 'text/html' })
              .end('<h1>Pictures</h1><img src="/picture.png">'),
          '/by-script': (_request, response) =>
            response
              .writeHead(200, { 'content-type': 'text/html' })
              .end('<script>location.href = "/forbidden/page"</script><p>going</p>'),
          '/more': (_request, response) =>
            response
              .writeHead(200, { 'content-type': 'text/html' })
              .end(
                '<button id="more" onclick="this.outerHTML=`<p id=shown>shown at last</p>`">More</button>',
              ),
        },
      });
      renderer = openTestRenderer(site, { pageTimeoutMs: 6000, navigationTimeoutMs: 4000 });
    });
    afterAll(async () => {
      await renderer.close();
      await site.close();
      expect(ownBrowsers()).toBe(0);
    });

    it('leaves a page that goes to another lane to that one, whether a script or a redirect goes there', async () => {
      const fetchPage = createPageRendering({
        renderer,
        clients: { exitOf: async () => null },
        userAgent: 'Lurewatch/0.1',
      });
      const ask = (path: string): Promise<FetchEnd> =>
        fetchPage({
          ...{ url: `${site.url}${path}`, method: 'GET', body: null, proxyId: null, etag: null },
          ...{ lastModified: null, render: null, isAllowed: async () => true },
          isOfThisLane: (url) => url.endsWith(path),
        });
      expect(await ask('/by-script')).toMatchObject({ end: 'moved', url: `${site.url}/forbidden/page` });
      expect(await ask('/trouble/moved')).toMatchObject({
        ...{ end: 'moved', url: `${site.url}/jobs`, redirects: [`${site.url}/trouble/moved`] },
      });
      expect(site.hits.map(({ path }) => path)).not.toContain('/forbidden/page');
    });

    it('sees what scripts put together, and names itself', async () => {
      const end = await render('/scripted');
      expect(end).toMatchObject({
        end: 'rendered',
        page: { status: 200, remoteAddress: '127.0.0.1', finalUrl: `${site.url}/scripted` },
      });
      if (end.end === 'rendered') expect(end.page.html).toContain('href="/jobs/ad-1"');
      expect(site.hits.find((hit) => hit.path === '/scripted')?.headers['user-agent']).toMatch(
        /Chrome\/.*Lurewatch\/0\.1$/,
      );
    });

    it('takes a screenshot of the whole page, with pictures, no higher than 12,000 px', async () => {
      const end = await render('/trouble/tall', { withScreenshot: true });
      const screenshot = end.end === 'rendered' ? end.page.screenshot : null;
      expect(screenshot && pngSize(screenshot)).toEqual({ width: 1280, height: 12_000 });
      await render('/pictures');
      expect(site.hits.some((hit) => hit.path === '/picture.png')).toBe(false);
      await render('/pictures', { withScreenshot: true });
      expect(site.hits.some((hit) => hit.path === '/picture.png')).toBe(true);
    });

    it('takes bounded steps and goes on without the elements that are missing', async () => {
      const end = await render('/more', { steps: { waitFor: '#more', click: ['#more'], scroll: 1 } });
      expect(end.end === 'rendered' && end.page.html).toContain('shown at last');
    });

    it('keeps dialogs, windows, workers, downloads and inside addresses from a nasty page', async () => {
      const end = await render('/trouble/nasty');
      const html = end.end === 'rendered' ? end.page.html : '';
      expect(html).toContain('<title>fetch refused</title>');
      expect(html).toContain('data-socket="refused"');
      expect(site.hits.some((hit) => hit.path === '/sw.js')).toBe(false);
    });

    it.each([
      ['/trouble/to-forbidden', 'robots.txt does not allow'],
      ['/by-script', 'robots.txt does not allow'],
    ])('does not follow %s', async (path, words) => {
      expect(await render(path)).toMatchObject({ end: 'refused', reason: expect.stringContaining(words) });
      expect(site.hits.some((hit) => hit.path.startsWith('/forbidden/'))).toBe(false);
    });

    it.each(['/trouble/to-forbidden', '/by-script'])(
      'leaves %s for later when the way on could not be judged',
      async (path) => {
        const isAllowed = () => Promise.reject(new Error('the rules could not be read'));
        await expect(render(path, { isAllowed })).rejects.toMatchObject({
          name: 'RetryableError',
          message: expect.stringContaining('the rules could not be read'),
        });
        expect(site.hits.some((hit) => hit.path.startsWith('/forbidden/'))).toBe(false);
      },
    );

    it.each([
      'http://127.0.0.1:8/',
      'http://localhost:9999/',
      'https://localhost:9999/',
      'http://[::1]:9999/',
      'https://169.254.169.254/',
    ])('does not reach %s', async (url) => {
      expect(await render(url)).toMatchObject({
        end: 'refused',
        reason: expect.stringContaining('public address'),
      });
    });

    it('does not follow a redirect to an inside address', async () => {
      expect(await render('/trouble/to-private')).toMatchObject({ end: 'refused' });
    });

    it('says when nothing answers', async () => {
      const nobody = await startTestSite();
      await nobody.close();
      const other = openTestRenderer(nobody);
      await expect(other.render(renderRequest(nobody.url))).rejects.toMatchObject({ name: 'RetryableError' });
      await other.close();
    });

    it('ends a page that hangs, and shows the next one', async () => {
      await expect(render('/trouble/endless-script')).rejects.toMatchObject({ name: 'RetryableError' });
      expect(await render('/jobs/ad-2')).toMatchObject({ end: 'rendered', page: { status: 200 } });
    });

    it('keeps nothing of one visit for the next, two pages at a time', async () => {
      const ends = await Promise.all(
        ['/jobs/ad-1', '/jobs/ad-2', '/jobs/ad-3', '/jobs/ad-4'].map((path) => render(path)),
      );
      expect(ends.map((end) => end.end)).toEqual(['rendered', 'rendered', 'rendered', 'rendered']);
      expect(site.hits.every((hit) => hit.headers.cookie === undefined)).toBe(true);
    });

    it('stops when it is told to', async () => {
      const stop = new AbortController();
      const waiting = render('/trouble/silent', { signal: stop.signal });
      setTimeout(() => stop.abort(new Error('enough')), 300);
      await expect(waiting).rejects.toThrow('enough');
    });
  },
);
