/** Fetches and reads one page now, storing nothing: for previews and for checking an address by hand. */
import type { FetchedPage } from '../../crawlers/fetching/fetch-contract.ts';
import { BadInputError, RetryableError } from '../domain/failure.ts';
import type { PageRequest } from '../domain/visit.ts';
import { neverFetchedReason } from '../platform/net/never-fetched.ts';
import type { ReadResult } from '../read-and-assess.ts';
import { pageToRead } from './page-to-read.ts';
import type { VisitNeeds } from './visit-needs.ts';
import { wordRefusal } from './word-refusal.ts';

export type LookNeeds = Pick<VisitNeeds, 'fetchPage' | 'fetchRobots' | 'readRobots' | 'read' | 'readRefusal'>;

export interface LookedAt {
  page: FetchedPage;
  reading: ReadResult;
}

/** Throws BadInputError when the page can't be had as things are, RetryableError when it may be had later. */
export const lookAtPage = async (
  needs: LookNeeds,
  input: {
    request: PageRequest;
    typeId: string;
    options: Record<string, unknown>;
    postedIn?: string | undefined;
    ignoreRobots?: boolean;
    headers?: Record<string, string>;
    proxyId?: string | undefined;
  },
): Promise<LookedAt> => {
  const { request } = input;
  const proxyId = input.proxyId ?? null;
  const never = neverFetchedReason(request.url);
  if (never !== undefined) throw new BadInputError(`${request.url} was not fetched: ${never}`);
  const isAllowed = async (url: string): Promise<boolean> =>
    input.ignoreRobots === true || (await askRobots(needs, url, proxyId)).allowed;
  if (!input.ignoreRobots) await requireRobots(needs, request.url, proxyId);
  const end = await needs.fetchPage({
    url: request.url,
    method: request.method ?? 'GET',
    body: request.body ?? null,
    proxyId,
    etag: null,
    lastModified: null,
    render: null,
    ...(request.carry?.accept === undefined ? {} : { accept: request.carry.accept }),
    ...(input.headers ? { headers: input.headers } : {}),
    isAllowed,
  });
  if (end.end === 'retry') throw new RetryableError(end.reason);
  if (end.end === 'not-modified' || end.end === 'moved')
    throw new RetryableError(`${request.url} sent no page`);
  if (end.end !== 'page') throw new BadInputError((await wordRefusal(needs, input.typeId, end)).reason);
  const { page } = end;
  const reading = await needs.read({
    typeId: input.typeId,
    options: input.options,
    postedIn: input.postedIn,
    page: pageToRead(page, request),
  });
  return { page, reading };
};

const askRobots = async (
  needs: Pick<LookNeeds, 'fetchRobots' | 'readRobots'>,
  url: string,
  proxyId: string | null,
): Promise<{ allowed: boolean; line?: string }> => {
  const robots = await needs.fetchRobots(new URL(url).origin, proxyId);
  if (robots.problem !== undefined) return { allowed: false, line: robots.problem };
  return needs.readRobots(robots, url);
};

const requireRobots = async (needs: LookNeeds, url: string, proxyId: string | null): Promise<void> => {
  const answer = await askRobots(needs, url, proxyId);
  if (!answer.allowed)
    throw new BadInputError(`${url} was not fetched: ${answer.line ?? 'robots.txt does not allow it'}`);
};
