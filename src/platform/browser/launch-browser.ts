/** Starts a browser for hostile pages: everything through the filtering proxy, no background traffic of its own. */
import { homedir, tmpdir } from 'node:os';
import type { Browser } from 'playwright-core';
import { MissingServiceError } from '../../domain/failure.ts';
import { endProcesses, processesNaming, processGroupOf, profileFolderOf } from './browser-processes.ts';
import { withDeadline, withinMs } from './time-limits.ts';
import { watchOwner } from './watch-owner.ts';

export interface LaunchedBrowser {
  browser: Browser;
  /** Of all its processes. */
  processGroup: number;
  /** Lets it close within five seconds, `at-once` not even that; ends it for certain, hung pages included. */
  kill(how?: 'gently' | 'at-once'): Promise<void>;
}

/** Nothing listens here: a context without a proxy of its own reaches nothing. */
const nowhere = 'http://127.0.0.1:9';

const switches = [
  // Per page; one that takes more crashes.
  '--js-flags=--max-old-space-size=512',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--no-pings',
  '--mute-audio',
  '--dns-prefetch-disable',
  // WebRTC would open UDP sockets past the proxy.
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  // Nothing may be resolved or reached but the proxies on loopback, which resolve and check.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** Without the variables of this process: a page's browser needs no database password. */
const environment = (): Record<string, string> => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: homedir(),
  TMPDIR: tmpdir(),
  LANG: 'C.UTF-8',
});

const closeTimeoutMs = 5000;

const isRoot = (): boolean => process.getuid?.() === 0;

/** Its contexts name their proxies themselves. */
export const launchBrowser = async (options: { path: string }): Promise<LaunchedBrowser> => {
  const { chromium } = await import('playwright-core');
  const browser = await chromium
    .launch({
      executablePath: options.path,
      headless: true,
      args: switches,
      // Windows that scripts open unasked are blocked by the browser itself, before their first request.
      ignoreDefaultArgs: ['--disable-popup-blocking'],
      // Chromium's sandbox does not run as root; everywhere else it stays on.
      chromiumSandbox: !isRoot(),
      proxy: { server: nowhere, bypass: '<-loopback>' },
      env: environment(),
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      timeout: 30_000,
    })
    .catch((error: Error) => {
      throw new MissingServiceError(
        `the browser ${options.path} does not start: ${error.message.split('\n')[0]}; set CHROMIUM_PATH to one that does`,
        { cause: error },
      );
    });
  const pid = await withDeadline(
    browserProcessId(browser),
    closeTimeoutMs,
    'the browser started and then did not answer',
  ).catch(async (error: Error) => {
    await withinMs(browser.close(), closeTimeoutMs);
    throw error;
  });
  const processGroup = processGroupOf(pid);
  const profile = profileFolderOf(pid);
  const stopWatching = watchOwner(pid);
  const endAll = (): void => endProcesses([-processGroup, pid, ...(profile ? processesNaming(profile) : [])]);
  browser.once('disconnected', () => {
    stopWatching();
    // A browser that was killed leaves what it started; one that closed leaves nothing.
    endAll();
  });
  return { browser, processGroup, kill: (how = 'gently') => killBrowser(browser, endAll, how) };
};

const browserProcessId = async (browser: Browser): Promise<number> => {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const own = processInfo.find((one) => one.type === 'browser');
  if (!own) throw new MissingServiceError('the browser does not name its own process');
  return own.id;
};

/** Asks it to close; when it does not within five seconds, all its processes are ended. */
const killBrowser = async (
  browser: Browser,
  endAll: () => void,
  how: 'gently' | 'at-once',
): Promise<void> => {
  if (how === 'gently' && (await withinMs(browser.close(), closeTimeoutMs))) return;
  endAll();
  // Ends with the last of its process and its profile folder.
  await withinMs(browser.close(), closeTimeoutMs);
};
