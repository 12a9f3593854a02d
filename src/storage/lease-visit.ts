/** Which lanes have something due, and taking one of them: by the database's clock, with fencing tokens. */
import type pg from 'pg';
import { inTransaction, type Queryable } from './database.ts';
import { cutToBudgets } from './day-budgets.ts';
import type { Frontier, VisitLease } from './frontier-contract.ts';
import {
  type HostRow,
  type TargetRow,
  toHostRobots,
  toLeasedUrl,
  toVisitTarget,
  type UrlRow,
} from './frontier-rows.ts';
import { sharedAddressSpacingMs } from './server-address.ts';
import { isOfTakeableLead, takeableRuns, waitingLanes } from './takeable-urls.ts';

/** A lapsed lease is not free before it is reaped: with a newer one over it, its urls would stay leased for ever. */
const isFree = `l."leasedUntil" is null
  and (l."backOffUntil" is null or l."backOffUntil" <= now())`;

/** Another lane on the server's address, if there is one: being visited, or asked so shortly ago. */
const isAddressTaken = `exists (select from lane o where o.address = l.address and o.name <> l.name
  and (o."leasedUntil" is not null
    or o."lastAskedAt" > clock_timestamp() - interval '${sharedAddressSpacingMs} milliseconds'))`;

/** A lane may be leased this long before its time; the visit waits it out. */
const earlyMs = 1000;

/** A hint needs its time through the queue: it is given this long before the lane's time. */
const hintAheadMs = 200;

/** A url that failed this often is visited alone, so that one that kills its worker takes no other along. */
const aloneAfterAttempts = 2;

const waitingInLane = `from url u
  where u."runId" = w."runId" and u."laneName" = w.name and u."needsBrowser" = $1 and u.state = 'waiting'`;

export const dueLanes = async (
  pool: Queryable,
  input: Parameters<Frontier['dueLanes']>[0],
): Promise<string[]> => {
  const { rows } = await pool.query<{ name: string }>(
    `with ${takeableRuns}, ${waitingLanes('$1')},
     due as (
       select w.name, first.priority, first."dueAt" from waiting_lane w cross join lateral (
         select u.priority, u."dueAt" ${waitingInLane} and u."dueAt" <= now()
         order by u.priority desc, u."dueAt" limit 1) first
       union all
       select u."laneName", u.priority, u."dueAt" from url u
       where ${isOfTakeableLead} and u."needsBrowser" = $1 and u."dueAt" <= now())
     select name from (
       select distinct on (l.name) l.name, due.priority, due."dueAt" from due join lane l on l.name = due.name
       where ${isFree} and l."nextAllowedAt" <= now() + interval '${hintAheadMs} milliseconds'
         and not ${isAddressTaken}
       order by l.name, due.priority desc, due."dueAt") best
     order by priority desc, "dueAt" limit $2`,
    [input.needsBrowser, input.limit],
  );
  return rows.map((row) => row.name);
};

/** Where something is due, when its lane is free. The soonest of a lane is looked for only where nothing is due. */
export const nextDueInMs = async (pool: Queryable, needsBrowser: boolean): Promise<number | null> => {
  const { rows } = await pool.query<{ dueInMs: number | null }>(
    `with ${takeableRuns}, ${waitingLanes('$1')},
     due as (
       select w.name, coalesce(
         (select now() ${waitingInLane} and u."dueAt" <= now() order by u.priority desc, u."dueAt" limit 1),
         (select min(u."dueAt") ${waitingInLane})) as at
       from waiting_lane w
       union all
       select u."laneName", u."dueAt" from url u where ${isOfTakeableLead} and u."needsBrowser" = $1)
     select extract(epoch from min(greatest(
         due.at, l."nextAllowedAt", l."backOffUntil", l."leasedUntil")) - clock_timestamp())::float8 * 1000 as "dueInMs"
     from due join lane l on l.name = due.name`,
    [needsBrowser],
  );
  const dueInMs = rows[0]?.dueInMs ?? null;
  return dueInMs === null ? null : Math.max(0, Math.ceil(dueInMs));
};

export const leaseVisit = (
  pool: pg.Pool,
  input: Parameters<Frontier['leaseVisit']>[0],
): Promise<VisitLease | null> =>
  inTransaction(pool, async (client) => {
    await lockAddress(client, input.lane);
    const lane = await lockFreeLane(client, input.lane);
    if (!lane) return null;
    const urls = await takeUrls(client, input, { token: lane.token, mayBeAlone: true });
    if (urls.length === 0) return null;
    await client.query(
      `update lane set "leaseToken" = $2, "leasedBy" = $3,
         "leasedUntil" = now() + $4 * interval '1 millisecond' where name = $1`,
      [input.lane, lane.token, input.worker, input.leaseMs],
    );
    return {
      lane: input.lane,
      token: BigInt(lane.token),
      worker: input.worker,
      waitMs: Math.max(0, Math.ceil(lane.waitMs)),
      spacingMs: Math.max(lane.slowMs, lane.isShared ? sharedAddressSpacingMs : 0),
      ...(await leasedOf(client, input.lane, urls)),
    };
  });

export const leaseMore = (
  pool: pg.Pool,
  lease: VisitLease,
  input: Parameters<Frontier['leaseMore']>[1],
): ReturnType<Frontier['leaseMore']> =>
  inTransaction(pool, async (client) => {
    const isSharable = lease.urls.every(isHealthy);
    const { rowCount } = await client.query(
      `select from lane where name = $1 and "leaseToken" = $2 and "leasedUntil" is not null for update`,
      [lease.lane, String(lease.token)],
    );
    if (!isSharable || rowCount !== 1) return { urls: [], targets: new Map(), hosts: new Map() };
    const urls = await takeUrls(
      client,
      { ...input, lane: lease.lane },
      { token: String(lease.token), mayBeAlone: false },
    );
    return leasedOf(client, lease.lane, urls);
  });

const leasedOf = async (
  client: pg.PoolClient,
  lane: string,
  urls: UrlRow[],
): Promise<Pick<VisitLease, 'urls' | 'targets' | 'hosts'>> => ({
  urls: urls.map(toLeasedUrl),
  targets: await targetsOf(client, urls),
  hosts: await hostsOf(client, lane),
});

/** Two lanes of one address are looked at one after the other; the lock ends with the transaction. */
const lockAddress = async (client: pg.PoolClient, name: string): Promise<void> => {
  await client.query(
    `select pg_advisory_xact_lock(hashtextextended('lane address ' || address, 0)) from lane
     where name = $1 and address is not null`,
    [name],
  );
};

interface FreeLane {
  token: string;
  waitMs: number;
  slowMs: number;
  isShared: boolean;
}

/**
 * Skips a lane that another transaction holds; `token` is the next one. A lane that shares its address is not taken
 * early: the others could not be visited while it waits.
 */
const lockFreeLane = async (client: pg.PoolClient, name: string): Promise<FreeLane | undefined> => {
  const { rows } = await client.query<FreeLane>(
    `select (l."leaseToken" + 1)::text as token, l."slowMs",
       extract(epoch from l."nextAllowedAt" - clock_timestamp())::float8 * 1000 as "waitMs", shared.yes as "isShared"
     from lane l cross join lateral (
       select exists (select from lane o where o.address = l.address and o.name <> l.name) as yes) shared
     where l.name = $1 and ${isFree} and not ${isAddressTaken}
       and l."nextAllowedAt" <= now() + (case when shared.yes then 0 else $2 end) * interval '1 millisecond'
     for update of l skip locked`,
    [name, earlyMs],
  );
  return rows[0];
};

const takeUrls = async (
  client: pg.PoolClient,
  input: { lane: string; needsBrowser: boolean; maxUrls: number },
  { token, mayBeAlone }: { token: string; mayBeAlone: boolean },
): Promise<UrlRow[]> => {
  const { rows } = await client.query<UrlRow>(
    `with ${takeableRuns},
     first as (
       select of_run.* from takeable_run r cross join lateral (
         select u.id, u.priority, u."dueAt" from url u
         where u."runId" = r.id and u."laneName" = $1 and u."needsBrowser" = $2 and u.state = 'waiting'
           and u."dueAt" <= now()
         order by u.priority desc, u."dueAt", u.id limit $3) of_run
       union
       select u.id, u.priority, u."dueAt" from url u
       where ${isOfTakeableLead} and u."laneName" = $1 and u."needsBrowser" = $2 and u."dueAt" <= now())
     select u.* from url u where u.state = 'waiting'
       and u.id in (select id from first order by priority desc, "dueAt", id limit $3)
     order by u.priority desc, u."dueAt", u.id for update of u skip locked`,
    [input.lane, input.needsBrowser, input.maxUrls],
  );
  const isAlone = rows[0] !== undefined && !isHealthy(rows[0]);
  const together = isAlone ? rows.slice(0, mayBeAlone ? 1 : 0) : rows.filter(isHealthy);
  const taken = await cutToBudgets(client, together);
  await client.query(`update url set state = 'leased', "leaseToken" = $2 where id = any($1::uuid[])`, [
    taken.map((row) => row.id),
    token,
  ]);
  return taken;
};

const isHealthy = (row: { attempts: number }): boolean => row.attempts < aloneAfterAttempts;

const targetsOf = async (client: pg.PoolClient, urls: UrlRow[]): Promise<VisitLease['targets']> => {
  const { rows } = await client.query<TargetRow>('select * from target where id = any($1::uuid[])', [
    [...new Set(urls.map((url) => url.targetId))],
  ]);
  return new Map(rows.map((row) => [row.id, toVisitTarget(row)]));
};

const hostsOf = async (client: pg.PoolClient, lane: string): Promise<VisitLease['hosts']> => {
  const { rows } = await client.query<HostRow>('select * from host where "laneName" = $1', [lane]);
  return new Map(rows.map((row) => [row.origin, toHostRobots(row)]));
};
