/** What of one labelled text matters for its weights: which indicators it carries, and how strongly each counts. */
import type { AdvertInput } from '../../src/domain/assessment.ts';
import { type Rules, weighAdvert } from '../classify.ts';

export interface Example {
  id: string;
  isLure: boolean;
  /** An honest advert that carries signs; counted apart from the ordinary ones. */
  isLookalike: boolean;
  /** Indicator → the part of its weight that counts here, 0–1. */
  factors: ReadonlyMap<string, number>;
}

export const toExample = (
  input: AdvertInput,
  truth: { id: string; isLure: boolean; isLookalike: boolean },
  rules: Rules,
): Example => {
  const factors = new Map<string, number>();
  for (const draft of weighAdvert(input, rules).drafts)
    factors.set(draft.indicator, Math.max(factors.get(draft.indicator) ?? 0, draft.factor ?? 1));
  return { ...truth, factors };
};
