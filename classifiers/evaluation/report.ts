/** The evaluation as one object (for machines) and as Markdown (for people). */
import {
  averagePrecision,
  type BudgetPoint,
  type GroupFigures,
  groupBy,
  groupFigures,
  kindTable,
  queuePrecision,
  reviewBudget,
  type Share,
} from './figures.ts';
import type { Scored } from './labelled-advert.ts';

export interface Evaluation {
  rulesVersion: string;
  overall: GroupFigures;
  byTruth: GroupFigures[];
  byLanguage: GroupFigures[];
  bySource: GroupFigures[];
  /** Of lures against ordinary adverts alone. */
  averagePrecision: number | null;
  reviewBudget: BudgetPoint[];
  firstTwenty: { oneIn: number; precision: number | null }[];
  kinds: Record<string, Record<string, number>>;
  /** The worst first: highest-scored false flags, lowest-scored lures, people read as offers. */
  falseFlags: Example[];
  misses: Example[];
  peopleTakenForOffers: Example[];
}

export interface Example {
  id: string;
  truth: string;
  language: string;
  kind: string;
  tier: string;
  score: number;
  gist: string;
  text: string;
}

const example = (row: Scored): Example => ({
  id: row.id,
  truth: row.truth,
  language: row.language,
  ...row.assessment,
  text: row.text.slice(0, 160).replace(/\s+/g, ' '),
});

export const evaluateScored = (rows: readonly Scored[], rulesVersion: string, examples = 15): Evaluation => {
  const counted = rows.filter((row) => row.truth !== 'ignored');
  const ranking = counted.filter((row) => row.truth === 'lure' || row.truth === 'ordinary');
  const isFlagged = (row: Scored): boolean =>
    row.assessment.tier === 'medium' || row.assessment.tier === 'high';
  const descending = [...counted].sort((a, b) => b.assessment.score - a.assessment.score);
  const isPerson = (row: Scored): boolean => ['seeking', 'question', 'plea'].includes(row.truth);
  return {
    rulesVersion,
    overall: groupFigures('all', rows),
    byTruth: groupBy(rows, (row) => (row.truth === 'ignored' ? `not counted: ${row.label}` : row.truth)),
    byLanguage: groupBy(counted, (row) => row.language),
    bySource: groupBy(counted, (row) => row.source),
    averagePrecision: averagePrecision(ranking),
    reviewBudget: reviewBudget(counted),
    firstTwenty: [200, 1000].map((oneIn) => ({ oneIn, precision: queuePrecision(ranking, { oneIn }) })),
    kinds: Object.fromEntries(
      [...kindTable(counted)].map(([truth, line]) => [truth, Object.fromEntries(line)]),
    ),
    falseFlags: descending
      .filter((row) => row.truth !== 'lure' && isFlagged(row))
      .slice(0, examples)
      .map(example),
    misses: descending
      .filter((row) => row.truth === 'lure' && !isFlagged(row))
      .slice(-examples)
      .map(example),
    peopleTakenForOffers: descending
      .filter((row) => isPerson(row) && row.assessment.kind === 'offer')
      .slice(0, examples)
      .map(example),
  };
};

const percent = (value: number | null): string => (value === null ? '–' : `${(value * 100).toFixed(1)} %`);
const shown = (value: Share): string =>
  value.of === 0 ? '–' : `${percent(value.share)} (${value.count}/${value.of})`;

const groupTable = (title: string, groups: readonly GroupFigures[]): string =>
  [
    `## ${title}`,
    '',
    '| | rows | false flags ≥ medium | false flags at high | lures ≥ medium | lures at high |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...groups.map(
      (group) =>
        `| ${group.name} | ${group.rows} | ${shown(group.falseFlagsMedium)} | ${shown(group.falseFlagsHigh)} | ${shown(group.recallMedium)} | ${shown(group.recallHigh)} |`,
    ),
    '',
  ].join('\n');

const exampleList = (title: string, examples: readonly Example[]): string =>
  examples.length === 0
    ? `## ${title}\n\nNone.\n`
    : `## ${title}\n\n${examples
        .map(
          (one) =>
            `- \`${one.id}\` (${one.language}, ${one.truth} read as ${one.kind}, ${one.tier}, ${one.score.toFixed(0)}): ${one.text} — *${one.gist}*`,
        )
        .join('\n')}\n`;

const kindsTable = (kinds: Evaluation['kinds']): string =>
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

export const evaluationMarkdown = (evaluation: Evaluation): string =>
  [
    `# Detection figures`,
    '',
    `Rules ${evaluation.rulesVersion}. False flags first: at one lure in a thousand adverts they decide whether the queue is worth reading.`,
    '',
    `- Ranking of lures against ordinary adverts: average precision ${evaluation.averagePrecision?.toFixed(3) ?? '–'}`,
    ...evaluation.firstTwenty.map(
      ({ oneIn, precision }) =>
        `- First 20 of a day's queue at one lure in ${oneIn}: expected precision ${percent(precision)}`,
    ),
    ...evaluation.reviewBudget.map(
      (point) =>
        `- Reading the top ${point.budget * 100} %: precision ${percent(point.precision)}, recall ${percent(point.recall)}`,
    ),
    '',
    groupTable('By what the texts are', [evaluation.overall, ...evaluation.byTruth]),
    groupTable('By language', evaluation.byLanguage),
    groupTable('By source', evaluation.bySource),
    kindsTable(evaluation.kinds),
    exampleList('People read as offers', evaluation.peopleTakenForOffers),
    exampleList('False flags to read', evaluation.falseFlags),
    exampleList('Lures that were missed', evaluation.misses),
  ].join('\n');
