/** Two versions of the rules side by side, for people. */
import type { Comparison, Flip, PairedChange } from './compare-versions.ts';
import { percent, quoted, shownScore } from './evaluation-markdown.ts';
import { markdownTable } from './markdown-table.ts';

const figureWords: Record<string, string> = {
  recallMedium: 'lures at medium or higher, %',
  recallHigh: 'lures at high, %',
  falseFlagsMedium: 'false flags at medium or higher, %',
  falseFlagsHigh: 'false flags at high, %',
  averagePrecision: 'average precision',
};

const valueText = (value: Comparison['figures'][number]['before']): string => {
  if (value === null) return '–';
  if (typeof value === 'number') return value.toFixed(3);
  return value.share === null ? '–' : `${percent(value.share)} (${value.count}/${value.of})`;
};

const certainty = (p: number): string => {
  const shown = p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
  return p < 0.05 ? `${shown}: unlikely to be chance` : `${shown}: may well be chance`;
};

const pairedLine = (what: string, { gained, lost, p }: PairedChange): string =>
  gained + lost === 0
    ? `- ${what}: none enters or leaves the queue`
    : `- ${what}: ${gained} enter the queue, ${lost} leave it (McNemar exact, ${certainty(p)})`;

const side = ({ kind, tier, score }: Flip['before']): string => `${kind}, ${tier}, ${shownScore(score)}`;

const flipLine = (flip: Flip): string =>
  `- \`${flip.id}\` ${flip.language}, ${flip.truth}: ${side(flip.before)} → ${side(flip.after)}\n  ${quoted(flip.text)}`;

const maxFlips = 40;

export const comparisonMarkdown = (comparison: Comparison): string => {
  const { before, after, compared, onlyBefore, onlyAfter, figures, flips } = comparison;
  const left = [
    ...(onlyBefore > 0 ? [`${onlyBefore} only in the saved file`] : []),
    ...(onlyAfter > 0 ? [`${onlyAfter} only in this run`] : []),
  ];
  return [
    '## Compared with the saved version',
    '',
    `Rules ${before} → ${after}; ${compared} texts in both${left.length > 0 ? ` (not compared: ${left.join(', ')})` : ''}.`,
    '',
    markdownTable(
      ['', 'before', 'after'],
      figures.map((one) => [figureWords[one.name] ?? one.name, valueText(one.before), valueText(one.after)]),
    ),
    '',
    pairedLine('Lures', comparison.lures),
    pairedLine('Texts that are no lures', comparison.others),
    '',
    `### Texts whose kind or tier changed: ${flips.length}`,
    '',
    ...flips.slice(0, maxFlips).map(flipLine),
    ...(flips.length > maxFlips ? [`- and ${flips.length - maxFlips} more; --json has them all`] : []),
    '',
  ].join('\n');
};
