/** Pleas go to a restricted list, once a posting; they are never leads. One with new words is new again. */
import { newId } from '../../platform/ids.ts';
import { appendAuditRow } from '../audit.ts';
import type { Queryable } from '../database.ts';
import { insertRows, recordset } from '../insert-rows.ts';
import type { WrittenPosting } from './write-postings.ts';

/** Comes late in a transaction: it may append to the audit log. */
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
  await showNewWords(client, pleas);
};

const showNewWords = async (client: Queryable, pleas: WrittenPosting[]): Promise<void> => {
  // Seen twice in one flush: the later reading counts.
  const latest = [...new Map(pleas.map((one) => [one.postingId, one])).values()];
  const given = latest.map(({ postingId, revisionId, assessmentId }) => ({
    postingId,
    revisionId,
    assessmentId,
  }));
  const { rows } = await client.query<{ id: string; before: string }>(
    `with changed as (
       select p.id, p.state as before, given."assessmentId"
       from ${recordset(1, 'given', { postingId: 'uuid', revisionId: 'uuid', assessmentId: 'uuid' })}
         join person_at_risk p on p."postingId" = given."postingId"
         left join assessment a on a.id = p."assessmentId"
       where a."revisionId" is distinct from given."revisionId"
       order by p.id for update of p)
     update person_at_risk p
     set "assessmentId" = changed."assessmentId", state = 'new', "handledAt" = null, "handledById" = null
     from changed where p.id = changed.id returning p.id, changed.before`,
    [JSON.stringify(given)],
  );
  for (const { id } of rows.filter((row) => row.before !== 'new'))
    await appendAuditRow(client, {
      actor: 'system',
      action: 'person-at-risk.reopened',
      subjectType: 'person-at-risk',
      subjectId: id,
      details: { because: 'the words changed' },
    });
};
