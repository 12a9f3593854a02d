/** The lead queue: one row for each advert group, by keyset, in the queue's order. */
import { z } from 'zod';
import { tiers } from '../domain/assessment.ts';
import { BadInputError } from '../domain/failure.ts';
import type {
  LeadRow,
  QueueFacets,
  QueueFilter,
  QueueOrder,
  QueuePage,
  StateCount,
} from '../domain/lead-queue.ts';
import { type GroupState, groupState } from '../domain/review.ts';
import { type PrismaClient, Prisma as sql } from './generated/client.ts';
import { noPlea } from './hide-pleas.ts';
import { recordSearch } from './record-search.ts';

export interface LeadQuery extends Omit<QueueFilter, 'search'> {
  /** What stood in the search box, as alternatives (src/pipeline/read-search.ts): every term of any one of them. */
  searchTerms?: string[][] | undefined;
  groupIds?: string[] | undefined;
}

export interface LeadQueryPage extends LeadQuery {
  order: QueueOrder;
  after?: string | undefined;
  limit: number;
}

export interface LeadStore {
  page(query: LeadQueryPage): Promise<QueuePage>;
  facets(): Promise<QueueFacets>;
  /** Ids of every lead of the groups that match, at most `limit`; for an export. */
  matchingLeadIds(query: LeadQuery, limit: number): Promise<string[]>;
  /** Audits that somebody looked for this; what it was is kept as a hash. */
  recordSearch(search: { actor: string; text: string }): Promise<void>;
}

const orders: Record<QueueOrder, { columns: readonly string[]; isDescending: boolean }> = {
  'urgent-first': { columns: ['urgent', 'tierRank', 'score', 'createdAt', 'id'], isDescending: true },
  newest: { columns: ['createdAt', 'id'], isDescending: true },
  oldest: { columns: ['createdAt', 'id'], isDescending: false },
};

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** Conditions on lead `alias`; its group's conditions are in `groupConditions`. */
const leadConditions = (query: LeadQuery, alias: string): sql.Sql => {
  const lead = sql.raw(alias);
  const parts: sql.Sql[] = [noPlea(alias)];
  if (query.tier)
    parts.push(sql.sql`${lead}."tierRank" = ANY(${query.tier.map((one) => tiers.indexOf(one))}::int[])`);
  if (query.language) parts.push(sql.sql`${lead}.language = ANY(${query.language}::text[])`);
  if (query.place) parts.push(sql.sql`${lead}.place ILIKE ${`%${escapeLike(query.place)}%`}`);
  if (query.site) parts.push(sql.sql`${lead}.site = ${query.site}`);
  if (query.demonstration !== 'with')
    parts.push(sql.sql`${lead}."isDemonstration" = ${query.demonstration === 'only'}`);
  if (query.online)
    parts.push(
      sql.sql`(SELECT p."goneAt" IS NULL FROM posting p WHERE p.id = ${lead}."postingId") = ${query.online === 'online'}`,
    );
  if (query.maxAgeDays)
    parts.push(sql.sql`${lead}."createdAt" > now() - ${query.maxAgeDays}::float * interval '1 day'`);
  if (query.searchTerms) {
    const found = query.searchTerms.map((terms) => sql.sql`${lead}."searchTerms" @> ${terms}::text[]`);
    parts.push(found.length > 0 ? sql.sql`(${sql.join(found, ' OR ')})` : sql.sql`FALSE`);
  }
  return sql.join(parts, ' AND ');
};

const groupConditions = (query: LeadQuery): sql.Sql => {
  const parts: sql.Sql[] = [sql.sql`TRUE`];
  if (query.state) parts.push(sql.sql`g.state = ANY(${query.state}::text[])`);
  if (query.groupIds) parts.push(sql.sql`g.id = ANY(${query.groupIds}::uuid[])`);
  if (query.claimedBy) parts.push(sql.sql`g."claimedById" = ${query.claimedBy}::uuid`);
  return sql.join(parts, ' AND ');
};

const tuple = (alias: string, columns: readonly string[]): sql.Sql =>
  sql.raw(`(${columns.map((column) => `${alias}."${column}"`).join(', ')})`);

/** The cursor is the last row's key, as JSON in base64url. */
const cursorOf = (row: Record<string, unknown>, columns: readonly string[]): string =>
  Buffer.from(JSON.stringify(columns.map((column) => row[column]))).toString('base64url');

/** A cursor comes from the browser: what PostgreSQL could not read as this type is refused here. */
const cursorColumns: Record<string, { cast: string; schema: z.ZodType }> = {
  urgent: { cast: 'boolean', schema: z.boolean() },
  tierRank: { cast: 'int', schema: z.int32() },
  score: { cast: 'float8', schema: z.number() },
  createdAt: {
    cast: 'timestamptz',
    schema: z
      .string()
      .regex(/^[1-9]\d{3}-/)
      .pipe(z.iso.datetime()),
  },
  id: { cast: 'uuid', schema: z.uuid() },
};

const cursorTuple = (cursor: string, columns: readonly string[]): sql.Sql => {
  const values = readCursor(cursor);
  const isOfThisList =
    values?.length === columns.length &&
    columns.every((column, index) => cursorColumns[column]?.schema.safeParse(values[index]).success);
  if (!values || !isOfThisList)
    throw new BadInputError('this page mark is of another list; go back to the first page');
  const parts = columns.map(
    (column, index) =>
      sql.sql`${String(values[index])}::text::${sql.raw(cursorColumns[column]?.cast ?? 'text')}`,
  );
  return sql.sql`(${sql.join(parts, ', ')})`;
};

const readCursor = (cursor: string): unknown[] | undefined => {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(values) ? values : undefined;
  } catch {
    return undefined; // not JSON: the caller says what to do
  }
};

interface HeadRow {
  id: string;
  groupId: string;
  title: string;
  gist: string;
  tierRank: number;
  score: number;
  urgent: boolean;
  language: string;
  place: string | null;
  site: string;
  state: string;
  claimedBy: string | null;
  adverts: number;
  isDemonstration: boolean;
  goneAt: Date | null;
  createdAt: Date;
}

const toLeadRow = (row: HeadRow): LeadRow => ({
  leadId: row.id,
  groupId: row.groupId,
  title: row.title,
  gist: row.gist,
  tier: tiers[row.tierRank] ?? 'none',
  urgent: row.urgent,
  language: row.language,
  place: row.place,
  site: row.site,
  state: row.state as GroupState,
  claimedBy: row.claimedBy,
  adverts: row.adverts,
  isDemonstration: row.isDemonstration,
  goneAt: row.goneAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

/** Heads: leads that no other matching lead of their group precedes. Found along the queue's index, so a page stays cheap. */
const selectHeads = (query: LeadQueryPage): sql.Sql => {
  const { columns, isDescending } = orders[query.order];
  const precedes = sql.raw(isDescending ? '>' : '<');
  const follows = sql.raw(isDescending ? '<' : '>');
  const direction = isDescending ? 'DESC' : 'ASC';
  const after = query.after
    ? sql.sql`AND ${tuple('l', columns)} ${follows} ${cursorTuple(query.after, columns)}`
    : sql.empty;
  return sql.sql`
    SELECT l.id, l."groupId", l.title, a.gist, l."tierRank", l.score, l.urgent, l.language, l.place, l.site,
           l."isDemonstration", l."createdAt", p."goneAt", g.state, u.name AS "claimedBy",
           (SELECT count(*)::int FROM lead m WHERE m."groupId" = l."groupId" AND ${noPlea('m')}) AS adverts
    FROM lead l
    JOIN lead_group g ON g.id = l."groupId"
    JOIN assessment a ON a.id = l."assessmentId"
    JOIN posting p ON p.id = l."postingId"
    LEFT JOIN app_user u ON u.id = g."claimedById"
    WHERE ${groupConditions(query)} AND ${leadConditions(query, 'l')} ${after}
      AND NOT EXISTS (
        SELECT 1 FROM lead o WHERE o."groupId" = l."groupId" AND ${leadConditions(query, 'o')}
          AND ${tuple('o', columns)} ${precedes} ${tuple('l', columns)})
    ORDER BY ${sql.raw(columns.map((column) => `l."${column}" ${direction}`).join(', '))}
    LIMIT ${query.limit + 1}`;
};

const countStates = async (database: PrismaClient, query: LeadQuery): Promise<StateCount[]> => {
  const found = await database.$queryRaw<{ state: string; groups: number; demonstration: number }[]>(sql.sql`
    SELECT g.state, count(DISTINCT g.id)::int AS groups,
           count(DISTINCT g.id) FILTER (WHERE l."isDemonstration")::int AS demonstration
    FROM lead l JOIN lead_group g ON g.id = l."groupId"
    WHERE ${leadConditions(query, 'l')} AND ${groupConditions({ ...query, state: undefined })}
    GROUP BY g.state`);
  return groupState.options.map((state) => {
    const row = found.find((one) => one.state === state);
    return { state, groups: row?.groups ?? 0, demonstration: row?.demonstration ?? 0 };
  });
};

export const createLeadStore = (database: PrismaClient): LeadStore => ({
  recordSearch: (search) => recordSearch(database, search),

  async page(query) {
    const [heads, counts] = await Promise.all([
      database.$queryRaw<HeadRow[]>(selectHeads(query)),
      countStates(database, query),
    ]);
    const rows = heads.slice(0, query.limit);
    const last = rows.at(-1);
    const next =
      heads.length > rows.length && last
        ? cursorOf({ ...last, createdAt: last.createdAt.toISOString() }, orders[query.order].columns)
        : null;
    return { rows: rows.map(toLeadRow), next, counts };
  },

  async facets() {
    const [languages, sites] = await Promise.all([
      database.$queryRaw<{ code: string; leads: number }[]>`
        SELECT language AS code, count(*)::int AS leads FROM lead GROUP BY language ORDER BY 2 DESC, 1 LIMIT 100`,
      database.$queryRaw<{ site: string; leads: number }[]>`
        SELECT site, count(*)::int AS leads FROM lead GROUP BY site ORDER BY 2 DESC, 1 LIMIT 200`,
    ]);
    return { languages, sites };
  },

  async matchingLeadIds(query, limit) {
    const rows = await database.$queryRaw<{ id: string }[]>(sql.sql`
      SELECT l.id FROM lead l WHERE ${noPlea('l')} AND l."groupId" IN (
        SELECT m."groupId" FROM lead m JOIN lead_group g ON g.id = m."groupId"
        WHERE ${leadConditions(query, 'm')} AND ${groupConditions(query)})
      ORDER BY l.urgent DESC, l."tierRank" DESC, l.score DESC, l."createdAt" DESC, l.id LIMIT ${limit}`);
    return rows.map((row) => row.id);
  },
});
