/** Budgets of a day (UTC): what is used of them, and whose pages wait because of them. */
import type pg from 'pg';
import { crawlBudgetKey, type DayBudget, type DayUse, dayBudget, pagesLeft } from '../domain/crawl-budget.ts';
import { imageKind } from '../domain/visit.ts';
import type { Queryable } from './database.ts';
import type { UrlOutcome, VisitLease } from './frontier-contract.ts';
import type { UrlRow } from './frontier-rows.ts';

export const today = `(now() at time zone 'UTC')::date`;

const usedToday = (column: 'pages' | 'bytes'): string =>
  `(select coalesce(sum(${column}), 0) from target_day where day = ${today})`;

/** SQL: neither the budget of the target `t` nor the deployment's is used up. */
export const hasBudget = `not exists (
    select from target_day d where d."targetId" = t.id and d.day = ${today}
      and (d.pages >= t."maxPagesPerDay" or d.bytes >= t."maxMegabytesPerDay" * 1000000::bigint))
  and not exists (
    select from setting s where s.key = '${crawlBudgetKey}'
      and (${usedToday('pages')} >= (s.value->>'maxPagesPerDay')::bigint
        or ${usedToday('bytes')} >= (s.value->>'maxMegabytesPerDay')::bigint * 1000000))`;

/**
 * Counted with the captures, in their transaction: bytes as they were kept, images too; pages without images. The
 * demonstration, which is on this machine, is not counted.
 */
export const countDay = async (
  client: Queryable,
  lease: VisitLease,
  outcomes: UrlOutcome[],
): Promise<void> => {
  const uses = new Map<string, DayUse>();
  for (const { url, capture } of outcomes) {
    if (!capture || lease.targets.get(url.targetId)?.isDemonstration) continue;
    const use = uses.get(url.targetId) ?? { pages: 0, bytes: 0 };
    uses.set(url.targetId, {
      pages: use.pages + (url.kind === imageKind ? 0 : 1),
      bytes: use.bytes + capture.bytes,
    });
  }
  if (uses.size === 0) return;
  // In order, so that two flushes wait for each other in the same one.
  const rows = [...uses].sort(([one], [other]) => (one < other ? -1 : 1));
  await client.query(
    `insert into target_day ("targetId", day, pages, bytes)
     select id, ${today}, pages, bytes from unnest($1::uuid[], $2::int[], $3::bigint[]) as used(id, pages, bytes)
     on conflict ("targetId", day) do update
       set pages = target_day.pages + excluded.pages, bytes = target_day.bytes + excluded.bytes`,
    [rows.map(([id]) => id), rows.map(([, use]) => use.pages), rows.map(([, use]) => use.bytes)],
  );
};

interface BudgetRow {
  id: string | null;
  maxPagesPerDay: number | null;
  maxMegabytesPerDay: number | null;
  pages: number;
  bytes: number;
  /** Urls that other visits have in hand. */
  leased: number;
}

/** As many of the urls as the budgets of their targets and of the deployment leave room for. Images need none. */
export const cutToBudgets = async (client: pg.PoolClient, urls: UrlRow[]): Promise<UrlRow[]> => {
  const left = new Map<string | null, number>();
  for (const row of await readBudgets(client, [...new Set(urls.map((url) => url.targetId))]))
    left.set(row.id, pagesLeft(budgetOf(row), row) - row.leased);
  if (left.size === 0) return urls;
  return urls.filter((url) => {
    if (url.kind === imageKind) return true;
    const bounds = [url.targetId, null].filter((bound) => left.has(bound));
    if (bounds.some((bound) => (left.get(bound) ?? 0) <= 0)) return false;
    for (const bound of bounds) left.set(bound, (left.get(bound) ?? 0) - 1);
    return true;
  });
};

const budgetOf = ({ maxPagesPerDay, maxMegabytesPerDay }: BudgetRow): DayBudget =>
  dayBudget.parse({
    ...(maxPagesPerDay !== null && { maxPagesPerDay }),
    ...(maxMegabytesPerDay !== null && { maxMegabytesPerDay }),
  });

/** Those that there are; with id null the deployment's. */
const readBudgets = async (client: pg.PoolClient, targetIds: string[]): Promise<BudgetRow[]> => {
  const { rows } = await client.query<BudgetRow>(
    `with leased as (
       select u."targetId" from lane l join url u on u."laneName" = l.name and u.state = 'leased'
       where l."leasedUntil" is not null)
     select t.id, t."maxPagesPerDay", t."maxMegabytesPerDay", coalesce(d.pages, 0) as pages,
       coalesce(d.bytes, 0)::float8 as bytes, (select count(*)::int from leased where "targetId" = t.id) as leased
     from target t left join target_day d on d."targetId" = t.id and d.day = ${today}
     where t.id = any($1::uuid[]) and (t."maxPagesPerDay" is not null or t."maxMegabytesPerDay" is not null)
     union all
     select null, (s.value->>'maxPagesPerDay')::int, (s.value->>'maxMegabytesPerDay')::int,
       ${usedToday('pages')}::int, ${usedToday('bytes')}::float8, (select count(*)::int from leased)
     from setting s where s.key = $2`,
    [targetIds, crawlBudgetKey],
  );
  return rows;
};
