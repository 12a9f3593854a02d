/** `npx tsx src/storage/write-migration.ts <name>`: writes what leads from the migrations to the schema as a new one. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedDatabase } from '../platform/database/start-embedded-database.ts';
import { openDatabase } from './database.ts';
import { differenceToSchema, migrate, migrationsFolder } from './migrate.ts';

const lockfile = '# Made by Prisma\'s rules; part of the migrations.\nprovider = "postgresql"\n';

/** Returns the new folder's path, or undefined when migrations and schema agree. */
export const writeMigration = async (name: string, at = new Date()): Promise<string | undefined> => {
  const server = await startEmbeddedDatabase({ isThrowaway: true });
  const database = openDatabase({ connectionString: server.connectionString });
  try {
    await mkdir(migrationsFolder, { recursive: true });
    await writeFile(join(migrationsFolder, 'migration_lock.toml'), lockfile);
    await migrate(database);
    const sql = await differenceToSchema(database.connectionString);
    if (!sql) return undefined;
    const stamp = at.toISOString().replace(/\D/g, '').slice(0, 14);
    const folder = join(migrationsFolder, `${stamp}_${name}`);
    await mkdir(folder);
    await writeFile(join(folder, 'migration.sql'), `${sql}\n`);
    return folder;
  } finally {
    await database.close();
    await server.stop();
  }
};

if (import.meta.filename === process.argv[1]) {
  const name = process.argv[2];
  if (!name || !/^[a-z0-9_]+$/.test(name)) {
    console.error('usage: npx tsx src/storage/write-migration.ts <name_in_lower_case>');
    process.exit(2);
  }
  const folder = await writeMigration(name);
  console.log(
    folder
      ? `wrote ${folder}/migration.sql; read it before you commit it`
      : 'nothing to write: migrations and schema agree',
  );
}
