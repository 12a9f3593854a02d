/** The places that postings name, for an admin to review: made a target of, ignored, or left. */
import { NotThereError } from '../domain/failure.ts';
import type { FoundPlaceView, PlaceState } from '../domain/found-place.ts';
import { appendAudit } from './audit.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';

export interface FoundPlaceStore {
  /** Those that most leads name first. */
  list(): Promise<FoundPlaceView[]>;
  byId(id: string): Promise<{ id: string; typeId: string; address: string; name: string | null } | null>;
  /** Audited. */
  decide(id: string, state: Exclude<PlaceState, 'added'>, actor: string): Promise<void>;
  /** One call after the other for a place, so that two clicks make one target: `make` is to look whether there is one. Audited. */
  addTarget(id: string, make: () => Promise<string>, actor: string): Promise<string>;
}

const mostShown = 300;
const sampleChars = 240;

const actions: Record<PlaceState, string> = {
  new: 'place.reopened',
  added: 'place.added',
  ignored: 'place.ignored',
};

type Row = Omit<FoundPlaceView, 'firstSeenAt' | 'lastSeenAt'> & { firstSeenAt: Date; lastSeenAt: Date };

/**
 * A place whose target was removed is new again. Words of people at risk stand on a list of their own: their postings
 * name nothing here.
 */
const listSql = `
  with named as (
    select m."placeId", m."postingId", m."targetId", m.how, l.id as "leadId"
    from place_mention m left join lead l on l."postingId" = m."postingId"
    where not exists (select from person_at_risk r where r."postingId" = m."postingId")),
  counted as (
    select n."placeId", count(distinct n."leadId")::int as leads, count(distinct n."postingId")::int as postings,
      count(distinct n."postingId") filter (where n.how = 'forward')::int as forwards,
      array_agg(distinct n."targetId") as "targetIds"
    from named n group by n."placeId"),
  shown as (
    select c.*, f."typeId", f.address, f.name, f.state, f."targetId", f."firstSeenAt", f."lastSeenAt"
    from counted c join found_place f on f.id = c."placeId"
    order by c.leads desc, c.postings desc, f."lastSeenAt" desc, f.address limit ${mostShown})
  select s."placeId" as id, s."typeId", s.address, s.name, s."firstSeenAt", s."lastSeenAt",
    case when s.state = 'added' and t.id is null then 'new' else s.state end as state,
    s.leads, s.postings, s.forwards,
    array(select distinct name from target by where by.id = any(s."targetIds") order by name) as targets,
    sample.text as sample
  from shown s left join target t on t.id = s."targetId" and t."removedAt" is null
  join lateral (
    select left(regexp_replace(coalesce(nullif(v.fields ->> 'text', ''), v.fields ->> 'title'), '\\s+', ' ', 'g'), ${sampleChars + 1}) as text
    from place_mention m join posting p on p.id = m."postingId" join revision v on v.id = p."currentRevisionId"
    left join lead l on l."postingId" = m."postingId"
    where m."placeId" = s."placeId" and not exists (select from person_at_risk r where r."postingId" = m."postingId")
    order by l.id is null, m."seenAt" desc limit 1) sample on true
  order by s.leads desc, s.postings desc, s."lastSeenAt" desc, s.address`;

export const createFoundPlaceStore = (database: PrismaClient): FoundPlaceStore => ({
  async list() {
    const rows = await database.$queryRawUnsafe<Row[]>(listSql);
    return rows.map((row) => ({
      ...row,
      sample: row.sample.length > sampleChars ? `${row.sample.slice(0, sampleChars)}…` : row.sample,
      firstSeenAt: row.firstSeenAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
    }));
  },

  byId: (id) =>
    database.foundPlace.findUnique({
      where: { id },
      select: { id: true, typeId: true, address: true, name: true },
    }),

  decide: (id, state, actor) =>
    database.$transaction((tx) => write(tx, id, { state, targetId: null }, actor)),

  addTarget: (id, make, actor) =>
    database.$transaction(async (tx) => {
      await tx.$queryRaw`select from found_place where id = ${id}::uuid for update`;
      const targetId = await make();
      await write(tx, id, { state: 'added', targetId }, actor);
      return targetId;
    }),
});

const write = async (
  tx: Prisma.TransactionClient,
  id: string,
  { state, targetId }: { state: PlaceState; targetId: string | null },
  actor: string,
): Promise<void> => {
  const { count } = await tx.foundPlace.updateMany({
    where: { id },
    data: { state, decidedAt: state === 'new' ? null : new Date(), targetId },
  });
  if (count === 0) throw new NotThereError('this place is not there, or no longer');
  await appendAudit(tx, { actor, action: actions[state], subjectType: 'place', subjectId: id });
};
