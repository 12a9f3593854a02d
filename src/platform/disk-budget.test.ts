import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDiskBudget, diskProblem, readDiskUse } from './disk-budget.ts';

describe('the disk budget', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('says what to do when too little is free or too much is used, and nothing otherwise', () => {
    const limits = { freeGb: 2, budgetGb: 30 };
    expect(diskProblem({ freeBytes: 5e9, usedBytes: 1e9 }, limits)).toBeUndefined();
    expect(diskProblem({ freeBytes: 1.5e9, usedBytes: 1e9 }, limits)).toMatch(
      /only 1\.5 GB.*LUREWATCH_DISK_FREE_GB/,
    );
    expect(diskProblem({ freeBytes: 5e9, usedBytes: 31e9 }, limits)).toMatch(
      /31\.0 GB.*LUREWATCH_DISK_BUDGET_GB/,
    );
  });

  it('counts what stands in the folder, and pauses beyond the setting', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lurewatch-disk-'));
    try {
      await writeFile(join(folder, 'file'), Buffer.alloc(3_000_000, 1));
      expect((await readDiskUse(folder)).usedBytes).toBeGreaterThanOrEqual(3_000_000);
      expect(await createDiskBudget(folder)()).toBeUndefined();
      vi.stubEnv('LUREWATCH_DISK_BUDGET_GB', '0.001');
      expect(await createDiskBudget(folder)()).toContain('LUREWATCH_DISK_BUDGET_GB');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('refuses a setting that is no number', () => {
    vi.stubEnv('LUREWATCH_DISK_FREE_GB', 'much');
    expect(() => createDiskBudget(tmpdir())).toThrow(/LUREWATCH_DISK_FREE_GB is set wrongly/);
  });
});
