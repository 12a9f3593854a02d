const longestWaitMs = 24 * 3600_000;

/** Retry-After (RFC 9110, 10.2.3) as milliseconds from `now`, at most a day; null when absent or unreadable. */
export const retryAfterMsOf = (header: string | undefined, now: Date): number | null => {
  const text = header?.trim();
  if (!text) return null;
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  if (Number.isNaN(waitMs)) return null;
  return Math.min(Math.max(waitMs, 0), longestWaitMs);
};
