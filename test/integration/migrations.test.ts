import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/database.ts';
import { differenceToSchema, migrate, migrationState, readMigrations } from '../../src/storage/migrate.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';

describe('migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase({ isMigrated: false });
  });
  afterAll(() => database.stop());

  it('are applied once, however many start together, and lead to the schema', async () => {
    const other = openDatabase({ connectionString: database.connectionString });
    const applied = await Promise.all([migrate(database), migrate(other), migrate(database)]);
    await other.close();
    const names = (await readMigrations()).migrationDirectories.map((one) => one.path);
    expect(applied.flat()).toEqual(names);
    expect(await migrationState(database.pool, names)).toEqual({ applied: names, missing: [] });
    expect(await migrate(database)).toEqual([]);
    expect(await differenceToSchema(database.connectionString)).toBe('');
  });

  it('show a difference when the database lacks what the schema names', async () => {
    await database.pool.query('alter table setting drop column value');
    expect(await differenceToSchema(database.connectionString)).toContain('ADD COLUMN     "value" JSONB');
    await database.pool.query("alter table setting add column value jsonb not null default '{}'");
  });

  it('fail with their folder named when it is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lurewatch-migrations-'));
    await rm(folder, { recursive: true });
    await expect(migrate(database, folder)).rejects.toThrow(folder);
  });
});
