/** A real, empty, migrated PostgreSQL for a test file; gone when `stop` is called or the test process ends. */
import { startEmbeddedDatabase } from '../../src/platform/database/start-embedded-database.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';

export interface TestDatabase extends Database {
  /** Closes the connections and ends the server. */
  stop(): Promise<void>;
}

/**
 * Takes about a second: call it once a file, in `beforeAll`, and `stop` in `afterAll`.
 * `settings` go into postgresql.conf, e.g. `{ timezone: 'Asia/Bangkok' }`; `isMigrated: false` leaves it without tables.
 */
export const openTestDatabase = async (
  options: { settings?: Record<string, string>; isMigrated?: boolean; maxConnections?: number } = {},
): Promise<TestDatabase> => {
  const server = await startEmbeddedDatabase({ isThrowaway: true, settings: options.settings ?? {} });
  const database = openDatabase({
    connectionString: server.connectionString,
    maxConnections: options.maxConnections ?? 12,
  });
  if (options.isMigrated ?? true) await migrate(database);
  const stop = async (): Promise<void> => {
    await database.close();
    await server.stop();
  };
  return { ...database, stop };
};

/** Empties every table between two tests. */
export const emptyTables = async ({ pool }: Pick<Database, 'pool'>): Promise<void> => {
  const { rows } = await pool.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'",
  );
  await pool.query(`truncate ${rows.map((row) => row.name).join(', ')} restart identity cascade`);
};
