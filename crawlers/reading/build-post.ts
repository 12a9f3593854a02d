/** A post of a forum or network as a posting: who wrote it and where stand in its remarks alone. */
import type { Posting } from '../../src/domain/posting.ts';
import { fillFrom, noFields } from './advert-fields.ts';
import { buildPosting } from './build-posting.ts';
import { readLabelledLines } from './labelled-lines.ts';
import { fieldText } from './own-text.ts';
import type { PostContent } from './post-content.ts';

interface Post extends PostContent {
  itemKey: string;
  url: string;
  /** What relative links stand on. */
  baseUrl: string;
  title?: string | undefined;
  /** Partial ISO date. */
  datePosted?: string | undefined;
  remarks: readonly (string | undefined | false)[];
  /** Where the text came from: `post`, `comment`, `description`. */
  source: string;
  now: Date;
}

/** Undefined when there is nothing to read. */
export const buildPost = (post: Post): Posting | undefined => {
  const fields = noFields();
  fillFrom(fields, { title: post.title, text: post.text, datePosted: post.datePosted }, post.source);
  const { datePosted: _about, ...labelled } = readLabelledLines(post.text, post.now);
  fillFrom(fields, labelled, 'label');
  fields.images.push(...post.images);
  fields.links.push(...post.links);
  for (const remark of post.remarks) {
    const line = remark ? fieldText(remark, 300) : undefined;
    if (line !== undefined) fields.remarks.push(line);
  }
  return buildPosting(fields, { itemKey: post.itemKey, url: post.url, baseUrl: post.baseUrl });
};

/** The day of a time in ISO 8601 or of seconds since 1970, in UTC; undefined when it is none. */
export const dayOfTime = (time: string | number | undefined | null): string | undefined => {
  const ms = typeof time === 'number' ? time * 1000 : Date.parse(time ?? '');
  const isPlausible = ms > Date.UTC(1995, 0, 1) && ms < Date.UTC(2100, 0, 1);
  return isPlausible ? new Date(ms).toISOString().slice(0, 10) : undefined;
};

const dayMs = 86_400_000;

/** True for a day longer ago than that; an unknown day is not. */
export const isOlderThan = (day: string | undefined, days: number, fetchedAt: string): boolean =>
  day !== undefined && Date.parse(fetchedAt) - Date.parse(day) > days * dayMs;
