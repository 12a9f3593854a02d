import { join, resolve } from 'node:path';
import { openApp } from '../../app.ts';
import { MissingServiceError } from '../../domain/failure.ts';
import { openDataFolder } from '../../platform/data-folder.ts';
import { clusterFolder } from '../../platform/database/create-cluster.ts';
import { findPostmaster } from '../../platform/database/postmaster.ts';
import { startEmbeddedDatabase } from '../../platform/database/start-embedded-database.ts';
import { readAppOptions } from '../../processes/read-app-options.ts';
import { runUntilTold } from '../../processes/run-until-told.ts';
import { databaseUrl } from '../../storage/database.ts';

export const runWorker = (input: { dataFolder: string | undefined; withBrowser: boolean }): Promise<number> =>
  runUntilTold(async () => {
    const dataFolder = openDataFolder(input.dataFolder && resolve(input.dataFolder));
    const options = readAppOptions('worker', {
      dataFolder,
      databaseUrl: databaseUrl.read() ?? (await runningDatabase(dataFolder)),
    });
    const app = await openApp({ ...options, ...(input.withBrowser ? {} : { browser: 'never' as const }) });
    const worker = await app.startWorker();
    process.stderr.write(
      `Worker ${worker.name} takes visits${app.hasBrowser ? '' : '; without a browser'}. Ctrl-C stops it.\n`,
    );
    return {
      close: async () => {
        await worker.close();
        await app.close();
        process.stderr.write('Stopped; what was read is kept.\n');
      },
    };
  });

const runningDatabase = async (dataFolder: string): Promise<string> => {
  if (!findPostmaster(clusterFolder(join(dataFolder, 'database'))))
    throw new MissingServiceError(
      `No deployment runs on ${dataFolder}: start it with \`lurewatch start\`, name its folder with --data, or set DATABASE_URL to its database.`,
    );
  return (await startEmbeddedDatabase({ dataFolder })).connectionString;
};
