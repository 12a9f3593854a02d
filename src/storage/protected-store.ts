/** What is stored, gone through for one person; and the identifiers of everybody who is protected. */
import { UsageError } from '../domain/failure.ts';
import { type Protection, protectedReason } from '../domain/protected-identifier.ts';
import type { ProtectedStore, ProtectedSummary } from '../pipeline/protect-person.ts';
import { appendAuditRow } from './audit.ts';
import { type Database, inTransaction, type Queryable } from './database.ts';
import { refreshImagesKeys } from './flush/write-images.ts';
import { imageTextsOf } from './image-texts.ts';
import { recordset, storableJson } from './insert-rows.ts';
import {
  keyCheck,
  protectedAmong,
  protectIdentifiers,
  protectionKeyProblem,
  requireProtectionKey,
} from './protected-identifiers.ts';
import { readWordings, saveWordings } from './stored-wordings.ts';
import { withholdBlobs } from './withhold-blobs.ts';

type Masked = Parameters<ProtectedStore['saveAdverts']>[0];

export const createProtectedStore = (
  { pool }: Pick<Database, 'pool'>,
  {
    protection,
    actor,
    patienceMs = 60_000,
  }: { protection: Protection; actor: string /** For writers that began before. */; patienceMs?: number },
): ProtectedStore => ({
  summary: () => summaryOf(pool, protection),

  known: (hashes) => protectedAmong(pool, hashes),

  add: ({ hashes, kinds }) =>
    inTransaction(pool, async (client) => {
      await requireProtectionKey(client, protection);
      await protectIdentifiers(client, { hashes, sourceId: null });
      await audit(client, { actor, action: 'protection.added', details: { hashes, kinds } });
    }),

  remove: ({ hashes, reason }) =>
    inTransaction(pool, async (client) => {
      await requireProtectionKey(client, protection);
      const { rows } = await client.query<{ hash: string; sourceId: string | null }>(
        'delete from protected_identifier where hash = any($1::text[]) and hash <> $2 returning hash, "sourceId"',
        [hashes, protection.hashOf(keyCheck)],
      );
      if (rows.length > 0)
        await audit(client, { actor, action: 'protection.removed', details: { removed: rows, reason } });
      return rows.length;
    }),

  startAnew: (reason) =>
    inTransaction(pool, async (client) => {
      if ((await protectionKeyProblem(client, protection)) === null)
        throw new UsageError('protection.key is the right one: there is nothing to start anew');
      const { rowCount } = await client.query('delete from protected_identifier');
      await protectIdentifiers(client, { hashes: [protection.hashOf(keyCheck)], sourceId: null });
      const forgotten = Math.max(0, (rowCount ?? 0) - 1);
      await audit(client, { actor, action: 'protection.started-anew', details: { forgotten, reason } });
      return forgotten;
    }),

  masked: (counts) =>
    inTransaction(pool, (client) =>
      audit(client, { actor, action: 'protection.masked', details: { ...counts } }),
    ),

  waitForWriters: () => waitForWriters(pool, patienceMs),

  adverts: async (after, limit) => {
    const { rows } = await pool.query(
      `select r.id as "revisionId", r."postingId", r."captureId", r.fields, ${imageTextsOf} as "imageTexts",
         (select jsonb_build_object('id', l.id, 'title', l.title, 'place', l.place) from lead l
           where l."revisionId" = r.id) as lead,
         coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'gist', a.gist, 'findings', a.findings,
             'contacts', a.contacts) order by a."createdAt") from assessment a where a."revisionId" = r.id), '[]') as assessments
       from revision r join posting p on p.id = r."postingId"
       where r.id > $1 order by r.id limit $2`,
      [after, limit],
    );
    return rows;
  },

  saveAdverts: (adverts) => inTransaction(pool, (client) => saveAdverts(client, adverts)),

  readings: async (after, limit) => {
    const { rows } = await pool.query(
      `select "blobHash" as hash, text from image_reading where "blobHash" > $1 and text is not null
       order by "blobHash" limit $2`,
      [after, limit],
    );
    return rows;
  },

  saveReadings: (readings) => inTransaction(pool, (client) => saveReadings(client, readings)),

  captures: async (after, limit) => {
    const { rows } = await pool.query(
      `select c.id, c."blobHash" as hash, c."screenshotHash", c."mediaType",
         coalesce(b."quarantinedAt" is not null or b."destroyedAt" is not null, false)
           and (s.hash is null or s."quarantinedAt" is not null or s."destroyedAt" is not null) as "isWithheld"
       from capture c left join blob b on b.hash = c."blobHash" left join blob s on s.hash = c."screenshotHash"
       where c.id > $1 and c."blobHash" is not null order by c.id limit $2`,
      [after, limit],
    );
    return rows;
  },

  withhold: (captureIds) => inTransaction(pool, (client) => withholdBlobs(client, captureIds)),

  wordings: (table, after, limit) => readWordings(pool, { table, after, limit }),
  saveWordings: (table, rows) => inTransaction(pool, (client) => saveWordings(client, table, rows)),

  contacts: async (after, limit) => {
    const { rows } = await pool.query(
      'select id, type, value from contact where id > $1 order by id limit $2',
      [after, limit],
    );
    return rows;
  },

  dropContacts: (ids) =>
    inTransaction(pool, async (client) => {
      await client.query('delete from contact_mention where "contactId" = any($1::uuid[])', [ids]);
      await client.query('delete from contact where id = any($1::uuid[])', [ids]);
    }),

  places: async () => {
    const { rows } = await pool.query(`select id, address, name from found_place`);
    return rows;
  },

  dropPlaces: async (ids) => {
    await pool.query('delete from found_place where id = any($1::uuid[])', [ids]);
  },

  targets: async () => {
    const { rows } = await pool.query(
      `select id, name, options::text as options from target where "removedAt" is null order by id`,
    );
    return rows;
  },

  bundlesWith: async (postingIds) => {
    const { rows } = await pool.query(
      `select id, "createdAt", recipient from bundle b
       where "leadIds" && array(select id from lead where "postingId" = any($1::uuid[])) order by "createdAt"`,
      [postingIds],
    );
    return rows;
  },
});

const audit = (
  client: Queryable,
  entry: { actor: string; action: string; details: Record<string, unknown> },
): Promise<void> => appendAuditRow(client, { ...entry, subjectType: 'protection', subjectId: 'protection' });

const summaryOf = async (client: Queryable, protection: Protection): Promise<ProtectedSummary> => {
  const { rows } = await client.query<{ source: 'import' | 'intake' | 'command'; count: number }>(
    `select case when "sourceId" is null then 'command'
         when exists (select from intake_item n where n.id = p."sourceId") then 'intake' else 'import' end as source,
       count(*)::int as count
     from protected_identifier p where hash <> $1 group by 1`,
    [protection.hashOf(keyCheck)],
  );
  const countOf = (source: string): number => rows.find((row) => row.source === source)?.count ?? 0;
  const { rows: withheld } = await client.query<{ count: number }>(
    'select count(*)::int as count from blob where "quarantinedAt" is not null and reason = $1',
    [protectedReason],
  );
  return {
    byCommand: countOf('command'),
    byImports: countOf('import'),
    byIntake: countOf('intake'),
    withheldFiles: withheld[0]?.count ?? 0,
  };
};

const askAgainMs = 100;

/** What began to write before the identifiers were known may still bring them: it is waited for, and found then. */
const waitForWriters = async (pool: Queryable, patienceMs: number): Promise<boolean> => {
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp()::text as now');
  const endsAt = Date.now() + patienceMs;
  while (Date.now() < endsAt) {
    const { rows: older } = await pool.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
         and xact_start < $1::timestamptz`,
      [rows[0]?.now],
    );
    if (older[0]?.count === 0) return true;
    await new Promise((done) => setTimeout(done, askAgainMs));
  }
  return false;
};

/** In the order in which everybody locks postings. */
const lockPostings = async (client: Queryable, postingIds: readonly string[]): Promise<void> => {
  await client.query(
    'select id from posting where id = any($1::uuid[]) order by site, "itemKey" for update',
    [postingIds],
  );
};

const saveAdverts = async (client: Queryable, adverts: Masked): Promise<void> => {
  await lockPostings(
    client,
    adverts.map(({ postingId }) => postingId),
  );
  await client.query(
    `update revision r set fields = given.fields from ${recordset(1, 'given', { id: 'uuid', fields: 'jsonb' })} where r.id = given.id`,
    [storableJson(adverts.map(({ revisionId, fields }) => ({ id: revisionId, fields })))],
  );
  await client.query(
    `update assessment a set gist = given.gist, findings = given.findings, contacts = given.contacts
     from ${recordset(1, 'given', { id: 'uuid', gist: 'text', findings: 'jsonb', contacts: 'jsonb' })} where a.id = given.id`,
    [storableJson(adverts.flatMap(({ assessments }) => assessments))],
  );
  const leads = adverts.flatMap(({ lead, revisionId }) => (lead ? [{ ...lead, revisionId }] : []));
  await client.query(
    `update lead l set title = given.title, place = given.place,
       "searchTerms" = array(select json_array_elements_text(given."searchTerms"))
     from ${recordset(1, 'given', { id: 'uuid', revisionId: 'uuid', title: 'text', place: 'text', searchTerms: 'json' })}
     where l.id = given.id and l."revisionId" = given."revisionId"`,
    [storableJson(leads)],
  );
};

/** Masked text is another text: what was judged with it keeps its judgement. */
const saveReadings = async (
  client: Queryable,
  readings: Parameters<ProtectedStore['saveReadings']>[0],
): Promise<void> => {
  const hashes = readings.map(({ hash }) => hash);
  const { rows } = await client.query<{ id: string; imagesKey: string }>(
    `select p.id, p."imagesKey" from posting p where p.id in
       (select "postingId" from posting_image where "blobHash" = any($1::text[])) order by p.site, p."itemKey" for update`,
    [hashes],
  );
  await client.query(
    `update image_reading g set text = given.text
     from ${recordset(1, 'given', { hash: 'text', text: 'text' })} where g."blobHash" = given.hash`,
    [storableJson(readings)],
  );
  await client.query(
    `update blob set "quarantinedAt" = coalesce("quarantinedAt", now()), reason = coalesce(reason, $2) where hash = any($1::text[])`,
    [hashes, protectedReason],
  );
  await refreshImagesKeys(
    client,
    rows.map(({ id }) => id),
  );
  await client.query(
    `update assessment a set "imagesKey" = p."imagesKey"
     from ${recordset(1, 'given', { id: 'uuid', imagesKey: 'text' })} join posting p on p.id = given.id
       join revision r on r."postingId" = p.id
     where a."revisionId" = r.id and a."imagesKey" = given."imagesKey" and given."imagesKey" <> p."imagesKey"`,
    [JSON.stringify(rows)],
  );
};
