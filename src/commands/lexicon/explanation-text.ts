/** An explanation as a person reads it on a terminal of 80 columns. */
import type { ExplainedCue, Explanation, NotCounted } from '../../../classifiers/explain-advert.ts';
import type { AdvertInput, Family, Finding, Kind } from '../../domain/assessment.ts';
import { families } from '../../domain/assessment.ts';
import { familyWords, kindWords, tierWords } from '../../domain/words.ts';
import { cutTo, inContext, padTo, printable, wrap } from './shown-text.ts';

const columns = 80;
const maxNotCounted = 12;

const number = (value: number): string => String(Math.round(value * 10) / 10);
const signed = (value: number): string => `${value > 0 ? '+' : ''}${number(value)}`;

const fieldText = (input: AdvertInput, field: string): string => {
  if (field.startsWith('image:')) return input.imageTexts?.[Number(field.slice('image:'.length))] ?? '';
  return input[field as 'text' | 'title' | 'employer' | 'location' | 'postedIn'] ?? '';
};

const shownIn = (
  input: AdvertInput,
  span: { field: string; start: number; end: number },
  room: number,
): string => {
  const where = span.field === 'text' ? '' : `${span.field}: `;
  return where + inContext(fieldText(input, span.field), span, room - where.length);
};

const headText = ({ assessment }: Explanation): string[] => {
  const { kind, tier, score, urgent, gist, scheme, languages, rulesVersion } = assessment;
  const shares = languages.map((one) => `${one.code} ${Math.round(one.share * 100)} %`).join(', ');
  const what = kind === 'offer' ? tierWords[tier] : kindWords[kind];
  return [
    `${what.toUpperCase()}${urgent ? ', URGENT' : ''}  (kind ${kind}, tier ${tier}, score ${number(score)} of 100)`,
    ...(gist === '' ? [] : [wrap(printable(gist), { columns })]),
    `Languages: ${shares}`,
    `Likeliest scheme: ${scheme.replaceAll('-', ' ')}. Rules ${rulesVersion}`,
  ];
};

const cueLine = (input: AdvertInput, cue: ExplainedCue): string[] => {
  const notes = [
    ...(cue.isHead ? ['at the head'] : []),
    ...(cue.isQuoted ? ['in quotation marks'] : []),
  ].join(', ');
  return [
    `  ${padTo(signed(cue.points), 6)}${cutTo(`${cue.gloss} (${cue.rule}${notes ? `; ${notes}` : ''})`, columns - 8)}`,
    `        ${shownIn(input, cue, columns - 8)}`,
  ];
};

/** `isMuteNarrative` → `mute narrative` */
const signWords = (name: string): string =>
  name
    .replace(/^(is|has)(?=[A-Z])/u, '')
    .replace(/([A-Z])/gu, ' $1')
    .trim()
    .toLowerCase();

/** True and counted things of a record, in words. */
const heldOf = (record: object): string =>
  Object.entries(record)
    .filter(([, value]) => value === true || (typeof value === 'number' && value > 0))
    .map(([name, value]) => (value === true ? signWords(name) : `${signWords(name)} ${value}`))
    .join(', ') || 'nothing';

const wordingText = ({ kind: { wording } }: Explanation): string =>
  wording === undefined
    ? '  put as a whole: the model has no training texts of this language'
    : `  put as a whole like: ${Object.entries(wording)
        .sort((a, b) => b[1] - a[1])
        .map(([name, part]) => `${name} ${Math.round(part * 100)} %`)
        .join(', ')}`;

const kindText = (input: AdvertInput, explanation: Explanation): string[] => {
  const { assessment, kind } = explanation;
  const strengths = Object.entries(kind.strengths).sort((a, b) => b[1] - a[1]);
  const rank = (one: Kind): number => strengths.findIndex(([name]) => name === one);
  const cues = [...kind.cues].sort((a, b) => rank(a.speaksFor) - rank(b.speaksFor) || b.points - a.points);
  const groups = [...new Set(cues.map((cue) => cue.speaksFor))];
  return [
    `KIND OF TEXT: ${assessment.kind}`,
    `  strengths: ${strengths.map(([name, value]) => `${name} ${number(value)}`).join(', ')}`,
    wrap(`  besides the words: ${heldOf(kind.signs)}`, { columns, indent: 4 }),
    wrap(wordingText(explanation), { columns, indent: 4 }),
    ...groups.flatMap((group) => [
      `  words for ${group}:`,
      ...cues.filter((cue) => cue.speaksFor === group).flatMap((cue) => cueLine(input, cue)),
    ]),
  ];
};

const findingText = (input: AdvertInput, finding: Finding, weight: number): string[] => [
  `  ${signed(weight).padStart(5)}  ${signed(finding.weight).padStart(5)}  ${cutTo(`${finding.indicator} (${finding.rule}${finding.isReviewed || !/^[a-z]{2,3}(-|\/)/iu.test(finding.rule) ? '' : ', not reviewed'})`, columns - 17)}`,
  `        ${shownIn(input, finding, columns - 8)}`,
  ...(finding.other ? [`        and ${shownIn(input, finding.other, columns - 12)}`] : []),
];

const findingsText = (input: AdvertInput, { assessment, weights }: Explanation): string[] => {
  const rows = assessment.findings.map((finding, index) => ({ finding, weight: weights[index] ?? 0 }));
  const present = families.filter((family) => rows.some((row) => row.finding.family === family));
  if (rows.length === 0) return ['FINDINGS: none'];
  return [
    'FINDINGS  weight of the sign, and what it gives to the score',
    ...present.flatMap((family) => [
      ` ${family} (${familyWords[family]})`,
      ...rows
        .filter((row) => row.finding.family === family)
        .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
        .flatMap((row) => findingText(input, row.finding, row.weight)),
    ]),
  ];
};

const scoreText = ({ score, assessment, kind }: Explanation): string[] => {
  const familyLine = (family: {
    family: Family;
    sign: 1 | -1;
    best: number;
    sum: number;
    value: number;
  }): string =>
    `  ${padTo(family.family, 18)}${signed(family.sign * family.value).padStart(6)}   strongest ${number(family.best)}, all ${number(family.sum)}`;
  const bound = score.raw > score.ceiling.at ? 'ceiling' : score.raw < score.floor.at ? 'floor' : undefined;
  const isLimited = score.limit < Math.min(score.ceiling.at, Math.max(score.raw, score.floor.at));
  return [
    'SCORE  families: the strongest sign in full, further ones in part',
    ...[...score.families].sort((a, b) => b.sign * b.value - a.sign * a.value).map(familyLine),
    `  points: ${number(score.speaking)} for, ${number(score.against)} against, ${number(score.points)} in all, which alone give ${number(score.raw)}`,
    wrap(`  structure: ${heldOf(score.structure)}`, { columns, indent: 4 }),
    wrap(
      `  ceiling ${number(score.ceiling.at)}${bound === 'ceiling' ? ' (it decides)' : ''}: ${score.ceiling.rule}`,
      { columns, indent: 4 },
    ),
    wrap(
      `  floor ${number(score.floor.at)}${bound === 'floor' ? ' (it decides)' : ''}: ${score.floor.rule}`,
      { columns, indent: 4 },
    ),
    ...(isLimited
      ? [
          `  limit ${number(score.limit)} (it decides): ${kind.isDoubtful ? "the text may be a person's own words" : `the text is no offer but ${assessment.kind}`}`,
        ]
      : []),
    `  score ${number(score.score)}, tier ${assessment.tier}`,
  ];
};

const notCountedText = (input: AdvertInput, one: NotCounted): string[] => {
  const why = {
    excepted: `taken away by '${cutTo(printable(one.by?.text ?? ''), 30)}' in its 'unless'`,
    denied: `denied by '${cutTo(printable(one.by?.text ?? ''), 30)}'`,
    'other-language': 'its language is not among those of the text',
    'ambiguous-place': 'the name has other meanings, and nothing beside it tells the place',
  }[one.why];
  return [`  ${cutTo(`${one.rule}: ${why}`, columns - 2)}`, `        ${shownIn(input, one, columns - 8)}`];
};

const notCountedTexts = (input: AdvertInput, { notCounted }: Explanation): string[] => {
  if (notCounted.length === 0) return ['FOUND AND NOT COUNTED: nothing'];
  const rest = notCounted.length - maxNotCounted;
  return [
    'FOUND AND NOT COUNTED',
    ...notCounted.slice(0, maxNotCounted).flatMap((one) => notCountedText(input, one)),
    ...(rest > 0 ? [`  and ${rest} more; --json has them all`] : []),
  ];
};

export const explanationText = (input: AdvertInput, explanation: Explanation): string =>
  [
    headText(explanation),
    kindText(input, explanation),
    findingsText(input, explanation),
    scoreText(explanation),
    notCountedTexts(input, explanation),
  ]
    .map((part) => part.join('\n'))
    .join('\n\n');
