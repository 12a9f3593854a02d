/**
 * A browser for pages that scripts build and for screenshots, and fonts for Asian scripts: one that is there, else
 * Playwright's own, else Debian's as root, else the line to run. Nothing here stops a start.
 */
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const aptPackages = { browser: ['chromium'], fonts: ['fonts-noto-core', 'fonts-noto-cjk'] };
const downloadLimitMs = 300_000;
const retryAfterMs = 24 * 3_600_000;

export const ensureBrowser = (root, { say }) => {
  const lacking = [];
  if (!findBrowser(root) && !bringBrowser(root, say)) lacking.push(...aptPackages.browser);
  if (!hasFonts()) lacking.push(...aptPackages.fonts);
  if (lacking.length === 0) return;
  if (
    isRootOnDebian() &&
    mayTry(root, 'apt') &&
    installByApt(lacking, say) &&
    findBrowser(root) &&
    hasFonts()
  )
    return;
  noteTry(root, 'apt');
  sayWhatToRun(root, say);
};

/** Path of a browser that starts, or undefined. */
export const findBrowser = (root) =>
  [process.env.CHROMIUM_PATH, playwrightsOwn(root), ...systemBrowsers()].find((path) => path && starts(path));

const starts = (path) => {
  if (!isProgram(path)) return false;
  // Without the libraries that it needs, a downloaded browser is there and does not run.
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
};

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const playwrightsOwn = (root) => {
  const { chromium } = createRequire(join(root, 'package.json'))('playwright-core');
  return chromium.executablePath() || undefined;
};

const systemBrowsers = () => {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(':').filter(Boolean);
  const applications = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...applications].filter(
    isProgram,
  );
};

const bringBrowser = (root, say) => {
  if (!mayTry(root, 'playwright')) return false;
  say('No browser was found. Downloading the one of Playwright (about 300 MB on disk) …');
  const ended = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'],
    {
      stdio: 'ignore',
      timeout: downloadLimitMs,
      env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
    },
  );
  const path = ended.status === 0 ? findBrowser(root) : undefined;
  if (path) {
    say(`The browser is installed: ${path}`);
    return true;
  }
  noteTry(root, 'playwright');
  say(
    ended.status === 0
      ? 'It was downloaded, but libraries that it needs are missing.'
      : 'It could not be downloaded.',
  );
  return false;
};

const hasFonts = () => {
  if (process.platform !== 'linux') return true;
  const names = fontFiles('/usr/share/fonts').concat(fontFiles('/usr/local/share/fonts'));
  const has = (pattern) => names.some((name) => pattern.test(name));
  return has(/NotoS\w+Myanmar/) && has(/NotoS\w+Thai/) && has(/NotoS\w+CJK/);
};

const fontFiles = (folder) =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];

const isRootOnDebian = () =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');

const installByApt = (packages, say) => {
  say(`Installing ${packages.join(' ')} by apt (up to 800 MB on disk) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('/usr/bin/apt-get', args, { stdio: ['ignore', 'ignore', 2], env }).status === 0;
  const install = () => apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  return install() || (apt('update', '-qq') && install());
};

const sayWhatToRun = (root, say) => {
  const isDebian = existsSync('/etc/debian_version');
  const playwright = `npx --prefix ${root} playwright-core install --with-deps chromium`;
  if (!findBrowser(root))
    say(
      'Going on without a browser: pages built by scripts are not read, and leads get no screenshot. To mend it, run\n' +
        `  ${isDebian ? `sudo apt-get install ${aptPackages.browser.join(' ')}` : playwright}\n` +
        'or set CHROMIUM_PATH to a Chromium or Chrome that you have.',
    );
  if (!hasFonts())
    say(
      'Fonts for Burmese, Thai or Chinese are missing: screenshots would show boxes. To mend it, ' +
        (isDebian
          ? `run\n  sudo apt-get install ${aptPackages.fonts.join(' ')}`
          : 'install the Noto fonts of your system (Noto Sans and Noto Sans CJK).'),
    );
};

const notesFile = (root) => join(root, 'node_modules', '.cache', 'lurewatch-browser.json');

const readNotes = (root) => {
  try {
    return JSON.parse(readFileSync(notesFile(root), 'utf8'));
  } catch {
    // No note, or a broken one: nothing was tried.
    return {};
  }
};

/** What failed is not tried again at every start. */
const mayTry = (root, what) => Date.now() - (readNotes(root)[what] ?? 0) > retryAfterMs;

const noteTry = (root, what) => {
  try {
    mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
    writeFileSync(notesFile(root), JSON.stringify({ ...readNotes(root), [what]: Date.now() }));
  } catch {
    // A checkout that is not ours to write: it is tried again next time.
  }
};
