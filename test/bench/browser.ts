/**
 * `npm run bench -- browser [--pages N] [--runs N] [--crash-every N]`: pages that scripts build, shown in the browser of
 * this machine through its filtering proxy, from a loopback site in this process. Then as many pages while renderers and
 * whole browsers are killed at random; nothing of a browser may be left afterwards.
 */
import { execFileSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { processesOf, processGroupOf } from '../../src/platform/browser/browser-processes.ts';
import { findBrowser } from '../../src/platform/browser/find-browser.ts';
import { createPageRenderer, type PageRenderer } from '../../src/platform/browser/page-renderer.ts';
import { createAddressGuard } from '../../src/platform/net/address-guard.ts';
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

/** Process ids of the browsers that this process started. */
const ownBrowsers = (): number[] =>
  execFileSync('ps', ['-eo', 'pid,ppid,args'])
    .toString()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...rest]) => parent === String(process.pid) && rest.join(' ').includes('--user-data-dir='),
    )
    .map(([pid]) => Number(pid));

/** Kills one process of a browser now and then, in turn any and the browser itself; the answer stops it. */
const killNowAndThen = (everyMs: number, groups: Set<number>): (() => number) => {
  let kills = 0;
  const timer = setInterval(() => {
    for (const browser of ownBrowsers()) {
      const group = processGroupOf(browser);
      groups.add(group);
      const all = processesOf(group);
      const chosen = kills % 5 === 4 ? browser : all[Math.floor(Math.random() * all.length)]?.pid;
      if (chosen === undefined) continue;
      kills += 1;
      try {
        process.kill(chosen, 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
  }, everyMs);
  return () => {
    clearInterval(timer);
    return kills;
  };
};

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
  const groups = new Set<number>();
  const paces: number[] = [];
  for (let at = 1; at <= Number(values.runs); at += 1) {
    const renderer = open();
    await showAll(renderer, site, atOnce);
    const { shown, seconds } = await showAll(renderer, site, Number(values['quiet-pages']));
    for (const pid of ownBrowsers()) groups.add(processGroupOf(pid));
    await renderer.close();
    paces.push(shown / seconds);
    process.stdout.write(`run ${at}: ${(shown / seconds).toFixed(2)} pages/s\n`);
  }
  const renderer = open();
  const stop = killNowAndThen(Number(values['crash-every']), groups);
  const crashed = await showAll(renderer, site, Number(values.pages));
  const kills = stop();
  await renderer.close();
  // What was killed takes a moment to go.
  await sleep(1000);
  const left = ownBrowsers().length + [...groups].reduce((sum, group) => sum + processesOf(group).length, 0);
  await site.close();
  process.stdout.write(
    `\n${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}, two pages at a time\n` +
      `quiet: median ${median(paces).toFixed(2)} pages/s of ${values.runs} runs of ${values['quiet-pages']} pages\n` +
      `with ${kills} processes killed: ${crashed.shown} of ${values.pages} pages shown, ${crashed.failed} given up, ` +
      `${(crashed.shown / crashed.seconds).toFixed(2)} pages/s\n` +
      `browser processes left: ${left}\n`,
  );
  return left === 0 && crashed.failed === 0 ? 0 : 1;
};

export default run;
