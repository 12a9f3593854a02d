/**
 * `npm run bench -- browser [--pages N] [--runs N] [--crash-every N]`: pages that scripts build, shown in the browser of
 * this machine through its filtering proxy, from a loopback site in this process. Then as many pages while renderers and
 * whole browsers are killed at random; nothing of a browser may be left afterwards.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { findBrowser } from '../../src/platform/browser/find-browser.ts';
import { createPageRenderer, type PageRenderer } from '../../src/platform/browser/page-renderer.ts';
import { createAddressGuard } from '../../src/platform/net/address-guard.ts';
import { type OwnBrowsers, watchOwnBrowsers } from '../fixtures/browser-processes.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';

const atOnce = 2;

interface Counted {
  shown: number;
  failed: number;
  seconds: number;
}

/** Shows `pages` pages; one that fails is tried again as a visit would, up to four times. */
const showAll = async (renderer: PageRenderer, site: TestSite, pages: number): Promise<Counted> => {
  const startedAt = performance.now();
  const counted = { shown: 0, failed: 0 };
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < pages) {
      const page = next;
      next += 1;
      if (await showOne(renderer, `${site.url}/scripted?page=${page}`)) counted.shown += 1;
      else counted.failed += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { ...counted, seconds: (performance.now() - startedAt) / 1000 };
};

const tries = 4;

const showOne = async (renderer: PageRenderer, url: string): Promise<boolean> => {
  for (let made = 0; made < tries; made += 1) {
    const request = { url, exit: null, steps: null, withScreenshot: false, isAllowed: async () => true };
    const end = await renderer.render(request).catch(() => undefined);
    if (end?.end === 'rendered' && end.page.html.includes('href="/jobs/ad-1"')) return true;
  }
  return false;
};

/** Kills one process of the browsers now and then: any, and each fifth time a browser itself; the answer stops it. */
const killNowAndThen = (everyMs: number, own: OwnBrowsers): (() => Map<string, number>) => {
  const kills = new Map<string, number>();
  let made = 0;
  const timer = setInterval(() => {
    const all = own.processes();
    const among = made % 5 === 4 ? all.filter((one) => one.type === 'browser') : all;
    const chosen = among[Math.floor(Math.random() * among.length)];
    if (!chosen) return;
    made += 1;
    kills.set(chosen.type, (kills.get(chosen.type) ?? 0) + 1);
    own.kill(chosen);
  }, everyMs);
  return () => {
    clearInterval(timer);
    return kills;
  };
};

const cpuTicksPerSecond = 100;

/** Processor seconds of a process, with those of its children that have ended; 0 when it has gone. */
const cpuSecondsOf = (pid: number): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15);
    return ticks.reduce((sum, one) => sum + Number(one), 0) / cpuTicksPerSecond;
  } catch {
    // Ended between being listed and read.
    return 0;
  }
};

const cpuSecondsOfAll = (own: OwnBrowsers): number =>
  [process.pid, ...own.processes().map((one) => one.pid)].reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const run = async (argv: string[]): Promise<number> => {
  const { values } = parseArgs({
    args: argv,
    options: {
      pages: { type: 'string', default: '1000' },
      runs: { type: 'string', default: '3' },
      'quiet-pages': { type: 'string', default: '150' },
      'crash-every': { type: 'string', default: '4000' },
    },
  });
  const browser = findBrowser();
  if (!browser) {
    process.stdout.write('There is no browser on this machine.\n');
    return 3;
  }
  const site = await startTestSite();
  const guard = createAddressGuard({ allowedPrivateHosts: [site.host] });
  const open = (): PageRenderer =>
    createPageRenderer({ browserPath: browser.path, guard, userAgent: 'Lurewatch/bench' });
  const own = watchOwnBrowsers();
  const paces: number[] = [];
  const cpu: number[] = [];
  for (let at = 1; at <= Number(values.runs); at += 1) {
    const renderer = open();
    await showAll(renderer, site, atOnce);
    const before = cpuSecondsOfAll(own);
    const { shown, seconds } = await showAll(renderer, site, Number(values['quiet-pages']));
    cpu.push((cpuSecondsOfAll(own) - before) / shown);
    await renderer.close();
    paces.push(shown / seconds);
    process.stdout.write(
      `run ${at}: ${(shown / seconds).toFixed(2)} pages/s, ${cpu.at(-1)?.toFixed(2)} s of processor time a page\n`,
    );
  }
  const renderer = open();
  const stop = killNowAndThen(Number(values['crash-every']), own);
  const crashed = await showAll(renderer, site, Number(values.pages));
  const kills = [...stop()];
  await renderer.close();
  // What was killed takes a moment to go.
  const left = (await own.left()).length;
  own.stop();
  await site.close();
  process.stdout.write(
    `\n${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}, two pages at a time\n` +
      `quiet: median ${median(paces).toFixed(2)} pages/s of ${values.runs} runs of ${values['quiet-pages']} pages, ` +
      `${median(cpu).toFixed(2)} s of processor time a page, browser, proxy and site included\n` +
      `with ${kills.reduce((sum, [, times]) => sum + times, 0)} processes killed ` +
      `(${kills.map(([type, times]) => `${times} ${type}`).join(', ')}): ${crashed.shown} of ${values.pages} pages shown, ${crashed.failed} given up, ` +
      `${(crashed.shown / crashed.seconds).toFixed(2)} pages/s\n` +
      `browser processes left: ${left}\n`,
  );
  return left === 0 && crashed.failed === 0 ? 0 : 1;
};

export default run;
