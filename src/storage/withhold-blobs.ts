import { protectedReason } from '../domain/protected-identifier.ts';
import type { Queryable } from './database.ts';

/** Page and screenshot stay as evidence, unseen: neither shown nor exported; nor other pictures of the same page. Returns how many files that concerns. */
export const withholdBlobs = async (client: Queryable, captureIds: readonly string[]): Promise<number> => {
  if (captureIds.length === 0) return 0;
  const { rowCount } = await client.query(
    `update blob b set "quarantinedAt" = now(), reason = $2
     where "quarantinedAt" is null and "destroyedAt" is null and hash in (
       select unnest(array[c."blobHash", c."screenshotHash"]) from capture c where c.id = any($1::uuid[])
       union
       select o."screenshotHash" from capture c join capture o on o."blobHash" = c."blobHash"
       where c.id = any($1::uuid[]))`,
    [captureIds, protectedReason],
  );
  return rowCount ?? 0;
};
