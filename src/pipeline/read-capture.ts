/** From a fetched page to what storage writes: its capture, blobs, assessed postings and further requests. */
import { createHash } from 'node:crypto';
import type { FetchedPage } from '../../crawlers/fetching/fetch-contract.ts';
import { trapOf } from '../domain/crawl-trap.ts';
import type { ReadingProblem } from '../domain/posting.ts';
import type { RunNotice } from '../domain/run-notice.ts';
import type { PageRequest } from '../domain/visit.ts';
import { isExpired, saysExpired, saysMissing, wordsOf } from '../facts/expiry.ts';
import { newId } from '../platform/ids.ts';
import { TaskTooLongError, ThreadLostError } from '../platform/thread-pool.ts';
import type { ReadResult } from '../read-and-assess.ts';
import type {
  AssessedPosting,
  LeasedUrl,
  NewBlob,
  NewCapture,
  NewUrl,
  UrlOutcome,
  VisitTarget,
} from '../storage/frontier-contract.ts';
import { assessPosting } from './assess-posting.ts';
import { chooseImages, placeImages } from './choose-images.ts';
import { placeRequests } from './frontier-place.ts';
import { keepToScope } from './keep-to-scope.ts';
import { pageToRead } from './page-to-read.ts';
import { outcomeOf, retryOutcome } from './url-outcome.ts';
import type { VisitNeeds } from './visit-needs.ts';

type Needs = Pick<VisitNeeds, 'blobs' | 'read' | 'renderPage' | 'madeWith' | 'retryBaseMs' | 'readsImages'>;

/**
 * Time is the wall's: on a busy machine an ordinary page gets a second chance, a hostile one no third. A thread is
 * lost by what is wrong here more often than by a page.
 */
const deservesAnotherTry = (error: Error, { attempts }: LeasedUrl): boolean =>
  error instanceof ThreadLostError || (error instanceof TaskTooLongError && attempts === 0);

export const readCapture = async (
  needs: Needs,
  input: { url: LeasedUrl; target: VisitTarget; page: FetchedPage },
): Promise<UrlOutcome> => {
  const { url, target, page } = input;
  const reading = url.leadId === null ? readPage(needs, input) : nothingToRead;
  const [evidence, read] = await Promise.all([keepEvidence(needs, url, page), reading]);
  const { capture, blobs } = evidence;
  if ('error' in read) {
    const problem = `it could not be read: ${read.error.message}`;
    if (deservesAnotherTry(read.error, url))
      return {
        ...retryOutcome(url, {
          status: page.status,
          reason: problem,
          retryBaseMs: needs.retryBaseMs,
          finally: 'unreadable',
        }),
        capture: { ...capture, problem },
        blobs,
      };
    return outcomeOf(url, 'unreadable', {
      status: page.status,
      problem,
      capture: { ...capture, problem },
      blobs,
    });
  }
  const isFollowed = mayFollow(page, target);
  const problem =
    [...read.problems.map((one) => one.message), ...(isFollowed ? [] : [notFollowed])]
      .join('; ')
      .slice(0, 1000) || null;
  const captured = { status: page.status, problem, capture: { ...capture, problem }, blobs };
  if (wantsBrowser(needs, target, page, read))
    return outcomeOf(url, 'waiting', {
      ...captured,
      needsBrowser: true,
      retryAfterMs: 0,
      etag: null,
      lastModified: null,
    });
  const followed = avoidTraps(isFollowed ? read.requests : []);
  const placed = placeRequests(followed.requests, {
    depth: url.depth + 1,
    priority: 0,
    needsBrowser: (request) => startsInBrowser(needs, target, request),
  });
  const { requests, notices } = keepToScope(target, placed);
  const postings = read.postings.map(({ posting, assessment }) => ({
    ...assessPosting(posting, assessment),
    isExpired: isExpired(posting, page.fetchedAt),
    images: needs.readsImages?.() ? chooseImages(posting) : [],
  }));
  const images = placeImages(
    postings.flatMap((posting) => posting.images),
    url.depth + 1,
  );
  return outcomeOf(url, 'done', {
    ...captured,
    // A page that leads on is always read afresh: an unchanged answer would hide what it leads to.
    ...(requests.length > 0 ? { etag: null, lastModified: null } : validatorsOf(page)),
    postings,
    requests: [...requests, ...images],
    ...(read.places && { places: read.places }),
    contentKey: contentKeyOf(postings, requests),
    isExpired: postings.length === 0 && requests.length === 0 && saysGone(page.text),
    notices: [...followed.notices, ...notices, ...cutShort(read.problems, page.finalUrl)],
  });
};

const saysGone = (html: string): boolean => {
  const words = wordsOf(html);
  return saysExpired(words) || saysMissing(words);
};

const notFollowed = "the page asks robots not to follow its links ('nofollow'), so none was";

/** `nofollow` is kept like robots.txt, and passed over only with the same reason. */
const mayFollow = (page: FetchedPage, target: VisitTarget): boolean =>
  !page.robotsTags.includes('nofollow') || target.ignoreRobotsReason !== undefined;

/** What a reader would find new on the page; its clock, advertising and counters are not. */
const contentKeyOf = (postings: readonly AssessedPosting[], requests: readonly NewUrl[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        postings.map(({ posting, contentHash }) => [posting.itemKey, contentHash]),
        requests.map(({ keyHash }) => keyHash).sort(),
      ]),
    )
    .digest('hex');

const avoidTraps = (given: readonly PageRequest[]): { requests: PageRequest[]; notices: RunNotice[] } => {
  const notices: RunNotice[] = [];
  const requests = given.filter((request) => {
    const trap = URL.canParse(request.url) ? trapOf(request.url) : undefined;
    if (trap) notices.push(trap);
    return trap === undefined;
  });
  return { requests, notices };
};

/** Code of the reading problem with which a target type says that it left pages of a list unread. */
const cutShortCode = 'list-cut-short';

const cutShort = (problems: readonly ReadingProblem[], url: string): RunNotice[] =>
  problems
    .filter((problem) => problem.code === cutShortCode)
    .map(({ message }) => ({ code: cutShortCode, sentence: message, count: 1, example: url }));

/** The image of a posting: kept as evidence. What it says is read later, by itself (read-images.ts). */
export const keepImage = async (
  needs: Pick<Needs, 'blobs' | 'madeWith'>,
  { url, page }: { url: LeasedUrl; page: FetchedPage },
): Promise<UrlOutcome> => {
  const { capture, blobs } = await keepEvidence(needs, url, page);
  return outcomeOf(url, 'done', { status: page.status, capture, blobs, ...validatorsOf(page) });
};

const validatorsOf = ({ headers }: FetchedPage): { etag: string | null; lastModified: string | null } => ({
  etag: headers.etag ?? null,
  lastModified: headers['last-modified'] ?? null,
});

const nothingToRead: ReadResult = { postings: [], requests: [], problems: [] };

const readPage = (
  needs: Needs,
  { url, target, page }: { url: LeasedUrl; target: VisitTarget; page: FetchedPage },
): Promise<ReadResult | { error: Error }> =>
  needs
    .read({
      typeId: target.typeId,
      options: target.options,
      alsoHosts: target.alsoHosts,
      postedIn: target.postedIn,
      page: pageToRead(page, url),
    })
    .catch((error: Error) => ({ error }));

const keepEvidence = async (
  needs: Pick<Needs, 'blobs' | 'madeWith'>,
  url: LeasedUrl,
  page: FetchedPage,
): Promise<{ capture: NewCapture; blobs: NewBlob[] }> => {
  const body = await needs.blobs.put(page.body);
  const screenshot = page.screenshot ? await needs.blobs.put(page.screenshot) : null;
  const blobs: NewBlob[] = [{ ...body, mediaType: page.mediaType }];
  if (screenshot) blobs.push({ ...screenshot, mediaType: 'image/png' });
  return { capture: captureOf(needs, url, page, body.hash, screenshot?.hash ?? null), blobs };
};

const captureOf = (
  needs: Pick<Needs, 'madeWith'>,
  url: LeasedUrl,
  page: FetchedPage,
  blobHash: string,
  screenshotHash: string | null,
): NewCapture => ({
  id: newId(),
  kind: page.isRendered ? 'rendered' : 'fetch',
  requestedUrl: page.requestedUrl,
  finalUrl: page.finalUrl,
  method: url.method,
  status: page.status,
  headers: page.headers,
  redirects: page.redirects,
  remoteAddress: page.remoteAddress,
  fetchedAt: page.fetchedAt,
  durationMs: page.durationMs,
  blobHash,
  screenshotHash,
  mediaType: page.mediaType,
  charset: page.charset,
  bytes: page.body.byteLength,
  problem: null,
  userAgent: page.userAgent,
  exit: page.exit,
  robotsTags: page.robotsTags,
  madeWith: needs.madeWith,
});

/** Code of the reading problem with which a target type asks for a browser. */
const needsBrowserCode = 'needs-browser';

const wantsBrowser = (needs: Needs, target: VisitTarget, page: FetchedPage, read: ReadResult): boolean =>
  !page.isRendered &&
  needs.renderPage !== undefined &&
  target.renderMode !== 'never' &&
  read.problems.some((problem) => problem.code === needsBrowserCode);

/** What storage has learnt of the target's other pages comes on top (src/storage/flush/browser-kinds.ts). */
const startsInBrowser = (needs: Needs, target: VisitTarget, request: PageRequest): boolean =>
  needs.renderPage !== undefined &&
  (target.renderMode === 'always' || (target.renderMode === 'auto' && request.render !== undefined));
