/** Brings a database to the state of prisma/migrations, in Prisma's own format and bookkeeping. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { MissingServiceError } from '../domain/failure.ts';
import { projectRoot } from '../platform/discover.ts';
import type { Database } from './database.ts';
import type { MigrationList, SchemaContainer } from './schema-engine.ts';

export const migrationsFolder = join(projectRoot, 'prisma', 'migrations');
const schemaFile = join(projectRoot, 'prisma', 'schema.prisma');

export const readSchema = async (): Promise<SchemaContainer> => ({
  path: schemaFile,
  content: await readFile(schemaFile, 'utf8'),
});

export const readMigrations = async (folder = migrationsFolder): Promise<MigrationList> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(join(folder, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  );
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(join(folder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories,
  };
};

const noFilters = { externalTables: [], externalEnums: [] };

/** Any number; the same for every Lurewatch, so that two that start together migrate one after the other. */
const migrationLock = 7_265_301;

/** The engine and its adapter cost some 50 MB: loaded only when there is something to apply. */
const openEngine = async (connectionString: string, schema: SchemaContainer) => {
  const { openSchemaEngine } = await import('./schema-engine.ts');
  return openSchemaEngine(connectionString, schema);
};

/**
 * The tables of a database that is thrown away with its process: the same migrations as plain SQL, without the
 * engine and without its bookkeeping, which nobody will ask for.
 */
export const createThrowawayTables = async ({ pool }: Pick<Database, 'pool'>): Promise<void> => {
  const { migrationDirectories } = await readMigrations();
  for (const { migrationFile } of migrationDirectories) await pool.query(migrationFile.content.value);
};

/** Applies what is missing and returns the names of what was applied. */
export const migrate = async (
  { pool, connectionString }: Pick<Database, 'pool' | 'connectionString'>,
  folder = migrationsFolder,
): Promise<string[]> => {
  const migrationsList = await readMigrations(folder);
  const holder = await pool.connect();
  try {
    await holder.query('select pg_advisory_lock($1)', [migrationLock]);
    if (await isUpToDate(pool, migrationsList)) return [];
    const { engine, close } = await openEngine(connectionString, await readSchema());
    try {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilters });
      return appliedMigrationNames;
    } finally {
      await close();
    }
  } finally {
    // Ends the session and with it the lock, also when the session is in a bad state.
    holder.release(true);
  }
};

/** Saves loading the engine (0.1 s) on every ordinary start. */
const isUpToDate = async (pool: pg.Pool, { migrationDirectories }: MigrationList): Promise<boolean> => {
  const { missing } = await migrationState(
    pool,
    migrationDirectories.map((one) => one.path),
  );
  return missing.length === 0;
};

/** What is applied, and what of `names` is missing. A migration that failed half-way counts as missing. */
export const migrationState = async (
  pool: pg.Pool,
  names: string[],
): Promise<{ applied: string[]; missing: string[] }> => {
  const table = await pool.query("select to_regclass('_prisma_migrations') is not null as found");
  if (!table.rows[0]?.found) return { applied: [], missing: names };
  const { rows } = await pool.query<{ name: string }>(
    'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  const applied = rows.map((row) => row.name);
  return { applied, missing: names.filter((name) => !applied.includes(name)) };
};

/** For processes that don't migrate themselves: says what to do when the database is older than the code. */
export const requireMigrated = async ({ pool }: Pick<Database, 'pool'>): Promise<void> => {
  const { migrationDirectories } = await readMigrations();
  const { missing } = await migrationState(
    pool,
    migrationDirectories.map((one) => one.path),
  );
  if (missing.length > 0)
    throw new MissingServiceError(
      `The database lacks ${missing.length} migrations of this version: run \`lurewatch start\` of this version once, which applies them.`,
    );
};

/** SQL that leads from the migrated database at `connectionString` to prisma/schema.prisma; empty when they agree. */
export const differenceToSchema = async (connectionString: string): Promise<string> => {
  const schema = await readSchema();
  const { engine, close } = await openEngine(connectionString, schema);
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files: [schema], configDir: join(projectRoot, 'prisma') },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: null,
      filters: noFilters,
    });
    const script = stdout?.trim() ?? '';
    return script === '-- This is an empty migration.' ? '' : script;
  } finally {
    await close();
  }
};
