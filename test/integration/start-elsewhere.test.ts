/** `start` from checkouts that are closed to others, or not the user's own. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/platform/discover.ts';
import { killDatabase, killTree, type RunningProgram, runProgram } from './run-deployment.ts';

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const notCopied = new Set(['node_modules', 'dist', '.git']);

let folder: string;
let checkout: string;
let dataFolder: string;
let running: RunningProgram | undefined;

/** With hard links to the packages, which are hundreds of megabytes. */
const copyCheckout = (to: string): void => {
  const copy = (...args: string[]): unknown => execFileSync('cp', [...args, to], { stdio: 'pipe' });
  for (const name of readdirSync(projectRoot)) if (!notCopied.has(name)) copy('-a', join(projectRoot, name));
  const packages = join(projectRoot, 'node_modules');
  try {
    copy('-al', packages);
  } catch {
    // The folder for temporary files is on another disk.
    rmSync(join(to, 'node_modules'), { recursive: true, force: true });
    copy('-a', packages);
  }
};

const start = async (as: { uid?: number; gid?: number; home: string }): Promise<string> => {
  const { home, ...spawnOptions } = as;
  running = await runProgram(['start', '--no-demo', '--no-browser', '--data', dataFolder], {
    environment: { HOME: home },
    readyWords: 'Ctrl-C stops everything',
    root: checkout,
    spawnOptions,
  });
  return /Lurewatch runs at (\S+)/.exec(running.output())?.[1] ?? '';
};

beforeAll(() => {
  if (!isRoot) return;
  folder = mkdtempSync(join(tmpdir(), 'lurewatch-elsewhere-'));
  checkout = join(folder, 'checkout');
  mkdirSync(checkout);
  copyCheckout(checkout);
});
afterEach(async () => {
  if (running?.child.pid && running.child.exitCode === null) killTree(running.child.pid);
  if (dataFolder) await killDatabase(dataFolder);
  running = undefined;
});
afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

describe('lurewatch start', () => {
  beforeEach((test) => {
    if (!isRoot) test.skip('only root can be another user, and needs to start from a folder of its own');
  });

  it('runs as root with checkout and data below a folder of mode 0700', async () => {
    chmodSync(folder, 0o700);
    dataFolder = join(folder, 'data');
    const address = await start({ home: folder });
    expect((await fetch(address)).status).toBe(200);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(await running?.interrupt()).toBe(0);
  });

  it('runs as an ordinary user whose home is not there, from a checkout that is not theirs to write', async () => {
    chmodSync(folder, 0o755);
    dataFolder = join(folder, 'data-of-nobody');
    mkdirSync(dataFolder);
    chownSync(dataFolder, nobody, nobody);
    const address = await start({ uid: nobody, gid: nobody, home: '/nonexistent' });
    expect((await fetch(address)).status).toBe(200);
    const owners = readdirSync(dataFolder).map((name) => statSync(join(dataFolder, name)).uid);
    expect(new Set(owners)).toEqual(new Set([nobody]));
    expect(await running?.interrupt()).toBe(0);
  });

  it('does not start with rules that are broken, and names the file, rather than end every page as unreadable', async () => {
    dataFolder = join(folder, 'data-of-broken-rules');
    writeFileSync(join(checkout, 'classifiers', 'indicators', 'broken-one.yaml'), 'indicator: [');
    await expect(start({ home: folder })).rejects.toThrow(/start ended with [13]: .*broken-one\.yaml/s);
  });
});
