/** One answer of a server: an account that was looked up, or a page of posts. */
import type { Posting, ReadingProblem } from '../../../src/domain/posting.ts';
import type { PageRequest } from '../../../src/domain/visit.ts';
import { dayOfTime, isOlderThan } from '../../reading/build-post.ts';
import type { Page, Reading } from '../../target-type.ts';
import { mastodonStatuses, olderStatuses } from './mastodon-api.ts';
import { misskeyNotes, olderNotes } from './misskey-api.ts';
import { instanceOf, type MastodonOptions } from './options.ts';
import { readNote } from './read-note.ts';
import { readStatus } from './read-status.ts';
import { foundAccount, note, status } from './statuses.ts';

const nothing = (problem: ReadingProblem): Reading => ({ postings: [], requests: [], problems: [problem] });

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** What a server says in words; undefined when it says nothing. */
const statedProblem = (answer: unknown): ReadingProblem | undefined => {
  const said = (answer as { error?: unknown } | null | undefined)?.error;
  const words = typeof said === 'string' ? said : (said as { message?: unknown } | null | undefined)?.message;
  if (typeof words === 'string' && /authenticat|credential|log ?in|sign ?in|token/i.test(words))
    return {
      code: 'login-wall',
      message: 'The site asks for a login: this server shows these posts only to its own users.',
    };
  if (typeof words === 'string')
    return { code: 'refused', message: `The server shows no posts here: ${words.slice(0, 200)}` };
  return undefined;
};

/** What a server says beside a 4xx. */
export const mastodonRefusal = ({ text }: { text: string }): ReadingProblem | undefined =>
  statedProblem(jsonOf(text));

/** What a server says in place of posts. */
const problemOf = (page: Page, answer: unknown): ReadingProblem =>
  statedProblem(answer) ?? {
    code: 'not-a-server',
    message: `No posts in the form of Mastodon or Misskey came from ${page.url.slice(0, 200)}; check the server’s address and its software.`,
  };

const readAccount = (page: Page, answer: unknown, options: MastodonOptions): Reading => {
  const account = foundAccount.safeParse(answer).data;
  if (account === undefined) return nothing(problemOf(page, answer));
  const request =
    options.software === 'misskey'
      ? misskeyNotes(options, account.id)
      : mastodonStatuses(options, account.id);
  return { postings: [], requests: [request], problems: [] };
};

interface ReadPost {
  id: string;
  day: string | undefined;
  posting: Posting | undefined;
}

const mostPosts = 400;

const readPosts = (answer: readonly unknown[], page: Page, options: MastodonOptions): ReadPost[] => {
  const place = { instance: instanceOf(options), now: new Date(page.fetchedAt) };
  return answer.slice(0, mostPosts).flatMap((value): ReadPost[] => {
    if (options.software === 'misskey') {
      const one = note.safeParse(value).data;
      return one ? [{ id: one.id, day: dayOfTime(one.createdAt), posting: readNote(one, place) }] : [];
    }
    const one = status.safeParse(value).data;
    return one ? [{ id: one.id, day: dayOfTime(one.created_at), posting: readStatus(one, place) }] : [];
  });
};

const olderPage = (
  posts: readonly ReadPost[],
  page: Page,
  options: MastodonOptions,
): PageRequest | undefined => {
  const number = Number(page.carry.page ?? '1');
  const lastId = posts.at(-1)?.id;
  if (lastId === undefined || number >= options.maxPages) return undefined;
  if (posts.every((post) => isOlderThan(post.day, options.maxAgeDays, page.fetchedAt))) return undefined;
  if (options.software === 'misskey')
    return olderNotes(options, { number, lastId, userId: page.carry.userId });
  return olderStatuses({ url: page.requestedUrl, link: page.headers?.link, number, lastId });
};

export const readTimeline = (page: Page, options: MastodonOptions): Reading => {
  const answer = jsonOf(page.text);
  if (page.kind === 'account') return readAccount(page, answer, options);
  if (!Array.isArray(answer)) return nothing(problemOf(page, answer));
  const posts = readPosts(answer, page, options);
  if (posts.length === 0 && answer.length > 0) return nothing(problemOf(page, undefined));
  const older = olderPage(posts, page, options);
  const postings = new Map(
    posts.flatMap(({ posting }) => (posting ? [[posting.itemKey, posting] as const] : [])),
  );
  const isEmpty = posts.length === 0 && (page.carry.page ?? '1') === '1';
  return {
    postings: [...postings.values()],
    requests: older ? [older] : [],
    problems: isEmpty
      ? [{ code: 'no-posts', message: 'The server knows no public posts there; check the name.' }]
      : [],
  };
};
