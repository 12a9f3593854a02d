/**
 * What the pipeline needs of storage to crawl. Types only: `frontier.ts` and its neighbours keep these promises.
 * PostgreSQL holds the truth; a job in a queue is only a hint that a lane has something due.
 */
import type { Assessment } from '../domain/assessment.ts';
import type { FoundPlace } from '../domain/found-place.ts';
import type { Posting } from '../domain/posting.ts';
import type { RunNotice } from '../domain/run-notice.ts';
import type { RunTrigger, TargetSettings } from '../domain/target.ts';
import type { CaptureKind, PageRequest, RenderSteps, UrlState } from '../domain/visit.ts';

export interface VisitTarget extends TargetSettings {
  id: string;
  isDemonstration: boolean;
}

export interface LeasedUrl {
  id: string;
  targetId: string;
  runId: string | null;
  url: string;
  method: 'GET' | 'POST';
  body: string | null;
  kind: string;
  carry: Record<string, string>;
  render: RenderSteps | null;
  depth: number;
  attempts: number;
  etag: string | null;
  lastModified: string | null;
  needsBrowser: boolean;
  /** Set when a lead asks for its rendered capture: fetch in the browser with a screenshot, read nothing. */
  leadId: string | null;
}

export interface HostRobots {
  origin: string;
  robotsText: string | null;
  /** HTTP status of robots.txt; 0 when it could not be reached. */
  robotsStatus: number | null;
  robotsFetchedAt: Date | null;
  crawlDelayMs: number | null;
}

/** `token` is the fencing token: every write of the visit carries it. */
export interface VisitLease {
  lane: string;
  token: bigint;
  worker: string;
  /** How long to wait before the first request, by the database's clock. */
  waitMs: number;
  /** The least wait between two requests that the site's own answers, or others on its address, ask for. */
  spacingMs?: number;
  urls: LeasedUrl[];
  targets: Map<string, VisitTarget>;
  hosts: Map<string, HostRobots>;
}

export interface NewCapture {
  id: string;
  kind: CaptureKind;
  requestedUrl: string;
  finalUrl: string;
  method: string;
  status: number | null;
  headers: Record<string, string>;
  redirects: string[];
  remoteAddress: string | null;
  fetchedAt: Date;
  durationMs: number;
  blobHash: string | null;
  screenshotHash: string | null;
  mediaType: string | null;
  charset: string | null;
  bytes: number;
  problem: string | null;
  userAgent: string | null;
  /** Name of the proxy that it was fetched through; null for the deployment's own address. */
  exit?: string | null;
  /** `noindex`, `nofollow`: what the page asks of robots. */
  robotsTags?: string[];
  madeWith: string;
}

export interface NewBlob {
  hash: string;
  bytes: number;
  mediaType: string;
}

/** What a lead row copies from its posting and assessment; made by src/pipeline/raise-lead.ts. */
export interface LeadDraft {
  tierRank: number;
  score: number;
  urgent: boolean;
  language: string;
  title: string;
  place: string | null;
  textHash: string;
  searchTerms: string[];
}

export interface AssessedPosting {
  posting: Posting;
  /** Origin of the site it stands on. */
  site: string;
  /** SHA-256 of the canonical JSON of the posting's fields. */
  contentHash: string;
  assessment: Assessment;
  /** Set when it is an offer of at least the queue's tier. */
  lead: LeadDraft | null;
  /** Set for a plea: it goes to the restricted list of persons at risk. */
  isPersonAtRisk: boolean;
  /** Its own words or dates say that it is over. */
  isExpired?: boolean;
  /** Its images that are fetched. */
  images?: PlacedImage[];
}

export interface PlacedImage {
  /** As the posting names it. */
  url: string;
  /** In the frontier's normal form. */
  fetchedUrl: string;
}

/** A url that a page asks for, with its place in the frontier worked out. */
export interface NewUrl extends PageRequest {
  keyHash: string;
  lane: string;
  origin: string;
  depth: number;
  priority: number;
  needsBrowser: boolean;
}

/** How one url of a visit ended. `waiting` puts it back, due after `retryAfterMs`. */
export interface UrlOutcome {
  url: LeasedUrl;
  state: UrlState;
  retryAfterMs?: number;
  status: number | null;
  problem: string | null;
  etag: string | null;
  lastModified: string | null;
  /** True when the page is to be fetched by a browser from now on. */
  needsBrowser?: boolean;
  isUnchanged: boolean;
  /** Of a page that was read: equal as long as what was read out of it is. */
  contentKey?: string;
  /** The page says that the advert that stood here is over. */
  isExpired?: boolean;
  /** What of it is not followed, and why. */
  notices?: RunNotice[];
  capture: NewCapture | null;
  blobs: NewBlob[];
  postings: AssessedPosting[];
  requests: NewUrl[];
  /** What its postings name beside themselves. */
  places?: FoundPlace[];
}

/** The lane after a flush: when it may be asked again, and whether the site pushed back. */
export interface LaneAfter {
  nextAllowedInMs: number;
  /** Set on 429, 503 and refused connections: no visit before this passes. */
  backOffMs?: number;
  /** False keeps the lease for the rest of the visit; true ends it and puts its other urls back. */
  isDone: boolean;
}

export interface FlushResult {
  /** False: the lease was lost to another worker and nothing was written. */
  isAccepted: boolean;
  postings: {
    url: string;
    itemKey: string;
    postingId: string;
    isNew: boolean;
    leadId: string | null;
    isNewLead: boolean;
  }[];
  newUrls: number;
  /** True when there are images to read, or postings to assess with the text on theirs. */
  hasImageWork: boolean;
}

export interface Frontier {
  /** Lanes that are free, past their spacing, and have a due url; most urgent first. */
  dueLanes(input: { needsBrowser: boolean; limit: number }): Promise<string[]>;
  /** Null when somebody else has the lane or nothing is due in it. Takes at most `maxUrls` urls of active targets and running runs. */
  leaseVisit(input: {
    lane: string;
    worker: string;
    needsBrowser: boolean;
    maxUrls: number;
    leaseMs: number;
  }): Promise<VisitLease | null>;
  /**
   * Further due urls of the lane for a visit that goes on, under the same lease; none when it was lost, or has a url
   * that is visited alone.
   */
  leaseMore(
    lease: VisitLease,
    input: { needsBrowser: boolean; maxUrls: number },
  ): Promise<Pick<VisitLease, 'urls' | 'targets' | 'hosts'>>;
  /** Everything in one transaction, or nothing: captures, blobs, postings, revisions, assessments, contacts, leads, groups, urls, lane. */
  flushVisit(lease: VisitLease, outcomes: UrlOutcome[], lane: LaneAfter): Promise<FlushResult>;
  renewLease(lease: VisitLease, leaseMs: number): Promise<boolean>;
  saveRobots(robots: HostRobots & { lane: string }): Promise<void>;
  /** Puts urls of lapsed leases back. Returns how many. */
  reapLapsedLeases(): Promise<number>;
  /** Those of the urls that nobody wants fetched any more: their run or target was cancelled, paused or removed. */
  stoppedUrls(urlIds: readonly string[]): Promise<string[]>;
  /** Marks runs with nothing left to do as finished. Returns their ids. */
  finishIdleRuns(): Promise<string[]>;
  /** Soonest moment at which anything is due, in ms from now; null when nothing waits. */
  nextDueInMs(): Promise<number | null>;
}

/** What a person hands in takes the same way as what a visit brings, in one transaction and without a lease; audited. */
export interface SuppliedPostings {
  keepSupplied(input: {
    capture: NewCapture;
    blobs: NewBlob[];
    postings: AssessedPosting[];
    /** Id of the user who handed it in; null on the command line. */
    suppliedBy: string | null;
  }): Promise<{ postingId: string; leadId: string | null }[]>;
}

export interface Runs {
  /** Opens a run and makes its start urls due. One open run a target: returns the open one if there is one. */
  startRun(input: {
    targetId: string;
    trigger: RunTrigger;
    urls: NewUrl[];
    /** The user who asked for it; audited. Absent when nobody did. */
    actor?: string | undefined;
  }): Promise<{ runId: string; isNew: boolean }>;
  /** Of a run that is still open; audited. */
  cancelRun(runId: string, actor: string): Promise<void>;
  /** A paused run keeps its place: nothing of it is fetched before it goes on. Audited. */
  pauseRun(runId: string, actor: string): Promise<void>;
  resumeRun(runId: string, actor: string): Promise<void>;
  /** Active targets whose time has come, with `nextRunAt` moved on in the same statement. */
  takeDueTargets(limit: number): Promise<VisitTarget[]>;
  counts(runId: string): Promise<RunCounts>;
}

export interface RunCounts {
  waiting: number;
  captures: number;
  postings: number;
  leads: number;
  byState: Partial<Record<UrlState, number>>;
  problems: { problem: string; count: number }[];
}

export interface DeadLetters {
  add(letter: {
    queue: string;
    jobName: string;
    payload: unknown;
    error: string;
    attempts: number;
  }): Promise<void>;
}
