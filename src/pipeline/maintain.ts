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
}

/** Storage's part of maintenance. */
export interface MaintenanceStore {
  /** Current revisions without an assessment of this version of the rules, oldest first. */
  outdatedRevisions(input: { rulesVersion: string; limit: number }): Promise<StoredRevision[]>;
  /**
   * Adds the assessments; raises leads, re-orders those there are, and takes no lead away that a person has touched.
   * Returns how many leads were raised.
   */
  saveReassessments(rows: { revisionId: string; assessed: AssessedPosting }[]): Promise<number>;
  /** Blobs stored longer ago than that, of captures whose postings all came out at tier `none`, and of no lead. */
  unneededBlobs(input: { olderThanDays: number; limit: number }): Promise<string[]>;
  /** Marks them destroyed with the reason; their captures stay. */
  markBlobsDestroyed(hashes: string[], reason: string): Promise<void>;
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
  },
  signal?: AbortSignal,
): Promise<ReScoreReport> => {
  const rulesVersion = await needs.rulesVersion();
  const report = { revisions: 0, raisedLeads: 0 };
  while (!signal?.aborted) {
    const batch = await needs.store.outdatedRevisions({ rulesVersion, limit: batchSize });
    if (batch.length === 0) break;
    const rows = await Promise.all(batch.map((revision) => reassess(needs, revision)));
    report.raisedLeads += await needs.store.saveReassessments(rows);
    report.revisions += rows.length;
  }
  return report;
};

const reassess = async (
  needs: { assess(advert: AdvertInput): Promise<Assessment> },
  { revisionId, site, posting, postedIn }: StoredRevision,
) => {
  const assessment = await needs.assess(advertOf(posting, postedIn ?? undefined));
  return { revisionId, assessed: assessPosting(posting, assessment, site) };
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
