/** One line of a labelled file, and what the classifier made of it. */
import { z } from 'zod';
import { type Assessment, advertInput, type Family, kind, type Tier } from '../../src/domain/assessment.ts';

export const labelledAdvert = advertInput.extend({
  id: z.string(),
  label: z.string(),
  lang: z.string().optional(),
  source: z.string().optional(),
});
export type LabelledAdvert = z.infer<typeof labelledAdvert>;

/**
 * What a label stands for. `lure` must reach the queue; the others must not. Labels that are none of these
 * (other frauds, say) are scored and shown, and count neither for nor against.
 */
export const truth = z.enum([
  'lure',
  'ordinary',
  'lookalike',
  ...kind.exclude(['offer', 'other']).options,
  'ignored',
]);
export type Truth = z.infer<typeof truth>;

const truthOfLabel: Record<string, Truth> = {
  lure: 'lure',
  disguised_lure: 'lure',
  scam_recruitment_ad: 'lure',
  ordinary: 'ordinary',
  lookalike: 'lookalike',
  warning: 'warning',
  news: 'warning',
  seeking: 'seeking',
  question: 'question',
  plea: 'plea',
  testimony: 'plea',
};

export const readTruth = (label: string): Truth => truthOfLabel[label] ?? 'ignored';

export interface Scored {
  id: string;
  label: string;
  truth: Truth;
  language: string;
  source: string;
  assessment: Pick<Assessment, 'kind' | 'tier' | 'score' | 'gist'>;
  text: string;
  /** For each indicator that it carries, what it would score without. */
  without: { indicator: string; family: Family; score: number; tier: Tier }[];
}
