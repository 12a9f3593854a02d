/** Compares node_modules with package-lock.json and lets npm bring what is missing. */
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Names of packages that the lock file asks for and npm's own record of node_modules lacks. Takes some milliseconds. */
export const missingPackages = (root, { needsDevelopment }) => {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages ?? {};
  return Object.entries(wanted)
    .filter(([path, entry]) => {
      // What is optional is for other systems mostly; who needs it says so itself.
      if (path === '' || entry.optional || entry.devOptional || entry.link) return false;
      if (entry.dev && !needsDevelopment) return false;
      return installed[path]?.version !== entry.version;
    })
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
};

/** 0 when everything is there; else an exit code, after saying what to do. */
export const ensurePackages = (root, { needsDevelopment, say }) => {
  const missing = missingPackages(root, { needsDevelopment });
  if (missing.length === 0) return 0;
  const isWhole =
    needsDevelopment || missingPackages(root, { needsDevelopment: true }).length < missing.length;
  say(
    'Installing the packages with npm; the first time this takes a minute or two and about 800 MB on disk …',
  );
  const started = Date.now();
  const ended = runNpm(root, ['ci', ...(isWhole ? [] : ['--omit=dev'])]);
  if (ended.error?.code === 'ENOENT') {
    say('npm was not found: install it together with Node from https://nodejs.org/, then start again.');
    return 3;
  }
  if (ended.status !== 0 || missingPackages(root, { needsDevelopment }).length > 0) {
    say(
      `npm could not install the packages. Run 'npm ci' in ${root} to see why; it needs the network and a writable folder.`,
    );
    return 3;
  }
  const megabytes = Math.round(folderBytes(join(root, 'node_modules')) / 1e6);
  say(
    `Packages are installed: ${megabytes} MB in node_modules, ${Math.round((Date.now() - started) / 1000)} s.`,
  );
  return 0;
};

const runNpm = (root, args) => {
  const flags = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const cache = isCacheWritable() ? undefined : mkdtempSync(join(tmpdir(), 'lurewatch-npm-'));
  const env = { ...process.env, ...(cache ? { npm_config_cache: cache } : {}) };
  // npm's own words go to stderr: stdout belongs to the command.
  const options = { cwd: root, env, stdio: ['ignore', 2, 2] };
  try {
    return process.env.npm_execpath
      ? spawnSync(process.execPath, [process.env.npm_execpath, ...args, ...flags], options)
      : spawnSync('npm', [...args, ...flags], options);
  } finally {
    if (cache) rmSync(cache, { recursive: true, force: true });
  }
};

/** A home folder that can't be written to (containers, services) must not stop npm. */
const isCacheWritable = () => {
  let folder = process.env.npm_config_cache ?? join(homedir(), '.npm');
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return folder !== '/' || process.env.npm_config_cache !== undefined;
  } catch {
    return false;
  }
};

const folderBytes = (folder) => {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += folderBytes(path);
    else if (entry.isFile()) bytes += statSync(path).blocks * 512;
  }
  return bytes;
};
