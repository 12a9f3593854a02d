/** What a trial showed, for a terminal of 80 columns. */
import type {
  Occurrence,
  PairedQueue,
  RuleOutcome,
  TrialResult,
  TriedChange,
} from '../../../classifiers/try-rules.ts';
import type { AdvertInput } from '../../domain/assessment.ts';
import { cutTo, inContext, printable, wrap } from './shown-text.ts';

const columns = 80;
const maxChanges = 25;

const fieldOf = (input: AdvertInput, field: string): string =>
  field.startsWith('image:')
    ? (input.imageTexts?.[Number(field.slice('image:'.length))] ?? '')
    : (input[field as 'text' | 'title' | 'employer' | 'location' | 'postedIn'] ?? '');

const occurrenceText =
  (what: string) =>
  ({ id, input, field, start, end }: Occurrence): string[] => [
    `        ${what} ${inContext(fieldOf(input, field), { start, end }, columns - 9 - what.length)}`,
    `          in ${cutTo(printable(id), columns - 13, 'end')}`,
  ];

const ruleText = ({ is, rule, gloss, before, after, gained, lost }: RuleOutcome): string[] => [
  `${String(before).padStart(6)}${String(after).padStart(7)}  ${cutTo(`${rule}${is === 'cue' ? ' (cue)' : ''}: ${gloss}`, columns - 15)}`,
  ...gained.flatMap(occurrenceText('new:')),
  ...lost.flatMap(occurrenceText('no more:')),
];

const side = ({ kind, tier, score }: TriedChange['before']): string =>
  `${kind}, ${tier}, ${Math.round(score * 10) / 10}`;

const changeText = ({ id, truth, before, after, input }: TriedChange): string[] => [
  `  ${cutTo(printable(id), 28, 'end')}${truth ? ` (${truth})` : ''}: ${side(before)} -> ${side(after)}`,
  `      ${cutTo(printable([input.title, input.text].filter(Boolean).join(' · ')), columns - 6)}`,
];

const queueText = (what: string, { of, queuedBefore, queuedAfter, p }: PairedQueue): string =>
  of === 0
    ? `  ${what}: none among the texts`
    : `  ${what}: ${queuedBefore} of ${of} in the queue before, ${queuedAfter} after${queuedBefore === queuedAfter ? '' : ` (McNemar exact, p = ${p.toFixed(3)})`}`;

const rulesText = (rules: readonly RuleOutcome[]): string[] => {
  const matching = rules.filter((one) => one.before + one.after > 0);
  const silent = rules.filter((one) => one.before + one.after === 0).map((one) => one.rule);
  return [
    'In how many texts each rule counts:',
    'before  after  rule',
    ...matching.flatMap(ruleText),
    ...(rules.length === 0 ? ['  no words or places in what is tried'] : []),
    ...(silent.length > 0
      ? [wrap(`  In none of the texts: ${silent.join(', ')}`, { columns, indent: 4 })]
      : []),
  ];
};

const changesText = (changes: readonly TriedChange[]): string[] => [
  `Texts whose kind or tier changes: ${changes.length}`,
  ...changes.slice(0, maxChanges).flatMap(changeText),
  ...(changes.length > maxChanges ? [`  and ${changes.length - maxChanges} more; --json has them all`] : []),
];

export const trialText = (
  { texts, rules, changes, labelled }: TrialResult,
  { says, hidden }: { says: string; hidden: number },
): string =>
  [
    [wrap(`Tried: ${says}, on ${texts} text${texts === 1 ? '' : 's'}.`, { columns })],
    rulesText(rules),
    changesText(changes),
    ...(labelled
      ? [['Labelled texts:', queueText('false flags', labelled.others), queueText('lures', labelled.lures)]]
      : []),
    ...(hidden > 0
      ? [
          [
            `Left out, because they are for few eyes: ${hidden} plea${hidden === 1 ? '' : 's'} or testimon${hidden === 1 ? 'y' : 'ies'}.`,
          ],
        ]
      : []),
  ]
    .map((part) => part.join('\n'))
    .join('\n\n');
