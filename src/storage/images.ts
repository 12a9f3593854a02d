/** Storage's part of reading images: what is still to be read, and what was read. */
import { protectedReason } from '../domain/protected-identifier.ts';
import type { ImageStore, PendingImage, StoredImageReading } from '../pipeline/read-images.ts';
import { type Database, inTransaction } from './database.ts';
import { refreshImagesKeys } from './flush/write-images.ts';
import { insertRows, storable } from './insert-rows.ts';

export const createImageStore = ({ pool }: Pick<Database, 'pool'>): ImageStore => ({
  pendingImages: async ({ installed, limit }) => {
    const { rows } = await pool.query<PendingImage>(
      `select distinct on (i."blobHash") i."blobHash", p.site, r.fields ->> 'country' as country,
         coalesce(array(select l ->> 'code' from assessment a, jsonb_array_elements(a.languages) l
           where a."revisionId" = r.id and a."imagesKey" = '' order by a."createdAt" desc limit 3), '{}') as languages
       from posting_image i join posting p on p.id = i."postingId" join revision r on r.id = p."currentRevisionId"
       left join image_reading g on g."blobHash" = i."blobHash"
       where i."blobHash" is not null
         and (g."blobHash" is null or (g."perceptualHash" is not null and not g.installed @> $1::text[]))
         and not exists (select from blob b where b.hash = i."blobHash" and b."quarantinedAt" is not null)
       order by i."blobHash", p."firstSeenAt" desc limit $2`,
      [installed, limit],
    );
    return rows;
  },

  saveImageReading: (reading) =>
    inTransaction(pool, async (client) => {
      await insertRows(client, {
        table: 'image_reading',
        columns: readingColumns,
        rows: [toRow(reading)],
        // Workers with other languages shall not read it anew for ever: what one of them had counts.
        after: `on conflict ("blobHash") do update set ${overwritten},
          installed = array(select distinct unnest(image_reading.installed || excluded.installed))`,
      });
      if (reading.showsProtected)
        await client.query(
          `update blob set "quarantinedAt" = now(), reason = $2 where hash = $1 and "quarantinedAt" is null`,
          [reading.blobHash, protectedReason],
        );
      const { rows } = await client.query<{ postingId: string }>(
        'select distinct "postingId" from posting_image where "blobHash" = $1',
        [reading.blobHash],
      );
      await refreshImagesKeys(
        client,
        rows.map((row) => row.postingId),
      );
    }),
});

const readingColumns = {
  blobHash: 'text',
  format: 'text',
  width: 'int',
  height: 'int',
  perceptualHash: 'text',
  languages: 'text[]',
  installed: 'text[]',
  text: 'text',
  words: 'jsonb',
  confidence: 'float8',
  note: 'text',
  madeWith: 'text',
  readAt: 'timestamptz',
};

/** A reading that failed takes nothing away from an earlier one that did not. */
const isFailure = `(excluded."perceptualHash" is null and image_reading."perceptualHash" is not null)`;

const overwritten = Object.keys(readingColumns)
  .filter((column) => column !== 'blobHash' && column !== 'installed')
  .map(
    (column) =>
      `"${column}" = case when ${isFailure} then image_reading."${column}" else excluded."${column}" end`,
  )
  .join(', ');

const toRow = (reading: StoredImageReading) => ({
  blobHash: reading.blobHash,
  format: reading.image?.format ?? null,
  width: reading.image?.width ?? null,
  height: reading.image?.height ?? null,
  perceptualHash: reading.hash ?? null,
  languages: reading.languages,
  installed: reading.installed,
  text: reading.text === undefined ? null : storable(reading.text),
  words: reading.words ?? [],
  confidence: reading.confidence ?? null,
  note: reading.note ?? null,
  madeWith: reading.madeWith,
  readAt: new Date(),
});
