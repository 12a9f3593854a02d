/**
 * Reading back through a place that shows its newest first ends where the last run began. Only where that run read to
 * its end: finished, with no page of the kind left unread, and nothing about the target changed since.
 */
import type { Queryable } from '../database.ts';
import type { NewUrl, UrlOutcome } from '../frontier-contract.ts';
import type { WrittenSighting } from './write-postings.ts';

/** The pages from which there is no need to read on. `written` in the order of the outcomes' postings. */
export const findKnownEnds = async (
  client: Queryable,
  outcomes: readonly UrlOutcome[],
  written: readonly WrittenSighting[],
): Promise<Set<UrlOutcome>> => {
  const asking = outcomes.filter((outcome) => outcome.requests.some(stops));
  const reached = new Set<UrlOutcome>();
  if (asking.length === 0) return reached;
  let next = 0;
  for (const outcome of outcomes) {
    const ids = written.slice(next, next + outcome.postings.length).map(({ postingId }) => postingId);
    next += outcome.postings.length;
    if (asking.includes(outcome) && (await hasReached(client, outcome, ids))) reached.add(outcome);
  }
  return reached;
};

const stops = (request: NewUrl): boolean => request.stopsAtKnown === true;

/** One posting of the page that the target's last run saw is enough: what is older stood behind it then. */
const hasReached = async (
  client: Queryable,
  { url }: UrlOutcome,
  postingIds: readonly string[],
): Promise<boolean> => {
  if (url.runId === null || postingIds.length === 0) return false;
  const { rows } = await client.query<{ hasReached: boolean }>(
    `select exists (
       select from run r join target t on t.id = r."targetId"
       join lateral (
         select p.* from run p where p."targetId" = r."targetId" and p."startedAt" < r."startedAt"
         order by p."startedAt" desc limit 1) last on true
       where r.id = $1::uuid and r.trigger <> 'command' and last.state = 'finished' and last.problem is null
         and t."updatedAt" < last."startedAt"
         and not exists (
           select from url u where u."targetId" = r."targetId" and u."runId" = last.id and u.kind = $2
             and u.state <> 'done')
         and exists (
           select from sighting s where s."targetId" = r."targetId" and s."postingId" = any($3::uuid[])
             and s."seenAt" < r."startedAt" and s."seenAt" >= last."startedAt")
     ) as "hasReached"`,
    [url.runId, url.kind, postingIds],
  );
  return rows[0]?.hasReached ?? false;
};
