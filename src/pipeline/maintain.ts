/** Work on what is already there, in batches that may be broken off anywhere and begun again. */
import { advertOf } from '../domain/advert-of.ts';
import type { AdvertInput, Assessment } from '../domain/assessment.ts';
import type { Posting } from '../domain/posting.ts';
import type { BlobStore } from '../evidence/blob-store.ts';
import type { AssessedPosting } from '../storage/frontier-contract.ts';
import { assessPosting } from './assess-posting.ts';

export interface StoredRevision {
  revisionId: string;
  site: string;
  posting: Posting;
  postedIn: string | null;
  /** Text read from its images, by their number. */
  imageTexts: string[];
  /** Changes with `imageTexts`; empty without any. */
  imagesKey: string;
}

/** A stored revision with its new assessment. */
export interface Reassessed {
  revisionId: string;
  imagesKey: string;
  assessed: AssessedPosting;
}

/** Storage's part of maintenance. */
export interface MaintenanceStore {
  /** Current revisions without an assessment by this version of the rules and with the texts of their images, oldest first. */
  outdatedRevisions(input: {
    rulesVersion: string;
    limit: number;
    /** Looks only at postings with text on images. */
    onlyWithImages?: boolean;
  }): Promise<StoredRevision[]>;
  /**
   * Adds the assessments; raises leads, re-orders those there are, and takes no lead away that a person has touched.
   * Returns how many leads were raised.
   */
  saveReassessments(rows: Reassessed[]): Promise<number>;
  /** Blobs stored longer ago than that, of captures whose postings all came out at tier `none`, and of no lead. */
  unneededBlobs(input: { olderThanDays: number; limit: number }): Promise<string[]>;
  /** Marks them destroyed with the reason; their captures stay. */
  markBlobsDestroyed(hashes: string[], reason: string): Promise<void>;
  /** Files of blobs that were deleted longer ago than that and were not kept again, and when that was. */
  blobFilesToDelete(input: {
    olderThanMs: number;
    limit: number;
  }): Promise<{ hash: string; decidedAt: Date }[]>;
  forgetDeletedFiles(hashes: string[]): Promise<void>;
}

export const retentionDays = 14;
const batchSize = 100;

export interface ReScoreReport {
  revisions: number;
  raisedLeads: number;
}

export const reScore = async (
  needs: {
    store: Pick<MaintenanceStore, 'outdatedRevisions' | 'saveReassessments'>;
    assess(advert: AdvertInput): Promise<Assessment>;
    rulesVersion(): Promise<string>;
    onlyWithImages?: boolean;
  },
  signal?: AbortSignal,
): Promise<ReScoreReport> => {
  const rulesVersion = await needs.rulesVersion();
  const which = { rulesVersion, onlyWithImages: needs.onlyWithImages ?? false };
  const report = { revisions: 0, raisedLeads: 0 };
  /** Those that could not be assessed or saved; without them a round would never end. */
  const left = new Map<string, string>();
  while (!signal?.aborted) {
    const outdated = await needs.store.outdatedRevisions({ ...which, limit: batchSize + left.size });
    const batch = outdated.filter((revision) => !left.has(revision.revisionId));
    if (batch.length === 0) break;
    for (const { revisionId } of batch) left.set(revisionId, 'it changed meanwhile');
    const rows = await reassessAll(needs, batch, left);
    report.raisedLeads += await needs.store.saveReassessments(rows);
    report.revisions += rows.length;
    const still = await needs.store.outdatedRevisions({ ...which, limit: left.size });
    const stillIds = new Set(still.map((revision) => revision.revisionId));
    for (const revisionId of left.keys()) if (!stillIds.has(revisionId)) left.delete(revisionId);
  }
  if (left.size > 0) throw new Error(`${left.size} postings could not be assessed again: ${describe(left)}`);
  return report;
};

const describe = (left: ReadonlyMap<string, string>): string =>
  [...left]
    .slice(0, 5)
    .map(([revisionId, reason]) => `revision ${revisionId} (${reason})`)
    .join(', ');

const reassessAll = async (
  needs: { assess(advert: AdvertInput): Promise<Assessment> },
  batch: readonly StoredRevision[],
  left: Map<string, string>,
): Promise<Reassessed[]> => {
  const rows = await Promise.all(
    batch.map(async ({ revisionId, site, posting, postedIn, imageTexts, imagesKey }) => {
      try {
        const context = { postedIn: postedIn ?? undefined, imageTexts };
        const assessment = await needs.assess(advertOf(posting, context));
        const assessed = assessPosting(posting, assessment, { site, imageTexts });
        return [{ revisionId, imagesKey, assessed }];
      } catch (error) {
        left.set(revisionId, error instanceof Error ? error.message : String(error));
        return [];
      }
    }),
  );
  return rows.flat();
};

/** Whoever deletes a blob's row deletes its file right afterwards; this long he is left to it. */
const deletionMs = 10 * 60_000;

/** Deletes files of blobs that are gone: their row and their file can't go at once, and a process may end between. */
export const deleteLeftFiles = async (
  needs: {
    store: Pick<MaintenanceStore, 'blobFilesToDelete' | 'forgetDeletedFiles'>;
    blobs: Pick<BlobStore, 'remove'>;
  },
  signal?: AbortSignal,
): Promise<void> => {
  while (!signal?.aborted) {
    const files = await needs.store.blobFilesToDelete({ olderThanMs: deletionMs, limit: batchSize });
    if (files.length === 0) break;
    for (const { hash, decidedAt } of files) await needs.blobs.remove(hash, { unlessPutSince: decidedAt });
    await needs.store.forgetDeletedFiles(files.map((file) => file.hash));
  }
};

/** Returns how many blobs were deleted. Deleted first and marked then: what was broken off between is done again. */
export const dropUnneededBlobs = async (
  needs: {
    store: Pick<MaintenanceStore, 'unneededBlobs' | 'markBlobsDestroyed'>;
    blobs: Pick<BlobStore, 'remove'>;
  },
  signal?: AbortSignal,
): Promise<number> => {
  let dropped = 0;
  while (!signal?.aborted) {
    const hashes = await needs.store.unneededBlobs({ olderThanDays: retentionDays, limit: batchSize });
    if (hashes.length === 0) break;
    for (const hash of hashes) await needs.blobs.remove(hash);
    await needs.store.markBlobsDestroyed(hashes, `no advert of interest in ${retentionDays} days`);
    dropped += hashes.length;
  }
  return dropped;
};
