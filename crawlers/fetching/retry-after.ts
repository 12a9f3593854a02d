/** A site that wants nobody for longer is not asked again in this run. */
export const longestRetryAfterMs = 24 * 3600_000;

/**
 * Retry-After (RFC 9110, 10.2.3) as milliseconds from `now`; null when absent or unreadable. A number may not be
 * negative, and a date begins with the name of its day: Date.parse alone would take `-5` and `0.5` for years.
 */
export const retryAfterMsOf = (header: string | undefined, now: Date): number | null => {
  const text = header?.trim();
  if (!text) return null;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const at = /^[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(at - now.getTime(), 0);
};

const dayMs = 24 * 3600_000;
const lifetimeDays = 100 * 365;

/** `for 3,650 days`, as it stands in a reason; longer than anybody lives is `for good`. */
export const longWords = (waitMs: number): string => {
  const days = Math.round(waitMs / dayMs);
  return days > lifetimeDays ? 'for good' : `for ${days.toLocaleString('en')} ${days === 1 ? 'day' : 'days'}`;
};
