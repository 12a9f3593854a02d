/** The pictures of a lead with what was read on them, and other leads with the same ones. */
import { tiers } from '../domain/assessment.ts';
import { imageWord, type LeadView } from '../domain/lead-view.ts';
import type { Prisma } from './generated/client.ts';
import { isNoPlea } from './hide-pleas.ts';

/** Of a lead's pictures, those that are fetched, by their number in the posting. */
export const readLeadImages = async (
  tx: Prisma.TransactionClient,
  lead: { postingId: string },
  images: readonly { url: string; alt?: string | undefined }[],
): Promise<LeadView['images']> => {
  const rows = await tx.postingImage.findMany({ where: { postingId: lead.postingId } });
  const hashes = rows.flatMap((row) => row.blobHash ?? []);
  const readings = await tx.imageReading.findMany({ where: { blobHash: { in: hashes } } });
  const withheld = await tx.blob.findMany({
    where: {
      hash: { in: hashes },
      OR: [{ quarantinedAt: { not: null } }, { destroyedAt: { not: null } }],
    },
  });
  const isWithheld = (hash: string | null): boolean => withheld.some((blob) => blob.hash === hash);
  return images.flatMap(({ url, alt }, number) => {
    const row = rows.find((one) => one.url === url);
    if (!row) return [];
    const hidden = isWithheld(row.blobHash);
    const reading = hidden ? undefined : readings.find((one) => one.blobHash === row.blobHash);
    return [
      {
        number,
        url,
        alt: alt ?? null,
        captureId: row.captureId,
        blobHash: row.blobHash,
        isShown: !hidden && reading !== undefined && reading.perceptualHash !== null,
        width: reading?.width ?? null,
        height: reading?.height ?? null,
        text: reading?.text ?? null,
        words: imageWord.array().parse(reading?.words ?? []),
        languages: reading?.languages ?? [],
        note: hidden ? 'the picture was withdrawn' : (reading?.note ?? row.problem),
      },
    ];
  });
};

/** Bits of the perceptual hash that may differ in the same picture. */
const mostDifferentBits = 8;
/** Beyond those with an equal hash, so many of the newest pictures are compared. */
const comparedPictures = 5000;
const mostMatches = 50;

export const readSamePictures = async (
  tx: Prisma.TransactionClient,
  lead: { id: string; postingId: string },
): Promise<LeadView['samePictures']> => {
  const found = await tx.$queryRaw<{ id: string; distance: number }[]>`
    WITH own AS (
      SELECT DISTINCT g."perceptualHash" AS hash FROM posting_image i
      JOIN image_reading g ON g."blobHash" = i."blobHash"
      WHERE i."postingId" = ${lead.postingId}::uuid AND g."perceptualHash" IS NOT NULL),
    compared AS (
      SELECT g."blobHash", g."perceptualHash" FROM image_reading g
      WHERE g."perceptualHash" IN (SELECT hash FROM own)
      UNION
      (SELECT g."blobHash", g."perceptualHash" FROM image_reading g
       WHERE g."perceptualHash" IS NOT NULL ORDER BY g."readAt" DESC LIMIT ${comparedPictures})),
    near AS (
      SELECT c."blobHash", min(bit_count(
        ('x' || c."perceptualHash")::bit(64) # ('x' || own.hash)::bit(64)))::int AS distance
      FROM compared c CROSS JOIN own GROUP BY 1)
    SELECT l.id, min(near.distance)::int AS distance
    FROM near JOIN posting_image i ON i."blobHash" = near."blobHash" JOIN lead l ON l."postingId" = i."postingId"
    WHERE near.distance <= ${mostDifferentBits} AND l.id <> ${lead.id}::uuid
    GROUP BY l.id ORDER BY 2, l.id LIMIT ${mostMatches}`;
  const leads = await tx.lead.findMany({ where: { id: { in: found.map((one) => one.id) }, ...isNoPlea } });
  return found.flatMap(({ id, distance }) => {
    const other = leads.find((one) => one.id === id);
    if (!other) return [];
    return [
      {
        leadId: id,
        title: other.title,
        tier: tiers[other.tierRank] ?? 'none',
        language: other.language,
        site: other.site,
        createdAt: other.createdAt.toISOString(),
        isExact: distance === 0,
      },
    ];
  });
};
