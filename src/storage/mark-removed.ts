/** Adverts that no list of their place names any more. */
import type pg from 'pg';
import { imageKind } from '../domain/visit.ts';
import { addNotices } from './run-notices.ts';

export interface JudgedRun {
  runId: string;
  targetId: string;
  startedAt: Date;
  finishedAt: Date;
  nextRunAt: Date | null;
}

/**
 * An advert is taken for removed when two runs in a row read every list to its end and neither saw it: while a list
 * is read page by page it shifts, and one that slips through once comes again.
 */
export const markRemoved = async (client: pg.PoolClient, run: JudgedRun): Promise<void> => {
  if (!(await hasReadListsWhole(client, run))) return;
  await addNotices(client, run.runId, [
    {
      code: 'lists-whole',
      sentence: 'every list was read to its end: adverts that two such runs miss count as removed',
      count: 1,
      example: null,
    },
  ]);
  const { rows } = await client.query<{ startedAt: Date }>(
    `select "startedAt" from (
       select "startedAt", notices from run where "targetId" = $1 and state = 'finished' and "startedAt" < $2
       order by "startedAt" desc limit 1) previous where notices ? 'lists-whole'`,
    [run.targetId, run.startedAt],
  );
  const cut = rows[0]?.startedAt;
  if (!cut) return;
  await client.query(
    `update posting set "goneAt" = $3, "goneReason" = 'removed' where id in (
       select p.id from posting p where p."goneAt" is null and p."lastSeenAt" < $2
         and exists (select from sighting s where s."postingId" = p.id and s."targetId" = $1)
         and not exists (
           select from sighting s join capture c on c.id = s."captureId" join url u on u.id = c."urlId"
           where s."postingId" = p.id and u."leadsOn" = false and u."listedAt" >= $2)
       order by p.site, p."itemKey" for update)`,
    [run.targetId, cut, run.startedAt],
  );
};

/** Nothing was left unread that may have been a list, and at least one list was read. */
const hasReadListsWhole = async (client: pg.PoolClient, run: JudgedRun): Promise<boolean> => {
  const { rows } = await client.query<{ isWhole: boolean }>(
    `select not (r.notices ?| array['paging-stopped', 'page-budget', 'list-cut-short', 'repeating-path', 'endless-address',
         'too-deep', 'path-excluded', 'path-not-included'])
       and exists (select from url u where u."runId" = $1 and u.state = 'done' and u."leadsOn")
       and not exists (
         select from url u where u."runId" = $1 and u."leadId" is null and u.kind <> '${imageKind}'
           and u.state <> 'done' and u.state <> 'gone' and (u."leadsOn" or u.kind in (
             select l.kind from url l where l."runId" = $1 and l."leadsOn")))
       and not exists (
         select from url u where u."targetId" = $2 and u."leadsOn" and u."listedAt" >= $3 and u."runId" is distinct from $1::uuid)
       as "isWhole" from run r where r.id = $1`,
    [run.runId, run.targetId, run.startedAt],
  );
  return rows[0]?.isWhole ?? false;
};
