/** Coverage as tables for a terminal of 80 columns. */
import type { Coverage, CoverageCount, LanguageCoverage } from '../../../classifiers/coverage.ts';
import { wordedFamilies as families } from '../../../classifiers/lexicon-format.ts';
import { familyWords } from '../../domain/words.ts';
import { cutTo, padTo, wrap } from './shown-text.ts';

const gap = '--';
const codeColumns = 8;
const cellColumns = 4;

/** The first three letters tell the families apart, but for two. */
const shortNames: Partial<Record<(typeof families)[number], string>> = { 'recruiter-reward': 'rwd' };
const shortName = (family: (typeof families)[number]): string => shortNames[family] ?? family.slice(0, 3);

const familyRow = ({ code, families: counts, gaps }: LanguageCoverage): string =>
  padTo(code, codeColumns) +
  families
    .map((family) => {
      const count = counts[family].concepts;
      return (gaps.includes(family) ? gap : count === 0 ? '' : String(count)).padStart(cellColumns);
    })
    .join('');

const familyTable = (languages: readonly LanguageCoverage[]): string[] => [
  'Concepts by language and family. "--" is a gap that other languages fill.',
  '',
  padTo('', codeColumns) + families.map((family) => shortName(family).padStart(cellColumns)).join(''),
  ...languages.map(familyRow),
  '',
  wrap(families.map((family) => `${shortName(family)} ${family}`).join(', ')),
];

const kindNames = ['offer', 'seeking', 'question', 'warning', 'plea'] as const;

const kindHeads = { offer: 'offer', seeking: 'seek', question: 'ask', warning: 'warn', plea: 'plea' };

const totalRow = (one: LanguageCoverage): string =>
  [
    padTo(one.code, codeColumns),
    padTo(cutTo(one.name, 18), 20),
    String(one.total.concepts).padStart(4),
    String(one.total.wordings).padStart(7),
    String(one.total.reviewed).padStart(6),
    ...kindNames.map((kind) =>
      (one.kinds[kind].concepts === 0 ? gap : String(one.kinds[kind].concepts)).padStart(7),
    ),
  ].join('');

const totalTable = (languages: readonly LanguageCoverage[]): string[] => [
  'Concepts, their wordings, how many concepts a native speaker has reviewed',
  '(rev.), and cues that tell the kind of text.',
  '',
  `${padTo('', codeColumns + 20)}con.  words  rev.${kindNames.map((one) => kindHeads[one].padStart(7)).join('')}`,
  ...languages.map(totalRow),
];

const uncoveredText = ({ uncovered, indicators }: Coverage): string[] => {
  const coded = indicators.filter((one) => one.isCoded && one.languages.length === 0).map((one) => one.id);
  const rare = indicators.filter(
    (one) => !one.isCoded && one.languages.length > 0 && one.languages.length < 4,
  );
  return [
    wrap(`Indicators that nothing finds in any language: ${uncovered.join(', ') || 'none'}`, { indent: 2 }),
    wrap(`Found by code alone: ${coded.join(', ') || 'none'}`, { indent: 2 }),
    wrap(
      `Words in three languages or fewer: ${rare.map((one) => `${one.id} (${one.languages.join(' ')})`).join(', ') || 'none'}`,
      { indent: 2 },
    ),
  ];
};

export const coverageText = (coverage: Coverage): string =>
  [familyTable(coverage.languages), totalTable(coverage.languages), uncoveredText(coverage)]
    .map((part) => part.join('\n'))
    .join('\n\n');

const countRow = (name: string, meaning: string, count: CoverageCount): string =>
  `  ${padTo(name, 18)}${padTo(cutTo(meaning, 22), 24)}${String(count.concepts).padStart(8)}${String(count.wordings).padStart(10)}${String(count.reviewed).padStart(10)}`;

/** One language in full. */
export const languageCoverageText = (one: LanguageCoverage): string =>
  [
    `${one.name} (${one.code})`,
    '',
    `  ${padTo('family', 18)}${padTo('', 24)}concepts  wordings  reviewed`,
    ...families
      .filter((family) => one.families[family].concepts > 0 || one.gaps.includes(family))
      .map((family) =>
        countRow(family, one.gaps.includes(family) ? 'GAP' : familyWords[family], one.families[family]),
      ),
    countRow('all', '', one.total),
    '',
    `  ${padTo('kind of text', 42)}    cues  wordings  reviewed`,
    ...kindNames.map((kind) => countRow(kind, one.missingKinds.includes(kind) ? 'GAP' : '', one.kinds[kind])),
    '',
    wrap(
      `Other languages have words for these indicators: ${one.missingIndicators.join(', ') || 'none more'}`,
      { indent: 2 },
    ),
  ].join('\n');
