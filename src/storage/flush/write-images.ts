/** Images of postings: which belong to one, what was fetched of each, and the key of the texts read from them. */
import { createHash } from 'node:crypto';
import { newId } from '../../platform/ids.ts';
import type { Queryable } from '../database.ts';
import type { PlacedImage } from '../frontier-contract.ts';
import { imageTextsOf } from '../image-texts.ts';
import { insertRows, recordset, storableJson } from '../insert-rows.ts';

/** An image that was fetched for another posting already is not fetched again: what is known of it is taken over. */
export const writePostingImages = async (
  client: Queryable,
  given: { postingId: string; images: readonly PlacedImage[] }[],
): Promise<void> => {
  const rows = given.flatMap(({ postingId, images }) =>
    images.map((image) => ({ ...image, id: newId(), postingId })),
  );
  if (rows.length === 0) return;
  const { rows: added } = await insertRows<{ id: string }>(client, {
    table: 'posting_image',
    columns: { id: 'uuid', postingId: 'uuid', url: 'text', fetchedUrl: 'text' },
    rows: rows.sort((a, b) => (a.postingId + a.url < b.postingId + b.url ? -1 : 1)),
    after: 'on conflict ("postingId", url) do nothing returning id',
  });
  await client.query(
    `update posting_image i set "captureId" = known."captureId", "blobHash" = known."blobHash"
     from (select distinct on (o."fetchedUrl") o."fetchedUrl", o."captureId", o."blobHash"
           from posting_image o where o."blobHash" is not null
             and o."fetchedUrl" in (select "fetchedUrl" from posting_image where id = any($1::uuid[]))
           order by o."fetchedUrl", o."captureId" desc) known
     where i.id = any($1::uuid[]) and i."fetchedUrl" = known."fetchedUrl"`,
    [added.map((row) => row.id)],
  );
};

export interface FetchedImage {
  fetchedUrl: string;
  captureId: string | null;
  /** Null when nothing new was fetched; what is known stays. */
  blobHash: string | null;
  problem: string | null;
}

const fetchedColumns = { fetchedUrl: 'text', captureId: 'uuid', blobHash: 'text', problem: 'text' };

/** Returns the postings that show them. */
export const linkFetchedImages = async (client: Queryable, fetched: FetchedImage[]): Promise<string[]> => {
  if (fetched.length === 0) return [];
  const { rows } = await client.query<{ postingId: string }>(
    `update posting_image i set problem = f.problem,
       "captureId" = case when f."blobHash" is null then i."captureId" else f."captureId" end,
       "blobHash" = coalesce(f."blobHash", i."blobHash")
     from ${recordset(1, 'f', fetchedColumns)} where i."fetchedUrl" = f."fetchedUrl"
     returning i."postingId"`,
    [storableJson(fetched)],
  );
  return [...new Set(rows.map((row) => row.postingId))];
};

/** Equal as long as the texts are; empty without any. */
export const imagesKeyOf = (texts: readonly string[]): string =>
  texts.some((text) => text !== '') ? createHash('sha256').update(JSON.stringify(texts)).digest('hex') : '';

/** Brings the postings' keys up to date. Returns those that have text on images. */
export const refreshImagesKeys = async (
  client: Queryable,
  postingIds: readonly string[],
): Promise<Set<string>> => {
  if (postingIds.length === 0) return new Set();
  const { rows } = await client.query<{ id: string; imagesKey: string; texts: string[] }>(
    `select p.id, p."imagesKey", ${imageTextsOf} as texts
     from posting p join revision r on r.id = p."currentRevisionId"
     where p.id = any($1::uuid[]) order by p.site, p."itemKey" for update of p`,
    [postingIds],
  );
  const keyed = rows.map(({ id, imagesKey, texts }) => ({ id, was: imagesKey, key: imagesKeyOf(texts) }));
  const changed = keyed.filter(({ was, key }) => was !== key);
  if (changed.length > 0)
    await client.query(
      `update posting p set "imagesKey" = given.key
       from ${recordset(1, 'given', { id: 'uuid', key: 'text' })} where p.id = given.id`,
      [JSON.stringify(changed)],
    );
  return new Set(keyed.filter(({ key }) => key !== '').map(({ id }) => id));
};
