/**
 * Fits how much words, wording and signs count for each kind of text: multinomial logistic regression with L2 by gradient
 * descent with Adam (Kingma & Ba 2015). The wording of each text must come from a model that has not seen it.
 */
import { kindFeatures } from '../kind.ts';
import { type KindWeights, type WeighedKind, type Weighing, weighedKinds } from '../wording/kind-odds.ts';

export interface KindExample {
  features: readonly number[];
  is: WeighedKind;
}

const rounds = 600;
const learningRate = 0.05;
const [firstDecay, secondDecay, tiny] = [0.9, 0.999, 1e-8];

const softmaxOf = (scores: readonly number[]): number[] => {
  const most = Math.max(...scores);
  const raised = scores.map((one) => Math.exp(one - most));
  const sum = raised.reduce((all, one) => all + one, 0);
  return raised.map((one) => one / sum);
};

const width = kindFeatures.length + 1;

const gradientOf = (examples: readonly KindExample[], weights: Float64Array): Float64Array => {
  const gradient = Float64Array.from(weights, (one, slot) =>
    slot % width === width - 1 ? 0 : one / examples.length,
  );
  for (const { features, is } of examples) {
    const inputs = [...features, 1];
    const scores = weighedKinds.map((_, kind) =>
      inputs.reduce((sum, input, at) => sum + input * (weights[kind * width + at] as number), 0),
    );
    for (const [kind, likelihood] of softmaxOf(scores).entries()) {
      const error = (likelihood - (weighedKinds[kind] === is ? 1 : 0)) / examples.length;
      for (const [at, input] of inputs.entries()) {
        const slot = kind * width + at;
        gradient[slot] = (gradient[slot] as number) + error * input;
      }
    }
  }
  return gradient;
};

const round = (value: number): number => Math.round(value * 1000) / 1000;

const fitWeighing = (examples: readonly KindExample[]): Weighing => {
  const weights = new Float64Array(weighedKinds.length * width);
  const means = new Float64Array(weights.length);
  const squares = new Float64Array(weights.length);
  for (let step = 1; step <= rounds; step += 1) {
    const gradient = gradientOf(examples, weights);
    for (const [slot, slope] of gradient.entries()) {
      means[slot] = firstDecay * (means[slot] as number) + (1 - firstDecay) * slope;
      squares[slot] = secondDecay * (squares[slot] as number) + (1 - secondDecay) * slope * slope;
      const mean = (means[slot] as number) / (1 - firstDecay ** step);
      const square = (squares[slot] as number) / (1 - secondDecay ** step);
      weights[slot] = (weights[slot] as number) - (learningRate * mean) / (Math.sqrt(square) + tiny);
    }
  }
  const kinds = {} as Weighing;
  for (const [index, kind] of weighedKinds.entries()) {
    const row = [...weights.slice(index * width, (index + 1) * width)].map(round);
    kinds[kind] = { bias: row[width - 1] as number, weights: row.slice(0, -1) };
  }
  return kinds;
};

const withoutWording = ({ features, is }: KindExample): KindExample => ({
  features: features.map((one, index) => (kindFeatures[index]?.startsWith('worded') ? 0 : one)),
  is,
});

export const fitKinds = (examples: readonly KindExample[]): KindWeights => ({
  features: kindFeatures,
  withWording: fitWeighing(examples),
  withoutWording: fitWeighing(examples.map(withoutWording)),
});
