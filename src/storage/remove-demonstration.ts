/** Takes the demonstration away as if it had never been there; only the audit log remembers. */
import { appendAudit } from './audit.ts';
import type { PrismaClient } from './generated/client.ts';

/** Returns the hashes of blobs that no capture uses any more. */
export const removeDemonstration = (database: PrismaClient, actor: string): Promise<string[]> =>
  database.$transaction(
    async (tx) => {
      const blobs = await tx.$queryRaw<{ hash: string }[]>`
        SELECT DISTINCT hash FROM (
          SELECT "blobHash" AS hash FROM capture WHERE "isDemonstration"
          UNION SELECT "screenshotHash" FROM capture WHERE "isDemonstration") used
        WHERE hash IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM capture o WHERE NOT o."isDemonstration" AND (o."blobHash" = hash OR o."screenshotHash" = hash))`;
      await tx.$executeRaw`
        DELETE FROM person_at_risk WHERE "postingId" IN (SELECT id FROM posting WHERE "isDemonstration")`;
      // Leads point at assessments without cascade, so they go first.
      const leads = await tx.$executeRaw`DELETE FROM lead WHERE "isDemonstration"`;
      await tx.$executeRaw`DELETE FROM posting WHERE "isDemonstration"`;
      await tx.$executeRaw`
        DELETE FROM lead_group g WHERE NOT EXISTS (SELECT 1 FROM lead l WHERE l."groupId" = g.id)`;
      await tx.$executeRaw`
        DELETE FROM contact c WHERE NOT EXISTS (SELECT 1 FROM contact_mention m WHERE m."contactId" = c.id)`;
      await tx.$executeRaw`DELETE FROM capture WHERE "isDemonstration"`;
      await tx.$executeRaw`DELETE FROM target WHERE "isDemonstration"`;
      const hashes = blobs.map((blob) => blob.hash);
      await tx.imageReading.deleteMany({ where: { blobHash: { in: hashes } } });
      await tx.blob.deleteMany({ where: { hash: { in: hashes } } });
      await appendAudit(tx, {
        actor,
        action: 'demonstration.removed',
        subjectType: 'target',
        subjectId: 'demonstration',
        details: { leads },
      });
      return hashes;
    },
    { timeout: 60_000 },
  );
