/** The database within a running cluster, and the address under which it is reached. */
import pg from 'pg';
import { databaseUser, readPassword } from './create-cluster.ts';

const addressOf = (password: string, port: number, database: string): string =>
  `postgresql://${databaseUser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

/** Makes the database where it is missing; returns its connection string. */
export const ensureDatabase = async (folder: string, port: number, name: string): Promise<string> => {
  const password = readPassword(folder);
  const client = new pg.Client({ connectionString: addressOf(password, port, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return addressOf(password, port, name);
};
