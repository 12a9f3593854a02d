/** BullMQ on Redis, for teams whose workers run on many machines. */
import { Redis } from 'ioredis';
import { MissingServiceError } from '../../src/domain/failure.ts';
import type { Logger } from '../../src/platform/log.ts';
import { loggableMessage } from '../../src/platform/loggable-error.ts';
import type { Backend } from './backend.ts';

export const openRedisBackend = async (input: { redisUrl: string; log: Logger }): Promise<Backend> => {
  // BullMQ's workers wait in blocking commands, which must never give up by count.
  const redis = new Redis(input.redisUrl, { maxRetriesPerRequest: null, lazyConnect: true });
  redis.on('error', (error) => input.log.warn({ reason: loggableMessage(error) }, 'Redis connection'));
  await redis.connect().catch((error: Error) => {
    redis.disconnect();
    throw new MissingServiceError(
      `Redis at ${withoutPassword(input.redisUrl)} can't be reached (${error.message}): check REDIS_URL and that it runs.`,
      { cause: error },
    );
  });
  const policy = await readEvictionPolicy(redis);
  if (policy && policy !== 'noeviction')
    input.log.warn({ policy }, "Redis may drop jobs: set its maxmemory-policy to 'noeviction'");
  return {
    id: 'redis',
    connection: redis,
    factory: undefined,
    close: async () => {
      await redis.quit();
    },
  };
};

/** Hosted Redis often forbids CONFIG; then there is nothing to warn of. */
const readEvictionPolicy = async (redis: Redis): Promise<string | undefined> =>
  redis.config('GET', 'maxmemory-policy').then(
    (answer) => (answer as string[])[1],
    () => undefined,
  );

const withoutPassword = (redisUrl: string): string => new URL(redisUrl).host;
