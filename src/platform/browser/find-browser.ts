/** Looks for a Chromium on this machine: the one that is named, Playwright's own, then the system's. */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { MissingServiceError } from '../../domain/failure.ts';
import { declareSetting } from '../settings.ts';

export const chromiumPathSetting = declareSetting({
  name: 'CHROMIUM_PATH',
  schema: z.string().optional(),
  defaultText: 'looked for',
  sentence: 'The browser to use: the full path of a Chromium or Chrome program.',
});

export interface FoundBrowser {
  path: string;
  source: 'setting' | 'playwright' | 'system';
}

const requireLater = createRequire(import.meta.url);

const canRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there or not ours to run: the next place is looked at.
    return false;
  }
};

const systemPaths = (): string[] => [
  ...['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/opt/chromium'].flatMap((folder) =>
    ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'].map((name) =>
      join(folder, name),
    ),
  ),
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  join(homedir(), 'Applications/Chromium.app/Contents/MacOS/Chromium'),
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files\\Chromium\\Application\\chrome.exe',
];

/** Where Playwright keeps what it downloaded, by its documentation ("Managing browser binaries"). */
const playwrightFolder = (): string => {
  const home = homedir();
  if (platform() === 'darwin') return join(home, 'Library', 'Caches', 'ms-playwright');
  if (platform() === 'win32')
    return join(process.env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'ms-playwright');
  return join(process.env.XDG_CACHE_HOME ?? join(home, '.cache'), 'ms-playwright');
};

/** Loading Playwright costs some 40 MB: only where it may have downloaded something, or is told to look elsewhere. */
const mayHaveDownloaded = (): boolean =>
  process.env.PLAYWRIGHT_BROWSERS_PATH !== undefined || existsSync(playwrightFolder());

/** `…/ms-playwright/chromium-1255/chrome-linux64/chrome`, or the headless shell that stands beside it. */
const playwrightPaths = (): string[] => {
  if (!mayHaveDownloaded()) return [];
  const { chromium } = requireLater('playwright-core') as typeof import('playwright-core');
  const own = chromium.executablePath();
  if (own === '') return [];
  const browsers = dirname(dirname(dirname(own)));
  return [own, ...headlessShells(browsers)];
};

const headlessShells = (folder: string): string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.startsWith('chromium_headless_shell-'))
      .flatMap((name) => {
        const inside = join(folder, name);
        return readdirSync(inside).map((platform) => join(inside, platform, shellName(platform)));
      });
  } catch {
    // Playwright has downloaded nothing here.
    return [];
  }
};

const shellName = (platform: string): string =>
  platform.includes('win') ? 'headless_shell.exe' : 'headless_shell';

/** Null when there is none. Throws MissingServiceError when CHROMIUM_PATH names something that can't be run. */
export const findBrowser = (): FoundBrowser | null => {
  const named = chromiumPathSetting.read();
  if (named !== undefined) {
    if (canRun(named)) return { path: named, source: 'setting' };
    throw new MissingServiceError(
      `CHROMIUM_PATH names '${named}', but there is no program that can be run; correct or unset it`,
    );
  }
  const own = playwrightPaths().find(canRun);
  if (own !== undefined) return { path: own, source: 'playwright' };
  const system = systemPaths().find(canRun);
  return system === undefined ? null : { path: system, source: 'system' };
};

/** What the browser says of itself, such as `Chromium 156.0.8078.79`; undefined when it does not answer. */
export const readBrowserVersion = async (path: string): Promise<string | undefined> => {
  const answer = await promisify(execFile)(path, ['--version'], { timeout: 10_000 }).catch(() => undefined);
  return answer?.stdout.trim().slice(0, 120) || undefined;
};
