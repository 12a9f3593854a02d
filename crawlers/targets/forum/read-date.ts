/** When a post was written, from the elements that may say so. */
import { dateOf } from '../../../src/facts/dates.ts';
import { dayOfTime } from '../../reading/build-post.ts';
import type { Element } from '../../reading/nodes.ts';
import { fieldText } from '../../reading/own-text.ts';
import { plainText } from '../../reading/plain-text.ts';
import type { ForumPage } from './open-page.ts';

const stampOf = ({ attribs }: Element, now: Date): string | undefined => {
  const seconds = Number(attribs['data-time'] ?? attribs['data-timestamp']);
  if (Number.isFinite(seconds) && seconds > 0) return dayOfTime(seconds > 1e11 ? seconds / 1000 : seconds);
  return attribs.datetime === undefined ? undefined : dateOf(attribs.datetime, now);
};

/** `by somebody » Mon 16 Nov 2026`, `« on: 16 November 2026 »`: the words behind the name. */
const afterName = (text: string): string => text.replace(/^[^»]{0,100}»\s*(?=\S)/, '').replace(/^[«\s]+/, '');

const maxWords = 120;

export const readDate = (
  { $, now }: Pick<ForumPage, '$' | 'now'>,
  within: Element,
  selector: string,
): string | undefined => {
  const found = $(within).find(selector).toArray().slice(0, 6) as Element[];
  for (const element of found) {
    const inside = $(element).find('time[datetime], [data-time], [data-timestamp]').toArray()[0] as
      | Element
      | undefined;
    const stamp = stampOf(element, now) ?? (inside && stampOf(inside, now));
    if (stamp) return stamp;
    const titled = fieldText(
      $(element).find('[title]').first().attr('title') ?? element.attribs.title,
      maxWords,
    );
    const words = fieldText(plainText([element], { maxChars: 300 }), maxWords);
    const date =
      (words && dateOf(afterName(words), now)) ??
      (titled && /\d/.test(titled) ? dateOf(titled, now) : undefined);
    if (date) return date;
  }
  return undefined;
};
