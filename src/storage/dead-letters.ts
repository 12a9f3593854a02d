/** Jobs that will not be tried again by themselves: shown to the admin, with a retry (jobs.ts). */
import { newId } from '../platform/ids.ts';
import type { Database } from './database.ts';
import type { DeadLetters } from './frontier-contract.ts';
import { storableJson } from './insert-rows.ts';

const errorChars = 10_000;

export const createDeadLetters = ({ pool }: Pick<Database, 'pool'>): DeadLetters => ({
  add: async ({ queue, jobName, payload, error, attempts }) => {
    await pool.query(
      `insert into dead_letter (id, queue, "jobName", payload, error, attempts, "failedAt")
       values ($1, $2, $3, $4::text::jsonb, $5, $6, now())`,
      [newId(), queue, jobName, storableJson(payload ?? null), error.slice(0, errorChars), attempts],
    );
  },
});
