/** Node, packages, disk, data folder, browser and fonts. */
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBrowser, readBrowserVersion } from '../../platform/browser/find-browser.ts';
import { dataFolderPath, openDataFolder } from '../../platform/data-folder.ts';
import { areBinariesComplete, findNativeBinaries } from '../../platform/database/native-binaries.ts';
import { projectRoot } from '../../platform/discover.ts';
import { diskBudgetSetting, diskFreeSetting, diskProblem, readDiskUse } from '../../platform/disk-budget.ts';
import { bad, type Check, type Checkup, note, ok } from './checkup.ts';

export const checkNode: Check = async () => [
  ok('Node', `${process.versions.node}, ${process.platform} on ${process.arch}`),
];

/** bin/ has compared the packages with the lock file before this ran; what is optional is looked at here. */
export const checkPackages: Check = async () => {
  const { packages } = JSON.parse(
    readFileSync(join(projectRoot, 'node_modules', '.package-lock.json'), 'utf8'),
  ) as { packages: Record<string, unknown> };
  const binaries = findNativeBinaries();
  const isWhole = areBinariesComplete(binaries.folder);
  return [
    ok('Packages', `${Object.keys(packages).length} are installed and fit package-lock.json`),
    isWhole
      ? ok('PostgreSQL', `${binaries.version} came with the packages`)
      : note(
          'PostgreSQL',
          `${binaries.version} came without its links (--ignore-scripts); 'start' restores them`,
        ),
  ];
};

export const checkDataFolder: Check = async () => {
  const path = dataFolderPath();
  if (!existsSync(path))
    return [note('Data folder', `${path} is not there yet; 'start' makes it`), ...checkParent(path)];
  const folder = openDataFolder(path);
  return [checkWritable(folder), checkMode(folder), await checkDisk(folder)];
};

const checkWritable = (folder: string): Checkup => {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return ok('Data folder', folder);
  } catch {
    return bad(
      'Data folder',
      `${folder} can't be written to`,
      'Give it to the user who runs Lurewatch, or set LUREWATCH_DATA.',
    );
  }
};

const checkMode = (folder: string): Checkup => {
  const others = statSync(folder).mode & 0o066;
  return others === 0
    ? ok('Access', 'no other user can read the data folder')
    : bad('Access', 'other users can look into the data folder', `Run: chmod 700 ${folder}`);
};

const checkParent = (path: string): Checkup[] => {
  let parent = dirname(path);
  while (!existsSync(parent)) parent = dirname(parent);
  try {
    accessSync(parent, constants.W_OK);
    return [];
  } catch {
    return [
      bad(
        'Data folder',
        `${path} can't be made: ${parent} is not writable`,
        'Set LUREWATCH_DATA to a folder of yours.',
      ),
    ];
  }
};

const checkDisk = async (folder: string): Promise<Checkup> => {
  const use = await readDiskUse(folder);
  const problem = diskProblem(use, { freeGb: diskFreeSetting.read(), budgetGb: diskBudgetSetting.read() });
  if (problem) return bad('Disk', `crawling pauses: ${problem}`);
  return ok(
    'Disk',
    `${(use.usedBytes / 1e9).toFixed(2)} GB used, ${(use.freeBytes / 1e9).toFixed(1)} GB free`,
  );
};

export const checkBrowser: Check = async () => {
  const found = findBrowser();
  const without = 'Without one, pages built by scripts are not read and leads get no screenshot.';
  if (!found) return [note('Browser', 'none was found', `${without} ${howToGet('chromium')}`)];
  const version = await readBrowserVersion(found.path);
  return [
    version
      ? ok('Browser', `${version} at ${found.path}`)
      : note(
          'Browser',
          `${found.path} does not start`,
          `${without} Run '${found.path} --version' to see why.`,
        ),
  ];
};

const fontFolders = ['/usr/share/fonts', '/usr/local/share/fonts'];

export const checkFonts: Check = async () => {
  if (process.platform !== 'linux') return [];
  const names = fontFolders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map(String));
  const scripts = {
    Burmese: /NotoS\w+Myanmar/,
    Thai: /NotoS\w+Thai/,
    Khmer: /NotoS\w+Khmer/,
    Chinese: /NotoS\w+CJK/,
  };
  const missing = Object.entries(scripts)
    .filter(([, pattern]) => !names.some((name) => pattern.test(name)))
    .map(([script]) => script);
  return [
    missing.length === 0
      ? ok('Fonts', 'there are fonts for Burmese, Thai, Khmer and Chinese')
      : note(
          'Fonts',
          `none for ${missing.join(', ')}: screenshots show boxes`,
          howToGet('fonts-noto-core fonts-noto-cjk'),
        ),
  ];
};

const howToGet = (packages: string): string =>
  existsSync('/etc/debian_version')
    ? `Run: sudo apt-get install ${packages}`
    : packages === 'chromium'
      ? 'Install Chromium or Chrome, or set CHROMIUM_PATH to yours.'
      : 'Install the Noto fonts of your system (Noto Sans and Noto Sans CJK).';
