/** How likely each kind of text is: fitted weights of what the rules and the wording say of it. */
import stored from './kind-weights.json' with { type: 'json' };

export const weighedKinds = ['offer', 'seeking', 'question', 'warning', 'plea'] as const;
export type WeighedKind = (typeof weighedKinds)[number];

export type Weighing = Record<WeighedKind, { bias: number; weights: readonly number[] }>;

export interface KindWeights {
  /** Names of what counts, in the order of the weights. */
  features: readonly string[];
  withWording: Weighing;
  /** For texts of which the model of wordings knows nothing. */
  withoutWording: Weighing;
}

/** A person taken for a recruiter is worse than an offer missed: an offer must be so much likelier (as e to this). */
const doubt = 1;

/** Logarithms of the odds of each kind, up to a common constant, with the doubt against offers. */
export const kindOdds = (
  features: readonly number[],
  knowsWording: boolean,
  { withWording, withoutWording }: KindWeights = stored,
): Record<WeighedKind, number> => {
  const weighing = knowsWording ? withWording : withoutWording;
  const oddsOf = (kind: WeighedKind): number => {
    const { bias, weights } = weighing[kind];
    return weights.reduce((sum, weight, index) => sum + weight * (features[index] as number), bias);
  };
  return {
    offer: oddsOf('offer') - doubt,
    seeking: oddsOf('seeking'),
    question: oddsOf('question'),
    warning: oddsOf('warning'),
    plea: oddsOf('plea'),
  };
};

export const likeliestOf = (odds: Record<WeighedKind, number>): WeighedKind =>
  weighedKinds.reduce((best, one) => (odds[one] > odds[best] ? one : best));
