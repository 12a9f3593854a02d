/** What the language data has and lacks: concepts and wordings by language and family, and who reviewed them. */
import { type Family, families, type Kind, kind } from '../src/domain/assessment.ts';
import type { LanguageData, LexiconData } from './lexicon-files.ts';

export interface CoverageCount {
  concepts: number;
  wordings: number;
  /** Of the concepts, those that a native speaker has reviewed. */
  reviewed: number;
}

type CuedKind = Exclude<Kind, 'other'>;

export interface LanguageCoverage {
  code: string;
  name: string;
  total: CoverageCount;
  families: Record<Family, CoverageCount>;
  kinds: Record<CuedKind, CoverageCount>;
  /** Families that have words in other languages and none in this. */
  gaps: Family[];
  /** Kinds of text that no cue of this language tells. */
  missingKinds: CuedKind[];
  /** Indicators that another language has words for. */
  missingIndicators: string[];
}

export interface IndicatorCoverage {
  id: string;
  family: Family;
  label: string;
  /** Codes of the languages with words for it. */
  languages: string[];
  /** Found by code: a detector or the reader. */
  isCoded: boolean;
}

export interface Coverage {
  languages: LanguageCoverage[];
  indicators: IndicatorCoverage[];
  /** Indicators that neither words nor code ever find. */
  uncovered: string[];
}

interface Counted {
  status: string;
  match: readonly string[];
}

const countOf = (entries: readonly Counted[]): CoverageCount => ({
  concepts: entries.length,
  wordings: entries.reduce((sum, one) => sum + one.match.length, 0),
  reviewed: entries.filter((one) => one.status === 'reviewed').length,
});

const cuedKinds = kind.exclude(['other']).options;

const coverLanguage = (
  { language, concepts, cues }: LanguageData,
  { wordedFamilies, worded }: { wordedFamilies: ReadonlySet<Family>; worded: readonly string[] },
): LanguageCoverage => {
  const values = concepts.map((one) => ({ ...one.value, family: one.family }));
  const own = new Set(values.map((one) => one.indicator));
  const byFamily = Object.fromEntries(
    families.map((family) => [family, countOf(values.filter((one) => one.family === family))]),
  ) as Record<Family, CoverageCount>;
  const kinds = Object.fromEntries(
    cuedKinds.map((one) => [one, countOf(cues.map((cue) => cue.value).filter((cue) => cue.kind === one))]),
  ) as Record<CuedKind, CoverageCount>;
  return {
    code: language.value.code,
    name: language.value.name,
    total: countOf(values),
    families: byFamily,
    kinds,
    gaps: families.filter((family) => wordedFamilies.has(family) && byFamily[family].concepts === 0),
    missingKinds: cuedKinds.filter((one) => kinds[one].concepts === 0),
    missingIndicators: worded.filter((id) => !own.has(id)),
  };
};

/** `coded`: ids of the indicators that code finds. */
export const coverData = (data: LexiconData, coded: ReadonlySet<string>): Coverage => {
  const indicators = data.indicators
    .map(
      ({ value }): IndicatorCoverage => ({
        id: value.id,
        family: value.family,
        label: value.label,
        languages: data.languages
          .filter((one) => one.concepts.some((concept) => concept.value.indicator === value.id))
          .map((one) => one.folder),
        isCoded: coded.has(value.id),
      }),
    )
    .sort((a, b) => families.indexOf(a.family) - families.indexOf(b.family) || (a.id < b.id ? -1 : 1));
  const worded = indicators.filter((one) => one.languages.length > 0);
  const known = {
    wordedFamilies: new Set(worded.map((one) => one.family)),
    worded: worded.map((one) => one.id),
  };
  return {
    languages: data.languages
      .map((one) => coverLanguage(one, known))
      .sort((a, b) => b.total.concepts - a.total.concepts || (a.code < b.code ? -1 : 1)),
    indicators,
    uncovered: indicators.filter((one) => one.languages.length === 0 && !one.isCoded).map((one) => one.id),
  };
};
