/**
 * Whether a new run asks again for an address that an earlier one has read.
 *
 * How often an advert changes is estimated after Cho and Garcia-Molina, "Estimating Frequency of Change" (ACM
 * Transactions on Internet Technology 3(3), 2003): of n looks, apart by I on average, X found something new;
 * the rate is -ln((n - X + 0.5) / (n + 0.5)) / I, which unlike X / (n I) allows for changes between two looks that were
 * seen as one. One imagined look stands before the real ones, so that an address read once has a rate at all.
 */
export const revisitLimits = {
  /** An advert that is still listed is read at least this often. */
  longestDays: 7,
  /** A date of change that a place states may be forgotten when the page changes. */
  longestDaysAtVersion: 30,
  /** It is read again once it has changed with this probability. */
  dueProbability: 0.1,
  /** The imagined look: a quarter of a change in four days. */
  priorDays: 4,
  priorChanges: 0.25,
} as const;

const dayMs = 86_400_000;

export interface ReadBefore {
  /** Readings so far. */
  visitCount: number;
  /** How many of them brought something other than the one before. */
  changedCount: number;
  firstReadAt: Date | null;
  lastReadAt: Date | null;
}

/** Changes a day, as far as readings tell. */
export const changesPerDay = ({ visitCount, changedCount, firstReadAt, lastReadAt }: ReadBefore): number => {
  const looks = Math.max(0, visitCount - 1);
  const days = firstReadAt && lastReadAt ? (lastReadAt.getTime() - firstReadAt.getTime()) / dayMs : 0;
  const n = looks + 1;
  const x = Math.min(looks, changedCount) + revisitLimits.priorChanges;
  const apartDays = (days + revisitLimits.priorDays) / n;
  return -Math.log((n - x + 0.5) / (n + 0.5)) / apartDays;
};

/** How long its last reading may be trusted. */
export const restMs = (read: ReadBefore): number => {
  const days = -Math.log(1 - revisitLimits.dueProbability) / changesPerDay(read);
  return Math.min(days, revisitLimits.longestDays) * dayMs;
};

export interface KnownUrl extends ReadBefore {
  state: string;
  /** Whether it asked for further pages when it was last read; null when that is not known. */
  leadsOn: boolean | null;
  listedAt: Date | null;
  /** What the place says of its last change (visit.ts) is what it said at the last reading. */
  isSameVersion: boolean;
  /** The place says that it changed since. */
  isOtherVersion: boolean;
}

export interface RunAsking {
  startedAt: Date;
  /** Of the run before, whatever became of it. */
  previousStartedAt: Date | null;
  /** When the target was last changed by an admin: what was read before may be read otherwise now. */
  targetChangedAt: Date;
  /** From when on pictures are read, in the languages in which they are read today; null while they are not. */
  picturesReadSince: Date | null;
  /** Somebody wants everything read anew. */
  isWhole: boolean;
}

/**
 * Always true for what was never read to an end, for pages that lead to others (a list shows new adverts, and only its
 * reading finds them), and for an advert that is listed again after it was missing.
 */
export const isDueAgain = (url: KnownUrl, run: RunAsking): boolean => {
  const ageMs = run.startedAt.getTime() - (url.lastReadAt?.getTime() ?? 0);
  if (url.isSameVersion && url.state === 'done' && ageMs < revisitLimits.longestDaysAtVersion * dayMs)
    return false;
  if (run.isWhole || url.isOtherVersion || url.state !== 'done' || url.leadsOn !== false || !url.lastReadAt)
    return true;
  if (url.lastReadAt <= run.targetChangedAt) return true;
  if (run.picturesReadSince && url.lastReadAt <= run.picturesReadSince) return true;
  if (!url.listedAt || !run.previousStartedAt || url.listedAt < run.previousStartedAt) return true;
  // The next run comes about as long after this one as this one after the last: later than that is too late.
  const betweenMs = Math.max(0, run.startedAt.getTime() - run.previousStartedAt.getTime());
  return ageMs >= restMs(url) || ageMs + betweenMs > revisitLimits.longestDays * dayMs;
};
