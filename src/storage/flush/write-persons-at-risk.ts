/** Pleas go to a restricted list, once a posting; they are never leads. */
import { newId } from '../../platform/ids.ts';
import type { Queryable } from '../database.ts';
import { insertRows } from '../insert-rows.ts';
import type { WrittenPosting } from './write-postings.ts';

export const writePersonsAtRisk = async (client: Queryable, written: WrittenPosting[]): Promise<void> => {
  const pleas = written.filter((one) => one.assessed.isPersonAtRisk);
  if (pleas.length === 0) return;
  const at = new Date();
  await insertRows(client, {
    table: 'person_at_risk',
    columns: { id: 'uuid', postingId: 'uuid', assessmentId: 'uuid', createdAt: 'timestamptz' },
    rows: pleas.map(({ postingId, assessmentId }) => ({
      id: newId(),
      postingId,
      assessmentId,
      createdAt: at,
    })),
    after: 'on conflict ("postingId") do nothing',
  });
};
