import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { makeTemporaryFolder } from './temporary-folder.ts';

it('sweeps what a killed crawl left, and leaves alone what belongs to a living one', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'lurewatch-sweep-'));
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  await mkdir(join(parent, `lurewatch-crawl-${dead}-aaaaaa`, 'evidence'), { recursive: true });
  await mkdir(join(parent, `lurewatch-crawl-${process.ppid}-bbbbbb`));
  await mkdir(join(parent, 'something-else'));
  const made = await makeTemporaryFolder(parent);
  expect((await readdir(parent)).sort()).toEqual(
    [basename(made), `lurewatch-crawl-${process.ppid}-bbbbbb`, 'something-else'].sort(),
  );
  await rm(parent, { recursive: true });
});
