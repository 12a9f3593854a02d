/** A database, a data folder and all that an import needs, for a test's own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openImportNeeds } from '../../src/app/import-needs.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';

export interface ImportWorld {
  database: TestDatabase;
  /** The data folder. */
  folder: string;
  needs: Awaited<ReturnType<typeof openImportNeeds>>;
  close(): Promise<void>;
}

export const openImportWorld = async (name: string): Promise<ImportWorld> => {
  const database = await openTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), `lurewatch-${name}-`));
  const needs = await openImportNeeds({ database, dataFolder: folder });
  return {
    database,
    folder,
    needs,
    close: async () => {
      await needs.close();
      await database.stop();
      await rm(folder, { recursive: true });
    },
  };
};
