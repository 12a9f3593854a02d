/**
 * What may be fetched now, as parts of queries. They begin with the few runs that may go on, not with the many urls
 * that wait: however many of those belong to quiet hours or a used up budget, a tick of the dispatcher stays cheap.
 */
import { hasBudget } from './day-budgets.ts';

/** A lead's rendered capture is fetched even when its run is over; everything else belongs to an open run. */
export const isWanted = `exists (select from target t where t.id = u."targetId" and t.state = 'active' and t."removedAt" is null)
  and (u."leadId" is not null or exists (select from run r where r.id = u."runId" and r.state = 'running'
    and r."pausedAt" is null))`;

/**
 * Common table expressions: targets and runs of which something may be taken. In quiet hours, and when a budget of the
 * day is used up, what is wanted waits.
 */
export const takeableRuns = `takeable_target as materialized (
    select t.id from target t where t.state = 'active' and t."removedAt" is null and ${hasBudget}
      and (t."quietStartsAt" <= now() and now() < t."quietEndsAt") is not true),
  takeable_run as materialized (
    select r.id from run r join takeable_target t on t.id = r."targetId"
    where r.state = 'running' and r."pausedAt" is null)`;

/** Of a lead, whatever became of its run. Needs `takeableRuns`. */
export const isOfTakeableLead = `u.state = 'waiting' and u."leadId" is not null
  and u."targetId" in (select id from takeable_target)`;

/**
 * After `takeableRuns`, or another `takeable_run`: a row for each lane in which a takeable run has something waiting, found by steps from one lane
 * to the next in the index `url_waiting_by_run`: PostgreSQL's own DISTINCT would read every url.
 */
export const waitingLanes = (needsBrowser: string, name = 'waiting_lane'): string => `${name} as (
    select r.id as "runId", step.name from takeable_run r cross join lateral (
      with recursive step(name) as (
        ${nextLane(needsBrowser, '')}
        union all
        select (${nextLane(needsBrowser, 'and u."laneName" > step.name')}) from step where step.name is not null)
      select name from step where name is not null) step)`;

const nextLane = (needsBrowser: string, after: string): string => `(select u."laneName" from url u
          where u."runId" = r.id and u.state = 'waiting' and u."needsBrowser" = ${needsBrowser} ${after}
          order by u."laneName" limit 1)`;
