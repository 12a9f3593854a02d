/**
 * How fast a site may be asked, from how it answers. Slow answers: the wait is a multiple of how long the site took
 * lately, as in Heritrix (`delayFactor` 5, `maxDelayMs` 30,000) and, with a factor of 1, Scrapy's AutoThrottle; the
 * median, so that one slow page says nothing. Push-backs (429, 503): each in a row doubles the rest, and the spacing
 * after it; each visit that brings pages takes one of them back.
 */
export const paceLimits = {
  samples: 9,
  /** Fewer say nothing. */
  fewestSamples: 3,
  /** A quicker site is not slowed down beyond what its target asks for. */
  slowFromMs: 400,
  latencyFactor: 5,
  slowestMs: 30_000,
  pushBackSpacingMs: 1000,
  slowestAfterPushBackMs: 60_000,
  longestBackOffMs: 6 * 3_600_000,
} as const;

export interface LanePace {
  /** How long the last answers took, newest last. */
  recentMs: readonly number[];
  /** Push-backs not yet made good. */
  backOffCount: number;
}

export interface VisitedLane {
  answeredMs: readonly number[];
  /** What the site asked for with its push-back, or our own start; undefined when it did not push back. */
  backOffMs: number | undefined;
  broughtPages: boolean;
}

export interface NextPace {
  recentMs: number[];
  backOffCount: number;
  /** The spacing that this asks for; 0 when none beyond the target's. */
  slowMs: number;
  backOffMs: number | null;
}

export const nextPace = (lane: LanePace, visit: VisitedLane): NextPace => {
  const recentMs = [...lane.recentMs, ...visit.answeredMs].slice(-paceLimits.samples);
  const backOffCount = nextCount(lane.backOffCount, visit);
  return {
    recentMs,
    backOffCount,
    slowMs: Math.max(latencySpacing(recentMs), pushBackSpacing(backOffCount)),
    backOffMs: visit.backOffMs === undefined ? null : grown(visit.backOffMs, lane.backOffCount),
  };
};

const nextCount = (count: number, { backOffMs, broughtPages }: VisitedLane): number => {
  if (backOffMs !== undefined) return count + 1;
  return broughtPages ? Math.max(0, count - 1) : count;
};

/** What a site asks for itself is never shortened. */
const grown = (askedMs: number, before: number): number =>
  Math.max(askedMs, Math.min(paceLimits.longestBackOffMs, askedMs * 2 ** Math.min(before, 20)));

export const latencySpacing = (recentMs: readonly number[]): number => {
  const median = medianOf(recentMs);
  return median !== undefined && median >= paceLimits.slowFromMs
    ? Math.min(paceLimits.slowestMs, paceLimits.latencyFactor * median)
    : 0;
};

const pushBackSpacing = (count: number): number =>
  count === 0
    ? 0
    : Math.min(paceLimits.slowestAfterPushBackMs, paceLimits.pushBackSpacingMs * 2 ** Math.min(count, 20));

export const medianOf = (samples: readonly number[]): number | undefined => {
  if (samples.length < paceLimits.fewestSamples) return undefined;
  return [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)];
};
