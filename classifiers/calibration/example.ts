/** What of one labelled text matters for its weights: which indicators it carries, and how strongly each counts. */
import { type Rules, weighReading } from '../classify.ts';
import type { AdvertReading } from '../reading.ts';

export interface Example {
  id: string;
  isLure: boolean;
  /** An honest advert that carries signs; counted apart from the ordinary ones. */
  isLookalike: boolean;
  /** Indicator → the part of its weight that counts here, 0–1. */
  factors: ReadonlyMap<string, number>;
}

export const toExample = (
  reading: AdvertReading,
  truth: { id: string; isLure: boolean; isLookalike: boolean },
  rules: Rules,
): Example => {
  const factors = new Map<string, number>();
  for (const draft of weighReading(reading, rules).drafts)
    factors.set(draft.indicator, Math.max(factors.get(draft.indicator) ?? 0, draft.factor ?? 1));
  return { ...truth, factors };
};
