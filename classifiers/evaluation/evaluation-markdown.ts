/** The evaluation for people: Markdown that also reads well on a terminal of 80 columns. */
import type { DayQueue } from './day-queue.ts';
import type { GroupFigures } from './figures.ts';
import type { IndicatorFigures } from './indicator-figures.ts';
import { markdownTable } from './markdown-table.ts';
import type { Evaluation, Example } from './report.ts';
import type { Share } from './statistics.ts';

const none = '–';
/** One decimal where it matters: a false flag in a hundred is much. */
export const percent = (value: number | null): string => {
  if (value === null) return none;
  const digits = value > 0 && value < 0.0995 ? 1 : 0;
  return (value * 100).toFixed(value * 100 > 99.5 && value < 1 ? 1 : digits);
};
const withInterval = (value: Share): string =>
  value.share === null ? none : `${percent(value.share)} (${percent(value.low)}–${percent(value.high)})`;
const counted = (value: Share): string =>
  value.of === 0 ? none : `${percent(value.share)} % (${value.count} of ${value.of})`;

const groupTable = (title: string, groups: readonly GroupFigures[]): string =>
  [
    `## ${title}`,
    '',
    markdownTable(
      ['', 'lures', 'found', 'high', 'others', 'false', 'high', 'prec', 'AP'],
      groups.map((group) => [
        group.name,
        String(group.recallMedium.of),
        withInterval(group.recallMedium),
        percent(group.recallHigh.share),
        String(group.falseFlagsMedium.of),
        withInterval(group.falseFlagsMedium),
        percent(group.falseFlagsHigh.share),
        percent(group.precisionMedium.share),
        group.averagePrecision?.toFixed(2) ?? none,
      ]),
    ),
    '',
  ].join('\n');

const legend = `In the tables, all in percent: **found**, lures at tier medium or higher with the
95 % interval (Wilson); **high**, those at tier high; **false**, texts that are no
lures and reach medium or higher; **prec**, lures among what reaches medium or
higher, which hangs on how many lures the set holds; **AP**, average precision of
lures against ordinary adverts.
`;

const tierTable = ({ byTier }: Evaluation): string =>
  [
    '## By tier',
    '',
    markdownTable(
      ['', 'texts', 'lures among them', 'lures from here up', 'false flags from here up'],
      byTier.map((one) => [
        one.tier,
        String(one.rows),
        withInterval(one.precision),
        withInterval(one.recall),
        withInterval(one.falseFlags),
      ]),
    ),
    '',
  ].join('\n');

const queueLine = (day: Evaluation['firstTwenty'][number]): string => {
  if (day.entries === undefined)
    return `- At one lure in ${day.oneIn}: nothing to tell; the set needs lures and ordinary adverts.`;
  const { oneIn, precision, entries, lures, luresOfDay, queued, low, high } = day as DayQueue;
  if (precision === null) return `- At one lure in ${oneIn}: nothing reaches the queue.`;
  return `- At one lure in ${oneIn} (${luresOfDay.toFixed(0)} a day, ${queued.toFixed(0)} adverts in the queue): **${percent(precision)} %** of the first ${entries.toFixed(0)} are lures (${lures.toFixed(1)}); ${percent(low)}–${percent(high)} % with the intervals of both shares.`;
};

const dayText = (adverts: number | undefined): string =>
  adverts === undefined ? '' : ` of ${adverts.toLocaleString('en-US')} adverts`;

const queueText = ({ firstTwenty }: Evaluation): string =>
  [
    "## The head of a day's queue",
    '',
    `The first ${firstTwenty[0]?.first ?? 20} of a day${dayText(firstTwenty[0]?.adverts)}, as expected when each lure and`,
    'each ordinary advert of the set stands for as many of its kind as such a day brings:',
    '',
    ...firstTwenty.map(queueLine),
    '',
  ].join('\n');

const budgetTable = ({ reviewBudget }: Evaluation): string =>
  [
    '## Reading the best first',
    '',
    markdownTable(
      ['part of the set that is read', 'precision', 'recall'],
      reviewBudget.map((one) => [`top ${one.budget * 100} %`, percent(one.precision), percent(one.recall)]),
    ),
    '',
  ].join('\n');

const kindsTable = ({ kinds }: Evaluation): string =>
  [
    '## Kind of text',
    '',
    ...Object.entries(kinds).map(
      ([truth, line]) =>
        `- ${truth}: ${Object.entries(line)
          .sort((a, b) => b[1] - a[1])
          .map(([kind, count]) => `${kind} ${count}`)
          .join(', ')}`,
    ),
    '',
  ].join('\n');

const change = (value: number | null): string => {
  if (value === null) return none;
  const rounded = value.toFixed(3);
  return Number(rounded) === 0 ? '0' : `${value > 0 ? '+' : ''}${rounded}`;
};

const indicatorRow = (one: IndicatorFigures): string[] => [
  one.indicator,
  String(one.lures.count),
  String(one.ordinary.count),
  String(one.others.count),
  String(one.luresLost),
  String(one.falseFlagsGone),
  change(one.averagePrecisionChange),
];

const indicatorTable = ({ byIndicator, harmfulIndicators }: Evaluation): string => {
  const carried = byIndicator.filter((one) => one.lures.count + one.ordinary.count + one.others.count > 0);
  const [first] = carried;
  return [
    '## What each indicator does',
    '',
    `Carried by how many lures (of ${first?.lures.of ?? 0}), ordinary adverts (of ${first?.ordinary.of ?? 0}) and other texts (of ${first?.others.of ?? 0});`,
    'and without it: lures that leave the queue, false flags that leave it (negative:',
    'that enter it), and the change of average precision.',
    '',
    markdownTable(
      ['indicator', 'lures', 'ordinary', 'other', 'lures lost', 'false gone', 'AP'],
      carried.map(indicatorRow),
    ),
    '',
    harmfulIndicators.length === 0
      ? 'No indicator makes the queue worse on these texts.'
      : `The queue would be better without: ${harmfulIndicators.join(', ')}.`,
    '',
  ].join('\n');
};

/** One decimal: 39.9 lies below the queue, 40 in it. */
export const shownScore = (score: number): string => String(Math.round(score * 10) / 10);

/** Texts are strangers' own: nothing in them may pass for Markdown or steer a terminal. */
export const quoted = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .replace(/[\\`*_[\]<>#|]/gu, '\\$&');

const exampleList = (title: string, examples: readonly Example[]): string =>
  [
    `## ${title}`,
    '',
    ...(examples.length === 0
      ? ['None.']
      : examples.map(
          (one) =>
            `- \`${one.id}\` ${one.language}, ${one.truth} read as ${one.kind}, ${one.tier}, ${shownScore(one.score)}${one.gist === '' ? '' : ` (${quoted(one.gist)})`}:\n  ${quoted(one.text)}`,
        )),
    '',
  ].join('\n');

const headText = ({ rulesVersion, overall, averagePrecision }: Evaluation): string =>
  [
    '# Detection figures',
    '',
    `Rules ${rulesVersion}, ${overall.rows} texts. False flags first: at one lure in a`,
    'thousand adverts they decide whether the queue is worth reading.',
    '',
    `- False flags at medium or higher: ${counted(overall.falseFlagsMedium)}, at high: ${counted(overall.falseFlagsHigh)}`,
    `- Lures at medium or higher: ${counted(overall.recallMedium)}, at high: ${counted(overall.recallHigh)}`,
    `- Ranking of lures against ordinary adverts: average precision ${averagePrecision?.toFixed(3) ?? none}`,
    '',
  ].join('\n');

export const evaluationMarkdown = (evaluation: Evaluation): string =>
  [
    headText(evaluation),
    queueText(evaluation),
    budgetTable(evaluation),
    legend,
    groupTable('By what the texts are', [evaluation.overall, ...evaluation.byTruth]),
    groupTable('By label', evaluation.byLabel),
    groupTable('By language', evaluation.byLanguage),
    groupTable('By source', evaluation.bySource),
    tierTable(evaluation),
    kindsTable(evaluation),
    indicatorTable(evaluation),
    exampleList('People read as offers', evaluation.peopleTakenForOffers),
    exampleList('False flags to read', evaluation.falseFlags),
    exampleList('Lures that were missed', evaluation.misses),
  ].join('\n');
