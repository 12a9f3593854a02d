/** Captures that people hand in, with their postings and pictures, as one step of a transaction. */
import type { Protection } from '../../domain/protected-identifier.ts';
import type { PreparedItem } from '../../pipeline/import-contract.ts';
import type { Queryable } from '../database.ts';
import { writeBlobs, writeCaptures } from './write-captures.ts';
import { linkFetchedImages, refreshImagesKeys, writePostingImages } from './write-images.ts';
import { writeLeads } from './write-leads.ts';
import { writePersonsAtRisk } from './write-persons-at-risk.ts';
import { writePostings } from './write-postings.ts';

export interface KeptPosting {
  captureId: string;
  postingId: string;
  contentHash: string;
  isNew: boolean;
  leadId: string | null;
  isNewLead: boolean;
}

/** Comes late in a transaction: it holds the turn of whoever raises leads until the end. */
export const keepPrepared = async (
  client: Queryable,
  input: { items: readonly PreparedItem[]; suppliedBy: string | null; protection: Protection | undefined },
): Promise<KeptPosting[]> => {
  const { items, suppliedBy } = input;
  await writeBlobs(
    client,
    items.flatMap((item) => item.blobs),
  );
  await writeCaptures(
    client,
    items.map(({ capture }) => ({
      ...capture,
      urlId: null,
      runId: null,
      leadId: null,
      suppliedBy,
      isDemonstration: false,
    })),
  );
  const seen = items.flatMap((item) =>
    item.postings.map((assessed) => ({
      assessed,
      captureId: item.capture.id,
      seenAt: item.capture.fetchedAt,
      targetId: null,
      postedIn: null,
      isDemonstration: false,
    })),
  );
  const written = await writePostings(client, seen, input.protection);
  await writePostingImages(
    client,
    written.map(({ postingId, assessed }) => ({ postingId, images: assessed.images ?? [] })),
  );
  const shown = await linkFetchedImages(
    client,
    items.flatMap(({ capture, images }) =>
      images.map(({ url, blobHash }) => ({
        fetchedUrl: url,
        captureId: capture.id,
        blobHash,
        problem: null,
      })),
    ),
  );
  const withText = await refreshImagesKeys(client, shown);
  // With text on its images, a posting is judged by both together, in a moment: see src/pipeline/read-images.ts.
  const leads = await writeLeads(
    client,
    written.filter((one) => !withText.has(one.postingId)),
  );
  await writePersonsAtRisk(client, written);
  return written.map((one, index) => ({
    captureId: (seen[index] as (typeof seen)[number]).captureId,
    postingId: one.postingId,
    contentHash: one.assessed.contentHash,
    isNew: one.isNew,
    leadId: leads.get(one.postingId)?.leadId ?? null,
    isNewLead: leads.get(one.postingId)?.isNew ?? false,
  }));
};
