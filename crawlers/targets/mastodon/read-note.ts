/** A note of Misskey as a posting; its text is plain, with the network's own marks in it. */
import type { Posting, PostingImage } from '../../../src/domain/posting.ts';
import { buildPost, dayOfTime } from '../../reading/build-post.ts';
import { cleanUrl } from '../../reading/page-address.ts';
import { isPublic, type StatusPlace } from './read-status.ts';
import type { Note, PlainNote } from './statuses.ts';

const deepestMarks = 5;

/** `$[spin words]`, `<center>words</center>` and `**words**` are marks for how words look. */
const withoutMarks = (source: string): string => {
  let text = source.slice(0, 20_000);
  for (let round = 0; round < deepestMarks && text.includes('$['); round += 1)
    text = text.replace(/\$\[[\w.,=-]{1,60}\s([^[\]]{0,2000})\]/g, '$1');
  return text
    .replace(/<\/?(center|small|b|i|s|plain)>/gi, '')
    .replace(/\*\*([^*\n]{1,500})\*\*/g, '$1')
    .replace(/\??\[([^\]\n]{1,300})\]\((https?:\/\/[^\s)]{1,1000})\)/g, '$1 ($2)')
    .trim();
};

const imagesOf = (note: PlainNote): PostingImage[] =>
  note.files.flatMap((file): PostingImage[] => {
    const url =
      file && (file.type.startsWith('image/') ? (file.url ?? file.thumbnailUrl) : file.thumbnailUrl);
    return url ? [{ url, ...(file?.comment ? { alt: file.comment } : {}) }] : [];
  });

const handleOf = (note: PlainNote, place: StatusPlace): string | undefined =>
  note.user?.username
    ? `@${note.user.username}@${note.user.host ?? new URL(place.instance).host}`
    : undefined;

/** A renote with words of its own quotes the other; without, it only passes it on. */
const isBoost = (note: Note): boolean => note.renote !== undefined && !note.text && note.files.length === 0;

export const readNote = (note: Note, place: StatusPlace): Posting | undefined => {
  const passedOn = isBoost(note) ? note.renote : undefined;
  const shown: PlainNote = passedOn ?? note;
  if (!isPublic(shown.visibility) || shown.isHidden) return undefined;
  const warning = shown.cw?.trim() ?? '';
  const words = withoutMarks(shown.text ?? '');
  const text = [warning, words].filter((part) => part !== '').join('\n\n');
  const images = imagesOf(shown);
  if (text === '' && images.length === 0) return undefined;
  const own = `${place.instance}/notes/${encodeURIComponent(shown.id)}`;
  const url = cleanUrl(shown.url ?? shown.uri, place.instance) ?? own;
  const author = handleOf(shown, place);
  return buildPost({
    itemKey: (shown.uri ?? own).slice(0, 2000),
    url,
    baseUrl: place.instance,
    text,
    links: text.match(/https?:\/\/[^\s<>()"]{3,1000}/g)?.slice(0, 100) ?? [],
    images,
    datePosted: dayOfTime(shown.createdAt),
    remarks: [
      passedOn && `boosted by: ${handleOf(note, place) ?? 'unknown'}`,
      passedOn ? `originally posted by: ${author ?? 'unknown'} (${url})` : author && `posted by: ${author}`,
      warning !== '' && 'stands behind a content warning',
      typeof shown.replyId === 'string' && 'reply to another post',
      !passedOn && note.renote && 'quotes another post, which was left out of the text',
    ],
    source: 'post',
    now: place.now,
  });
};
