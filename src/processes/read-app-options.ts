/** What a process of ours finds in its environment: `start` writes it there for its children. */
import { z } from 'zod';
import type { AppOptions } from '../app.ts';
import { MissingServiceError } from '../domain/failure.ts';
import { openDataFolder } from '../platform/data-folder.ts';
import { allowedPrivateHostsSetting } from '../platform/net/private-hosts.ts';
import { declareSetting } from '../platform/settings.ts';
import { databaseUrl } from '../storage/database.ts';

export const redisUrl = declareSetting({
  name: 'REDIS_URL',
  schema: z.url({ protocol: /^rediss?$/ }).optional(),
  defaultText: 'none: the queues stand in PostgreSQL',
  sentence: 'A Redis for the queues, for teams with many workers: `redis://user:password@host:6379`.',
});

export const browserSetting = declareSetting({
  name: 'LUREWATCH_BROWSER',
  schema: z.enum(['auto', 'never']).default('auto') as z.ZodType<'auto' | 'never', string | undefined>,
  defaultText: 'auto',
  sentence: '`never` leaves the browser out: no screenshots, and pages built by scripts are not read.',
});

export const readAppOptions = (
  name: string,
  given: { databaseUrl?: string; dataFolder?: string } = {},
): AppOptions => {
  const connectionString = given.databaseUrl ?? databaseUrl.read();
  if (!connectionString)
    throw new MissingServiceError(
      `DATABASE_URL is not set: set it to the deployment's database, or run \`lurewatch start\`, which brings its own.`,
    );
  return {
    name,
    databaseUrl: connectionString,
    dataFolder: given.dataFolder ?? openDataFolder(),
    redisUrl: redisUrl.read(),
    allowedPrivateHosts: allowedPrivateHostsSetting.read(),
    browser: browserSetting.read(),
  };
};
