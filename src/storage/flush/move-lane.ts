/** Where a lane stands after a flush: when it may be asked again, and how fast. */
import { nextPace } from '../../domain/lane-pace.ts';
import type { Queryable } from '../database.ts';
import type { LaneAfter, UrlOutcome, VisitLease } from '../frontier-contract.ts';
import { serverAddress } from '../server-address.ts';

export const moveLane = async (
  client: Queryable,
  { lease, outcomes, lane }: { lease: VisitLease; outcomes: readonly UrlOutcome[]; lane: LaneAfter },
): Promise<void> => {
  const paced = outcomes.filter((outcome) => isPaced(lease, outcome));
  const pace = nextPace(await readPace(client, lease.lane), {
    answeredMs: paced.flatMap(({ capture }) =>
      capture?.kind === 'fetch' && capture.durationMs > 0 ? [capture.durationMs] : [],
    ),
    backOffMs: lane.backOffMs,
    broughtPages: outcomes.some(({ capture }) => capture?.status != null && capture.status < 400),
  });
  const isAsked = outcomes.some(({ capture }) => capture !== null);
  await client.query(
    `update lane set
       "nextAllowedAt" = clock_timestamp() + $2 * interval '1 millisecond',
       "backOffUntil" = case when $3::float8 is null then "backOffUntil"
         else clock_timestamp() + $3::float8 * interval '1 millisecond' end,
       "backOffCount" = $5, "recentMs" = $6, "slowMs" = $7,
       address = case when $8 then $9 else address end,
       "lastAskedAt" = case when $10 then clock_timestamp() else "lastAskedAt" end,
       "leasedUntil" = case when $4 then null else "leasedUntil" end,
       "leasedBy" = case when $4 then null else "leasedBy" end
     where name = $1`,
    [
      lease.lane,
      Math.max(lane.nextAllowedInMs, isAsked ? pace.slowMs : 0),
      pace.backOffMs,
      lane.isDone,
      pace.backOffCount,
      pace.recentMs,
      pace.slowMs,
      ...addressAfter(lease, outcomes),
      isAsked,
    ],
  );
  if (lane.isDone)
    await client.query(
      `update url set state = 'waiting', "leaseToken" = null
       where "laneName" = $1 and state = 'leased' and "leaseToken" = $2`,
      [lease.lane, String(lease.token)],
    );
};

/** Not a site of our own that may be asked without any wait: how long that takes says how busy this machine is. */
const isPaced = (lease: VisitLease, { url, capture }: UrlOutcome): boolean =>
  (lease.targets.get(url.targetId)?.delayMs ?? 0) > 0 ||
  (capture !== null && serverAddress(capture) !== null);

const readPace = async (
  client: Queryable,
  lane: string,
): Promise<{ recentMs: number[]; backOffCount: number }> => {
  const { rows } = await client.query<{ recentMs: number[]; backOffCount: number }>(
    'select "recentMs", "backOffCount" from lane where name = $1',
    [lane],
  );
  return rows[0] ?? { recentMs: [], backOffCount: 0 };
};

/** Whether the flush tells anything of the server's address, and it. Behind a proxy only the proxy's is seen. */
const addressAfter = (lease: VisitLease, outcomes: readonly UrlOutcome[]): [boolean, string | null] => {
  const capture = outcomes
    .filter(({ url }) => lease.targets.get(url.targetId)?.proxyId === undefined)
    .map((outcome) => outcome.capture)
    .findLast((one) => one !== null && one.remoteAddress !== null);
  return capture ? [true, serverAddress(capture)] : [false, null];
};
