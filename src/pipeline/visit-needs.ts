/** What a visit needs of the world; src/app.ts hands in the real ones. */

import type { FetchPage } from '../../crawlers/fetching/fetch-contract.ts';
import type { Page } from '../../crawlers/target-type.ts';
import type { ReadingProblem } from '../domain/posting.ts';
import type { BlobStore } from '../evidence/blob-store.ts';
import type { Logger } from '../platform/log.ts';
import type { ReadResult, RefusalTask } from '../read-and-assess.ts';
import type {
  AssessedPosting,
  Frontier,
  HostRobots,
  NewCapture,
  VisitTarget,
} from '../storage/frontier-contract.ts';

/** Reads and assesses one page in a thread that can be killed; rejects with a named error over a limit. */
export type ReadPage = (input: {
  typeId: string;
  options: Record<string, unknown>;
  /** Further hosts that count as the same place. */
  alsoHosts?: readonly string[] | undefined;
  page: Page;
  postedIn: string | undefined;
}) => Promise<ReadResult>;

export interface KnownRobots extends HostRobots {
  /** Why it could not be reached, in words. */
  problem?: string;
  /** How long the site asks to be left alone, where it did not give its rules. */
  retryAfterMs?: number | null;
  /** Our own address guard said no. */
  isRefused?: boolean;
  /** The proxy was at fault: the site was not asked. */
  isExitFault?: boolean;
}

export interface RobotsNeeds {
  /** Never throws for what a site does: a status of 0 says that it could not be reached. */
  fetchRobots(origin: string, proxyId: string | null): Promise<KnownRobots>;
  readRobots(robots: HostRobots, url: string): { allowed: boolean; line?: string };
}

export interface VisitNeeds extends RobotsNeeds {
  frontier: Pick<
    Frontier,
    'leaseVisit' | 'leaseMore' | 'flushVisit' | 'renewLease' | 'saveRobots' | 'stoppedUrls'
  >;
  blobs: Pick<BlobStore, 'put'>;
  fetchPage: FetchPage;
  /** Absent where there is no browser. */
  renderPage: FetchPage | undefined;
  /** The target's own request headers for an address; throws SecretLostError. */
  headersFor?(target: VisitTarget, url: string): Record<string, string>;
  read: ReadPage;
  /** What a site said beside a 4xx, in the words of the target type; in a thread as well. */
  readRefusal?(input: RefusalTask): Promise<ReadingProblem | undefined>;
  /** True while there is a language in which text on images can be read: only then are they fetched. */
  readsImages?(): boolean;
  /** Wait before the first retry of a url; doubles with each. */
  retryBaseMs: number;
  madeWith: string;
  log: Logger;
  /** Told when there are images to read, or adverts to assess with the text on theirs. */
  onImageWork?(): void;
  /** Told after a flush that was accepted, once for each url of it. */
  onVisited?(visited: VisitedUrl): void;
}

export interface VisitedUrl {
  url: string;
  state: string;
  problem: string | null;
  capture: NewCapture | null;
  postings: AssessedPosting[];
}
