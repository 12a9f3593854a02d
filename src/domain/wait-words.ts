/** Why a site's pages wait, and until when, as a sentence for an admin. */
import { medianOf } from './lane-pace.ts';

/** A site of which a run has pages waiting; times are set only while they lie ahead. */
export interface WaitingLane {
  name: string;
  backOffUntil: Date | null;
  backOffCount: number;
  /** The spacing that slow answers and push-backs ask for; 0 for none. */
  slowMs: number;
  recentMs: readonly number[];
  /** When it may be asked again. */
  nextAllowedAt: Date | null;
  /** Of a robots.txt that could not be read: its status, 0 for no answer. */
  robotsStatus: number | null;
  /** What robots.txt asks for, where that is more than the target's own delay. */
  crawlDelayMs: number | null;
  /** Another site on the same server, which is being asked or was a moment ago. */
  sharesWith: string | null;
  /** The target's own. */
  delayMs: number;
}

export const waitWords = (lane: WaitingLane): string => {
  const { name, backOffUntil, nextAllowedAt } = lane;
  if (backOffUntil) return `${name} ${backOffWords(lane)}; it goes on at ${clockTime(backOffUntil)}`;
  const at = nextAllowedAt ? `; the next page at ${clockTime(nextAllowedAt)}` : '';
  if (lane.slowMs > Math.max(lane.crawlDelayMs ?? 0, lane.delayMs))
    return `${name} ${slowWords(lane)}, so it is asked once in ${secondsText(lane.slowMs)}${at}`;
  if (lane.crawlDelayMs !== null)
    return `the robots.txt of ${name} asks for ${secondsText(lane.crawlDelayMs)} between two pages${at}`;
  if (lane.sharesWith !== null)
    return `${name} is on the same server as ${lane.sharesWith}, so the two are asked in turn${at}`;
  return `${name} is asked once in ${secondsText(lane.delayMs)}, as this target is set${at}`;
};

const backOffWords = ({ backOffCount, robotsStatus }: WaitingLane): string => {
  const times = backOffCount > 1 ? ` (${backOffCount} times in a row)` : '';
  if (robotsStatus === 0)
    return `did not answer when it was asked for its robots.txt${times}, and nothing is fetched without it`;
  if (robotsStatus !== null)
    return `answers ${robotsStatus} when it is asked for its robots.txt${times}, and nothing is fetched without it`;
  return `did not answer or asked us to slow down${times}`;
};

const slowWords = ({ backOffCount, recentMs }: WaitingLane): string => {
  if (backOffCount > 0) return 'asked us to slow down lately';
  const median = medianOf(recentMs);
  return `answers slowly${median === undefined ? '' : ` (${secondsText(median)} a page)`}`;
};

/** Of the pages that failed and are asked for once more. */
export const retryWords = (count: number, nextAt: Date): string =>
  count === 1
    ? `a page that could not be fetched is tried again at ${clockTime(nextAt)}`
    : `${count.toLocaleString('en')} pages that could not be fetched are tried again, the first at ${clockTime(nextAt)}`;

const secondsText = (ms: number): string => `${Number((ms / 1000).toFixed(1))} s`;

const secondsMatterMs = 120_000;
const dayMs = 86_400_000;

/** With seconds when it is soon, with its day when it is not today's or tomorrow's. */
export const clockTime = (time: Date, timeZone = 'UTC', now = new Date()): string => {
  const aheadMs = time.getTime() - now.getTime();
  const format = (parts: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { ...parts, timeZone }).format(time);
  const day = aheadMs >= dayMs ? `${format({ day: 'numeric', month: 'long' })}, ` : '';
  const seconds: Intl.DateTimeFormatOptions = aheadMs < secondsMatterMs ? { second: '2-digit' } : {};
  const text = `${day}${format({ hour: '2-digit', minute: '2-digit', ...seconds })}`;
  return timeZone === 'UTC' ? `${text} UTC` : `${text} (${timeZone})`;
};
