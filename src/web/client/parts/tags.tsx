/** Small labels. */
import type { Tier } from '../../../domain/assessment.ts';
import { tierWords } from '../../../domain/words.ts';
import { localText, sinceWords, utcText } from './words-on-screen.ts';

export const TierTag = ({ tier }: { tier: Tier }) => (
  <span className="tier" data-tier={tier}>
    {tierWords[tier]}
  </span>
);

export const DemonstrationTag = () => (
  <span
    className="tag"
    data-kind="demonstration"
    title="Invented by Lurewatch to try things out; never counted"
  >
    demonstration
  </span>
);

export const UrgentTag = () => (
  <span className="tag" data-kind="urgent" title="The advert says that people leave very soon">
    urgent
  </span>
);

export const GoneTag = ({ at }: { at: string }) => (
  <span className="tag" title={`The advert is no longer online, known since ${localText(at)}`}>
    gone
  </span>
);

export const Since = ({ time }: { time: string }) => (
  <time dateTime={time} title={`${localText(time)} · ${utcText(time)}`}>
    {sinceWords(time)}
  </time>
);
