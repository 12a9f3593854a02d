/**
 * How the whole is put: like lures, or like honest adverts, whatever lists of words foresaw. It says so of offers alone;
 * whoever asks, seeks or warns is put otherwise.
 */
import { isPosted } from '../kind.ts';
import type { AdvertReading, Detector, DraftFinding } from '../reading.ts';
import type { WordingOdds } from '../wording/read-wording.ts';

/** Natural logarithms of the odds from which a likeness counts, and from which it counts in full. */
const likeLures = { from: 1, full: 2.5 };
const likeHonest = { from: 0.5, full: 2 };
/** From here on the likeness to lures is beyond doubt, and an indicator of its own. */
const clearlyLikeLures = likeLures.full;
/** On job boards nearly all adverts are honest, and formal ones are put like the sober sort of lure. */
const clearlyLikeLuresOnBoards = 5;
/** What counts at the first. */
const leastFactor = 0.25;

const factorOf = (margin: number, { from, full }: { from: number; full: number }): number => {
  const part = Math.min(1, (margin - from) / (full - from));
  return Math.round((leastFactor + (1 - leastFactor) * part) * 100) / 100;
};

const isOfferLike = ({ lure, honest, seeking, question, warning, plea }: WordingOdds): boolean =>
  Math.max(lure, honest) > Math.max(seeking, question, warning, plea);

const findingOf = (
  reading: AdvertReading,
  [of, against]: ['lure', 'honest'] | ['honest', 'lure'],
): DraftFinding[] => {
  const { odds, clauseFor } = reading.wording;
  const bounds = of === 'lure' ? likeLures : likeHonest;
  const margin = odds[of] - odds[against];
  const clause = margin >= bounds.from ? clauseFor(of, against) : undefined;
  if (!clause) return [];
  const isClear =
    of === 'lure' && margin >= (isPosted(reading) ? clearlyLikeLuresOnBoards : clearlyLikeLures);
  const indicator = isClear ? 'clear-lure-wording' : `${of}-wording`;
  return [
    {
      ...clause,
      indicator,
      rule: `detector/${indicator}`,
      isReviewed: false,
      factor: factorOf(margin, bounds),
    },
  ];
};

const detector: Detector = {
  id: 'wording',
  detect: (reading) =>
    isOfferLike(reading.wording.odds)
      ? [...findingOf(reading, ['lure', 'honest']), ...findingOf(reading, ['honest', 'lure'])]
      : [],
};
export default detector;
