/** Adverts that are no longer online: since when, and how that is known. One that is seen again is back. */
import type { GoneReason } from '../../domain/gone.ts';
import { imageKind } from '../../domain/visit.ts';
import type { Queryable } from '../database.ts';
import type { UrlOutcome } from '../frontier-contract.ts';
import { recordset } from '../insert-rows.ts';

export interface GonePosting {
  postingId: string;
  at: Date;
  reason: GoneReason;
}

/** The first time and reason stay. */
export const setGone = async (client: Queryable, gone: readonly GonePosting[]): Promise<void> => {
  if (gone.length === 0) return;
  await client.query(
    `update posting p set "goneAt" = given.at, "goneReason" = given.reason
     from ${recordset(1, 'given', { postingId: 'uuid', at: 'timestamptz', reason: 'text' })}
     where p.id = given."postingId" and p."goneAt" is null`,
    [JSON.stringify([...gone].sort((one, other) => (one.postingId < other.postingId ? -1 : 1)))],
  );
};

/** A copy from before it was gone says nothing of today. */
export const setOnline = async (
  client: Queryable,
  online: readonly { postingId: string; at: Date }[],
): Promise<void> => {
  if (online.length === 0) return;
  await client.query(
    `update posting p set "goneAt" = null, "goneReason" = null
     from ${recordset(1, 'given', { postingId: 'uuid', at: 'timestamptz' })}
     where p.id = given."postingId" and p."goneAt" <= given.at`,
    [JSON.stringify([...online].sort((one, other) => (one.postingId < other.postingId ? -1 : 1)))],
  );
};

const goneReasonOf = ({ url, state, isExpired, postings }: UrlOutcome): GoneReason | undefined => {
  if (url.leadId !== null || url.kind === imageKind) return undefined;
  if (state === 'gone') return 'not-found';
  return isExpired && postings.length === 0 ? 'expired' : undefined;
};

/** A page that showed several adverts was a list: its end says nothing of them. */
export const noteGonePages = async (client: Queryable, outcomes: readonly UrlOutcome[]): Promise<void> => {
  const pages = outcomes.flatMap((outcome) => {
    const reason = goneReasonOf(outcome);
    return reason ? [{ urlId: outcome.url.id, at: outcome.capture?.fetchedAt ?? new Date(), reason }] : [];
  });
  if (pages.length === 0) return;
  const { rows } = await client.query<GonePosting>(
    `select (array_agg(s."postingId"))[1] as "postingId", given.at, given.reason
     from ${recordset(1, 'given', { urlId: 'uuid', at: 'timestamptz', reason: 'text' })}
     join capture c on c."urlId" = given."urlId" join sighting s on s."captureId" = c.id
     group by given."urlId", given.at, given.reason having count(distinct s."postingId") = 1`,
    [JSON.stringify(pages)],
  );
  await setGone(client, rows);
};
