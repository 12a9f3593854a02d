/** Starts a browser for hostile pages: everything through the filtering proxy, no background traffic of its own. */
import { homedir, tmpdir } from 'node:os';
import type { Browser } from 'playwright-core';
import { MissingServiceError } from '../../domain/failure.ts';
import { withinMs } from './time-limits.ts';

export interface LaunchedBrowser {
  browser: Browser;
  /** Ends it for certain, hung pages included. */
  kill(): Promise<void>;
}

const switches = (proxyUrl: string): string[] => [
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
  // Nothing may be resolved or reached but the proxy, which resolves and checks.
  `--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE ${new URL(proxyUrl).hostname}`,
];

/** Without the variables of this process: a page's browser needs no database password. */
const environment = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: homedir(),
  TMPDIR: tmpdir(),
  LANG: 'C.UTF-8',
};

const closeTimeoutMs = 5000;

const isRoot = (): boolean => process.getuid?.() === 0;

export const launchBrowser = async (options: {
  path: string;
  proxyUrl: string;
}): Promise<LaunchedBrowser> => {
  const { chromium } = await import('playwright-core');
  const browser = await chromium
    .launch({
      executablePath: options.path,
      headless: true,
      args: switches(options.proxyUrl),
      // Chromium's sandbox does not run as root; everywhere else it stays on.
      chromiumSandbox: !isRoot(),
      proxy: { server: options.proxyUrl, bypass: '<-loopback>' },
      env: environment,
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
  const pid = await browserProcessId(browser);
  return { browser, kill: () => killBrowser(browser, pid) };
};

const browserProcessId = async (browser: Browser): Promise<number | undefined> => {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.find((one) => one.type === 'browser')?.id;
};

/** Asks it to close; when it does not within five seconds, its whole process group is ended. */
const killBrowser = async (browser: Browser, pid: number | undefined): Promise<void> => {
  const closed = browser.close().then(() => true);
  if (await withinMs(closed, closeTimeoutMs)) return;
  if (pid !== undefined) endProcessGroup(pid);
  await withinMs(closed, closeTimeoutMs);
};

const endProcessGroup = (pid: number): void => {
  for (const target of [-pid, pid])
    try {
      process.kill(target, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
};
