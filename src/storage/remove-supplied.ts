/** Takes away what captures that a person handed in have brought, and nothing that another source brought too. */
import { assessment as assessmentSchema } from '../domain/assessment.ts';
import type { ReassessPosting } from '../pipeline/import-contract.ts';
import type { Queryable } from './database.ts';
import { writeLeads } from './flush/write-leads.ts';
import type { WrittenPosting } from './flush/write-postings.ts';
import { toStoredRevision } from './stored-revision.ts';

export interface RemovedSupplied {
  postings: number;
  /** Decisions of analysts on groups of which nothing is left. */
  decisions: number;
  /** Hashes that nothing uses any more: to be deleted from the evidence store after the transaction. */
  blobs: string[];
}

export const removeSupplied = async (
  client: Queryable,
  { captureIds, reassess }: { captureIds: readonly string[]; reassess: ReassessPosting },
): Promise<RemovedSupplied> => {
  if (captureIds.length === 0) return { postings: 0, decisions: 0, blobs: [] };
  const pictures = await picturesOf(client, captureIds);
  await lockPostings(client, captureIds);
  await giveToOtherSightings(client, captureIds);
  const touched = await touchedPostings(client, captureIds);
  await removeSightings(client, captureIds);
  const lone = touched.filter((one) => !one.revisionId).map((one) => one.postingId);
  const shared = touched.filter((one) => one.revisionId);
  await goBack(client, { postingIds: shared.map((one) => one.postingId), captureIds, reassess });
  const decisions = await removePostings(client, lone);
  return { postings: lone.length, decisions, blobs: await removeCaptures(client, { captureIds, pictures }) };
};

interface TouchedPosting {
  postingId: string;
  /** The newest revision that another source brought; null when none did. */
  revisionId: string | null;
}

const ofCaptures = `(select "postingId" from sighting where "captureId" = any($1::uuid[])
  union select "postingId" from revision where "captureId" = any($1::uuid[]))`;

const lockPostings = async (client: Queryable, captureIds: readonly string[]): Promise<void> => {
  await client.query(
    `select from posting p where p.id in ${ofCaptures} order by p.site, p."itemKey" for update`,
    [captureIds],
  );
};

/**
 * Another source that saw the same words wrote a sighting and no revision: the revision is its own then. Ids sort by the
 * time of writing, so that it saw the last revision that was there.
 */
const giveToOtherSightings = async (client: Queryable, captureIds: readonly string[]): Promise<void> => {
  await client.query(
    `update revision r set "captureId" = other."captureId", "createdAt" = other."seenAt"
     from (
       select distinct on (mine.id) mine.id, s."captureId", s."seenAt"
       from revision mine
       left join revision next on next."postingId" = mine."postingId" and next.number = mine.number + 1
       join sighting s on s."postingId" = mine."postingId" and s.id > mine.id and (next.id is null or s.id < next.id)
       where mine."captureId" = any($1::uuid[]) and s."captureId" <> all($1::uuid[])
       order by mine.id, s."seenAt") other
     where r.id = other.id`,
    [captureIds],
  );
};

/** First and last times go back with them, unless older sightings are no longer kept. */
const removeSightings = async (client: Queryable, captureIds: readonly string[]): Promise<void> => {
  await client.query(
    `with removed as (
       delete from sighting where "captureId" = any($1::uuid[]) returning "postingId", "seenAt"),
     was as (select "postingId", min("seenAt") as first, max("seenAt") as last from removed group by "postingId"),
     stays as (
       select s."postingId", min(s."seenAt") as first, max(s."seenAt") as last from sighting s
       where s."postingId" in (select "postingId" from was) and s."captureId" <> all($1::uuid[])
       group by s."postingId")
     update posting p set
       "firstSeenAt" = case when was.first <= p."firstSeenAt" then stays.first else p."firstSeenAt" end,
       "lastSeenAt" = case when was.last >= p."lastSeenAt" then stays.last else p."lastSeenAt" end
     from was join stays using ("postingId") where p.id = was."postingId"`,
    [captureIds],
  );
};

const touchedPostings = async (
  client: Queryable,
  captureIds: readonly string[],
): Promise<TouchedPosting[]> => {
  const { rows } = await client.query<TouchedPosting>(
    `select p.id as "postingId", (select r.id from revision r where r."postingId" = p.id
         and r."captureId" <> all($1::uuid[]) order by r.number desc limit 1) as "revisionId"
     from posting p where p.id in ${ofCaptures}`,
    [captureIds],
  );
  return rows;
};

/** Postings that others brought too stand again as they stood without these captures; so do their leads. */
const goBack = async (
  client: Queryable,
  input: { postingIds: string[]; captureIds: readonly string[]; reassess: ReassessPosting },
): Promise<void> => {
  const { postingIds, captureIds } = input;
  if (postingIds.length === 0) return;
  const { rows } = await client.query(
    `select p.id as "postingId", p.site, p."itemKey", p.url, p."imagesKey", p."isDemonstration", r.id as "revisionId",
       r.fields, r."postedIn", '{}'::text[] as "imageTexts", a.id as "assessmentId", to_jsonb(a) as assessment
     from posting p
     join lateral (select * from revision r where r."postingId" = p.id and r."captureId" <> all($2::uuid[])
       order by r.number desc limit 1) r on true
     join lateral (select * from assessment a where a."revisionId" = r.id order by a."createdAt" desc limit 1) a on true
     where p.id = any($1::uuid[]) and p."currentRevisionId" <> r.id`,
    [postingIds, captureIds],
  );
  const written = rows.map((row): WrittenPosting => {
    const { posting } = toStoredRevision(row);
    const assessed = input.reassess({
      posting,
      site: row.site,
      assessment: assessmentSchema.parse(row.assessment),
    });
    const { postingId, revisionId, assessmentId, isDemonstration } = row;
    return {
      assessed,
      postingId,
      revisionId,
      assessmentId,
      isDemonstration,
      isNew: false,
      previousRevisionId: null,
    };
  });
  for (const { postingId, revisionId } of written)
    await client.query('update posting set "currentRevisionId" = $2 where id = $1', [postingId, revisionId]);
  await writeLeads(client, written);
  await rememberPleas(client, { postingIds, captureIds });
  await client.query(
    'delete from revision where "postingId" = any($1::uuid[]) and "captureId" = any($2::uuid[])',
    [postingIds, captureIds],
  );
};

/** Somebody at risk stays on the list, by the words of theirs that stay; without any they were on it by these alone. */
const rememberPleas = async (
  client: Queryable,
  { postingIds, captureIds }: { postingIds: readonly string[]; captureIds: readonly string[] },
): Promise<void> => {
  const { rows } = await client.query<{ id: string; assessmentId: string | null }>(
    `select x.id, (select a.id from revision r join assessment a on a."revisionId" = r.id
         where r."postingId" = x."postingId" and r."captureId" <> all($2::uuid[]) and a.kind = 'plea'
         order by r.number desc, a."createdAt" desc limit 1) as "assessmentId"
     from person_at_risk x join assessment given on given.id = x."assessmentId"
       join revision r on r.id = given."revisionId"
     where x."postingId" = any($1::uuid[]) and r."captureId" = any($2::uuid[]) order by x.id for update of x`,
    [postingIds, captureIds],
  );
  const kept = rows.filter((row) => row.assessmentId !== null);
  for (const { id, assessmentId } of kept)
    await client.query(
      `update person_at_risk set "assessmentId" = $2, state = 'new', "handledAt" = null, "handledById" = null
       where id = $1`,
      [id, assessmentId],
    );
  await client.query('delete from person_at_risk where id = any($1::uuid[])', [
    rows.filter((row) => row.assessmentId === null).map((row) => row.id),
  ]);
};

const removePostings = async (client: Queryable, postingIds: readonly string[]): Promise<number> => {
  if (postingIds.length === 0) return 0;
  const contacts = await lockContacts(client, postingIds);
  const { rows: groups } = await client.query<{ groupId: string }>(
    'delete from lead where "postingId" = any($1::uuid[]) returning "groupId"',
    [postingIds],
  );
  await client.query('delete from person_at_risk where "postingId" = any($1::uuid[])', [postingIds]);
  await client.query('delete from posting where id = any($1::uuid[])', [postingIds]);
  const { rows } = await client.query<{ decisions: number }>(
    `with empty as (select id from lead_group g where id = any($1::uuid[])
         and not exists (select from lead l where l."groupId" = g.id))
     select count(*)::int as decisions from decision where "groupId" in (select id from empty)`,
    [groups.map((row) => row.groupId)],
  );
  await client.query(
    `delete from lead_group g where id = any($1::uuid[]) and not exists (select from lead l where l."groupId" = g.id)`,
    [groups.map((row) => row.groupId)],
  );
  await client.query(
    `delete from contact c where id = any($1::uuid[])
       and not exists (select from contact_mention m where m."contactId" = c.id)`,
    [contacts],
  );
  return rows[0]?.decisions ?? 0;
};

/** Whoever mentions one of them by now is waited for, and seen by what comes after. */
const lockContacts = async (client: Queryable, postingIds: readonly string[]): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    `select c.id from contact c where c.id in (
       select m."contactId" from contact_mention m join revision r on r.id = m."revisionId"
       where r."postingId" = any($1::uuid[]))
     order by c.type, c.value for update`,
    [postingIds],
  );
  return rows.map((row) => row.id);
};

const picturesOf = async (client: Queryable, captureIds: readonly string[]): Promise<string[]> => {
  const { rows } = await client.query<{ hash: string }>(
    'select distinct "blobHash" as hash from posting_image where "captureId" = any($1::uuid[]) and "blobHash" is not null',
    [captureIds],
  );
  return rows.map((row) => row.hash);
};

const removeCaptures = async (
  client: Queryable,
  { captureIds, pictures }: { captureIds: readonly string[]; pictures: readonly string[] },
): Promise<string[]> => {
  const { rows: gone } = await client.query<{ hash: string | null }>(
    'delete from capture where id = any($1::uuid[]) returning "blobHash" as hash',
    [captureIds],
  );
  const offered = [...new Set([...pictures, ...gone.flatMap((row) => row.hash ?? [])])];
  await client.query(`update posting_image set "captureId" = null where "captureId" = any($1::uuid[])`, [
    captureIds,
  ]);
  const { rows } = await client.query<{ hash: string }>(
    `delete from blob b where hash = any($1::text[]) and "quarantinedAt" is null
       and not exists (select from capture c where c."blobHash" = b.hash or c."screenshotHash" = b.hash)
       and not exists (select from posting_image i where i."blobHash" = b.hash)
       and not exists (select from intake_item n where n.images @> jsonb_build_array(jsonb_build_object('hash', b.hash)))
     returning hash`,
    [offered],
  );
  const hashes = rows.map((row) => row.hash);
  await client.query('delete from image_reading where "blobHash" = any($1::text[])', [hashes]);
  return hashes;
};
