/** What browsers and savers write into the head of a page they saved: where it came from, and when. */

export interface SavedComment {
  url: string;
  savedAt: string | undefined;
}

const singleFile =
  /<!--\s*Page saved with SingleFile\s+url:\s*(\S+)(?:\s+saved date:\s*([^\n]*?))?\s*(?:\n|-->)/i;
/** `<!-- saved from url=(0024)https://example.com/jobs -->`: the number is the address's length. */
const savedFrom = /<!--\s*saved from url=\(\d{4,}\)\s*(\S+?)\s*-->/i;
const monolith = /<!--\s*Saved from (\S+) at (\S+) using monolith/i;

/** `Mon Nov 23 2026 08:15:00 GMT+0700 (Indochina Time)` */
const isoOf = (written: string | undefined): string | undefined => {
  const ms = Date.parse((written ?? '').replace(/\s*\([^)]*\)\s*$/, ''));
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().replace('.000Z', 'Z');
};

export const savedComment = (head: string): SavedComment | undefined => {
  const [, url, date] = singleFile.exec(head) ?? monolith.exec(head) ?? savedFrom.exec(head) ?? [];
  return url === undefined || !/^https?:\/\//i.test(url) ? undefined : { url, savedAt: isoOf(date) };
};
