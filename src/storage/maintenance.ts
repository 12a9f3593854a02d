/** Storage's part of maintenance: assessments by newer rules, and blobs that nobody needs. */
import type { Protection } from '../domain/protected-identifier.ts';
import type { MaintenanceStore } from '../pipeline/maintain.ts';
import { type Database, inTransaction } from './database.ts';
import { writeAssessments } from './flush/write-assessments.ts';
import { writeContacts } from './flush/write-contacts.ts';
import { writeLeads } from './flush/write-leads.ts';
import { writePersonsAtRisk } from './flush/write-persons-at-risk.ts';
import type { WrittenPosting } from './flush/write-postings.ts';
import { imageTextsOf } from './image-texts.ts';
import { withoutProtected } from './protected-identifiers.ts';
import { type RevisionRow, toStoredRevision } from './stored-revision.ts';

export const createMaintenanceStore = (
  { pool }: Pick<Database, 'pool'>,
  { protection }: { protection?: Protection } = {},
): MaintenanceStore => ({
  outdatedRevisions: async ({ rulesVersion, limit, onlyWithImages = false }) => {
    const { rows } = await pool.query<RevisionRow>(
      `select r.id as "revisionId", p.site, p."itemKey", p.url, r.fields, r."postedIn",
         p."imagesKey", ${imageTextsOf} as "imageTexts"
       from posting p join revision r on r.id = p."currentRevisionId"
       where (not $3 or p."imagesKey" <> '')
         and not exists (select from assessment a where a."revisionId" = r.id and a."rulesVersion" = $1
           and a."imagesKey" = p."imagesKey")
       order by r.id limit $2`,
      [rulesVersion, limit, onlyWithImages],
    );
    return rows.map(toStoredRevision);
  },

  saveReassessments: (given) =>
    inTransaction(pool, async (client) => {
      // Somebody may have become protected while they were assessed.
      const { seen: rows } = await withoutProtected(client, given, protection);
      const at = new Date();
      // What was changed or removed meanwhile is left to the next round.
      const { rows: current } = await client.query<{
        id: string;
        revisionId: string;
        isDemonstration: boolean;
        imagesKey: string;
      }>(
        `select id, "currentRevisionId" as "revisionId", "isDemonstration", "imagesKey" from posting
         where "currentRevisionId" = any($1::uuid[]) order by site, "itemKey" for update`,
        [rows.map((row) => row.revisionId)],
      );
      const postings = new Map(current.map((row) => [row.revisionId, row]));
      const present = rows.filter((row) => postings.get(row.revisionId)?.imagesKey === row.imagesKey);
      const assessmentIds = await writeAssessments(
        client,
        present.map(({ revisionId, imagesKey, assessed: { assessment } }) => ({
          revisionId,
          imagesKey,
          assessment,
          at,
        })),
      );
      await writeContacts(
        client,
        present.map(({ revisionId, assessed }) => ({ revisionId, contacts: assessed.assessment.contacts })),
        protection,
      );
      const written = present.map(({ revisionId, assessed }, index): WrittenPosting => {
        const posting = postings.get(revisionId) as (typeof current)[number];
        return {
          assessed,
          revisionId,
          postingId: posting.id,
          isNew: false,
          isDemonstration: posting.isDemonstration,
          previousRevisionId: null,
          assessmentId: assessmentIds[index] as string,
        };
      });
      const leads = await writeLeads(client, written, at);
      await writePersonsAtRisk(client, written);
      return [...leads.values()].filter((lead) => lead.isNew).length;
    }),

  unneededBlobs: async ({ olderThanDays, limit }) => {
    const { rows } = await pool.query<{ hash: string }>(
      `select b.hash from blob b
       where b."destroyedAt" is null and b."quarantinedAt" is null
         and b."storedAt" < now() - $1 * interval '1 day'
         and exists (select from capture c where c."blobHash" = b.hash)
         and not exists (select from capture c where c."screenshotHash" = b.hash)
         and not exists (select from capture c where c."blobHash" = b.hash and ${isNeeded})
       order by b."storedAt" limit $2`,
      [olderThanDays, limit],
    );
    return rows.map((row) => row.hash);
  },

  markBlobsDestroyed: async (hashes, reason) => {
    await pool.query(
      `update blob set "destroyedAt" = now(), reason = $2 where hash = any($1::text[]) and "destroyedAt" is null`,
      [hashes, reason],
    );
  },

  blobFilesToDelete: async ({ olderThanMs, limit }) => {
    await pool.query(
      'delete from blob_file_to_delete d where exists (select from blob b where b.hash = d.hash)',
    );
    const { rows } = await pool.query<{ hash: string; decidedAt: Date }>(
      `select hash, "decidedAt" from blob_file_to_delete
       where "decidedAt" < now() - $1 * interval '1 millisecond' order by "decidedAt" limit $2`,
      [olderThanMs, limit],
    );
    return rows;
  },

  forgetDeletedFiles: async (hashes) => {
    await pool.query('delete from blob_file_to_delete where hash = any($1::text[])', [hashes]);
  },
});

/**
 * A capture that a person handed in, that shows a lead, or from which a posting or its image came that is a lead, a person at
 * risk, or anything but tier none at its newest assessment.
 */
const isNeeded = `(c.kind = 'supplied' or c."leadId" is not null or exists (
  select from (select s."postingId" from sighting s where s."captureId" = c.id
    union all select i."postingId" from posting_image i where i."blobHash" = c."blobHash") s where (
    exists (select from lead l where l."postingId" = s."postingId")
    or exists (select from person_at_risk r where r."postingId" = s."postingId")
    or exists (select from posting p join lateral (
         select a.tier from assessment a where a."revisionId" = p."currentRevisionId"
         order by a."createdAt" desc limit 1) newest on true
       where p.id = s."postingId" and newest.tier <> 'none'))))`;
