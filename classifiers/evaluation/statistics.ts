/** Intervals and tests for small sets of texts. */

/** A share with what it was counted from; `share` and its bounds are null when there was nothing to count. */
export interface Share {
  count: number;
  of: number;
  share: number | null;
  /** 95 % interval of Wilson (1927): right also for few texts and for shares near 0 and 1. */
  low: number | null;
  high: number | null;
}

/** Standard normal quantile of a two-sided 95 % interval. */
const z = 1.959964;

export const share = (count: number, of: number): Share => {
  if (of === 0) return { count, of, share: null, low: null, high: null };
  const part = count / of;
  const middle = (part + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z * Math.sqrt((part * (1 - part)) / of + z ** 2 / (4 * of ** 2))) / (1 + z ** 2 / of);
  return {
    count,
    of,
    share: part,
    low: count === 0 ? 0 : Math.max(0, middle - half),
    high: count === of ? 1 : Math.min(1, middle + half),
  };
};

/**
 * Exact two-sided test of McNemar (1947) for pairs: `gained` texts changed one way, `lost` the other. The chance of a
 * split at least this uneven if both ways were equally likely; 1 when nothing changed.
 */
export const exactMcNemar = (gained: number, lost: number): number => {
  const changed = gained + lost;
  if (changed === 0) return 1;
  let logTerm = -changed * Math.LN2;
  let tail = 0;
  for (let index = 0; index <= Math.min(gained, lost); index += 1) {
    tail += Math.exp(logTerm);
    logTerm += Math.log((changed - index) / (index + 1));
  }
  return Math.min(1, 2 * tail);
};
