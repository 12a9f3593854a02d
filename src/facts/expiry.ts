/** Whether an advert says of itself that it is over: by its last day, or in words. */
import type { Posting } from '../domain/posting.ts';
import { expiryWords } from './expiry-words.ts';
import { missingWords } from './missing-words.ts';

/** A longer line is a sentence of the advert rather than a notice about it. */
const mostNoticeChars = 140;
/** Notices stand at the top of a page. */
const mostLines = 60;
const mostPageChars = 200_000;

const anyOf = (words: Readonly<Record<string, readonly string[]>>): string =>
  Object.values(words)
    .flat()
    .map((one) => `(?:${one})`)
    .join('|');

const notice = new RegExp(anyOf(expiryWords), 'iu');
/** At the beginning of a line, behind a word or two: an advert may well say that something was not found. */
const missing = new RegExp(`^\\P{L}*(?:.{0,24}[\\s,:!–-])?(?:${anyOf(missingWords)})`, 'iu');

const topLines = (text: string): string[] =>
  text
    .slice(0, mostPageChars)
    .split('\n', 2000)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .slice(0, mostLines)
    .filter((line) => line.length <= mostNoticeChars);

export const saysExpired = (text: string): boolean => topLines(text).some((line) => notice.test(line));

/** The words of a page that answers 200 and shows nothing but that nothing is there; ask only where no advert was read. */
export const saysMissing = (text: string): boolean => topLines(text).some((line) => missing.test(line));

/** The end of `2026`, `2026-11` or `2026-11-22`, in the time zone where it ends last. */
const endOf = (partialDate: string): number => {
  const [year = 0, month, day] = partialDate.split('-').map(Number);
  const lastZoneMs = 12 * 3_600_000;
  if (month === undefined) return Date.UTC(year + 1, 0, 1) + lastZoneMs;
  return (day === undefined ? Date.UTC(year, month, 1) : Date.UTC(year, month - 1, day + 1)) + lastZoneMs;
};

export const isExpired = (posting: Posting, at: Date): boolean =>
  (posting.validThrough !== undefined && endOf(posting.validThrough) <= at.getTime()) ||
  saysExpired(`${posting.title}\n${posting.text}`);

const unseen = ['script', 'style', 'template', 'noscript'];

/** The words of a page without its tags, a line for each element. In one pass, whatever the page holds. */
export const wordsOf = (html: string): string => {
  const page = html.slice(0, mostPageChars);
  const lower = page.toLowerCase();
  // Characters whose lower case is longer would shift all that follows.
  if (lower.length !== page.length) return '';
  const words: string[] = [];
  let at = 0;
  while (at < page.length) {
    const open = page.indexOf('<', at);
    words.push(page.slice(at, open < 0 ? page.length : open));
    if (open < 0) break;
    const name = unseen.find((one) => lower.startsWith(one, open + 1));
    const end = name ? lower.indexOf(`</${name}`, open) : open;
    const close = end < 0 ? -1 : page.indexOf('>', end);
    if (close < 0) break;
    at = close + 1;
  }
  return words.join('\n');
};
