/** The requests of Misskey's public API: each is a POST with its parameters as JSON. */
import type { PageRequest } from '../../../src/domain/visit.ts';
import { accountOf, hashtagOf, instanceOf, type MastodonOptions } from './options.ts';

const limit = 40;

const ask = (options: MastodonOptions, path: string, kind: string, body: object, page = 1): PageRequest => ({
  url: `${instanceOf(options)}/api/${path}`,
  method: 'POST',
  body: JSON.stringify(body),
  kind,
  carry: { accept: 'application/json', page: String(page) },
});

/** `userId` is known once the account was looked up. */
const notes = (
  options: MastodonOptions,
  part: { userId?: string | undefined; untilId?: string; page?: number },
): PageRequest => {
  const until = part.untilId === undefined ? {} : { untilId: part.untilId };
  const hashtag = hashtagOf(options);
  const list =
    part.userId !== undefined
      ? ask(options, 'users/notes', 'timeline', { userId: part.userId, limit, ...until }, part.page)
      : hashtag !== undefined
        ? ask(options, 'notes/search-by-tag', 'timeline', { tag: hashtag, limit, ...until }, part.page)
        : ask(options, 'notes/local-timeline', 'timeline', { limit, ...until }, part.page);
  return part.userId === undefined ? list : { ...list, carry: { ...list.carry, userId: part.userId } };
};

export const misskeyStart = (options: MastodonOptions): PageRequest => {
  const account = accountOf(options);
  if (account === undefined) return notes(options, {});
  const { name, host } = account;
  return ask(options, 'users/show', 'account', { username: name, ...(host === undefined ? {} : { host }) });
};

export const misskeyNotes = (options: MastodonOptions, userId: string): PageRequest =>
  notes(options, { userId });

export const olderNotes = (
  options: MastodonOptions,
  page: { number: number; lastId: string; userId: string | undefined },
): PageRequest => notes(options, { userId: page.userId, untilId: page.lastId, page: page.number + 1 });
