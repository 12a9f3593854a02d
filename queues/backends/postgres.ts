/**
 * BullMQ on PostgreSQL: one pool for all queues and workers of a process (six pairs with a pool each opened 62
 * connections), migrated beforehand, in a schema of its own.
 */
import { createPostgresBackend, runMigrations } from 'bullmq';
import pg from 'pg';
import type { Logger } from '../../src/platform/log.ts';
import { loggableMessage } from '../../src/platform/loggable-error.ts';
import type { Backend } from './backend.ts';

const schema = 'bullmq';
/** Each worker keeps one connection for LISTEN. */
const maxConnections = 10;

export const openPostgresBackend = async (input: {
  connectionString: string;
  log: Logger;
}): Promise<Backend> => {
  const pool = new pg.Pool({
    connectionString: input.connectionString,
    max: maxConnections,
    keepAlive: true,
    options: `-c search_path=${schema} -c timezone=UTC`,
    application_name: 'lurewatch-queues',
  });
  let isClosing = false;
  pool.on('error', (error) => {
    if (!isClosing) input.log.warn({ reason: loggableMessage(error) }, 'an idle queue connection ended');
  });
  const client = await pool.connect();
  try {
    await runMigrations(client, schema);
  } finally {
    client.release();
  }
  return {
    id: 'postgres',
    connection: pool as unknown as Backend['connection'], // BullMQ types `connection` for Redis
    factory: createPostgresBackend as unknown as NonNullable<Backend['factory']>,
    close: () => {
      isClosing = true;
      return pool.end();
    },
  };
};
