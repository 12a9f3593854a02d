/** One pool of connections for a process, shared by Prisma and by plain SQL. */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { z } from 'zod';
import { MissingServiceError } from '../domain/failure.ts';
import { createLogger } from '../platform/log.ts';
import { loggableMessage } from '../platform/loggable-error.ts';
import { declareSetting } from '../platform/settings.ts';
import { PrismaClient } from './generated/client.ts';

export interface Database {
  prisma: PrismaClient;
  /** For what Prisma is too slow or too coarse for. BullMQ on PostgreSQL may use it too: its tables name their schema. */
  pool: pg.Pool;
  connectionString: string;
  close(): Promise<void>;
}

/** What a step of a transaction gets: `prisma` itself or the client of `prisma.$transaction`. */
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

/** Something that runs SQL: the pool, or one connection within a transaction. */
export type Queryable = Pick<pg.Pool | pg.PoolClient, 'query'>;

export const databaseUrl = declareSetting({
  name: 'DATABASE_URL',
  schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  defaultText: 'PostgreSQL that Lurewatch brings along',
  sentence:
    'A PostgreSQL server of your own, version 14 or newer: `postgresql://user:password@host:5432/name`.',
});

const log = createLogger('database');

/** Times are read and written as UTC whatever the server's zone: Prisma's adapter drops a time's offset. */
const sessionOptions = '-c timezone=UTC';

/** Opens no connection yet. */
export const openDatabase = (input: {
  connectionString: string;
  maxConnections?: number;
  applicationName?: string;
}): Database => {
  const pool = new pg.Pool({
    connectionString: input.connectionString,
    max: input.maxConnections ?? 8,
    options: sessionOptions,
    application_name: input.applicationName ?? 'lurewatch',
    connectionTimeoutMillis: 15_000,
  });
  // A server that goes away ends idle connections; the next query says so to whoever asks it.
  let isClosing = false;
  pool.on('error', (error) => {
    if (!isClosing) log.warn({ reason: loggableMessage(error) }, 'an idle database connection ended');
  });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const close = async (): Promise<void> => {
    isClosing = true;
    await prisma.$disconnect();
    await pool.end();
  };
  return { prisma, pool, connectionString: input.connectionString, close };
};

/** Whoever waits for a query of the transaction is told by that query. */
const noteLostConnection = (error: Error): void =>
  log.warn({ reason: loggableMessage(error) }, 'a database connection ended within a transaction');

/** Runs `work` on one connection within one transaction. */
export const inTransaction = async <Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> => {
  const client = await pool.connect();
  // The pool listens only to idle connections: unheard, the end of this one would end the process.
  client.on('error', noteLostConnection);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.off('error', noteLostConnection);
    client.release();
    return result;
  } catch (error) {
    // A connection that can't even roll back is thrown away, which rolls back too.
    const rolledBack = await client.query('rollback').then(
      () => true,
      () => false,
    );
    if (rolledBack) client.off('error', noteLostConnection);
    client.release(!rolledBack);
    throw error;
  }
};

/** Says what to do when the server can't be reached or is too old. */
export const checkServer = async (database: Database): Promise<void> => {
  const address = withoutPassword(database.connectionString);
  const version = await database.pool
    .query<{ number: string }>("select current_setting('server_version_num') as number")
    .then((result) => Number(result.rows[0]?.number))
    .catch((error: Error) => {
      throw new MissingServiceError(
        `The database at ${address} can't be reached (${error.message || (error as NodeJS.ErrnoException).code}): check DATABASE_URL and that the server runs.`,
        { cause: error },
      );
    });
  if (version < 140_000)
    throw new MissingServiceError(
      `The database at ${address} is PostgreSQL ${Math.floor(version / 10_000)}; Lurewatch needs version 14 or newer.`,
    );
};

export const withoutPassword = (connectionString: string): string => {
  const url = new URL(connectionString);
  return `${url.host}${url.pathname}`;
};
