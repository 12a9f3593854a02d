/** Lexicon data → rules and one phrase set over all languages, as plain data that can be stored. */
import type { Family, Kind } from '../src/domain/assessment.ts';
import type { LanguageData, LexiconData, LexiconProblem, Located } from './lexicon-files.ts';
import type { Indicator, LanguageFile, Place } from './lexicon-format.ts';
import type { PatternLanguage } from './matchers/distinction.ts';
import { buildTrie, type LiteralTrie } from './matchers/literal-trie.ts';
import { type Pattern, readPattern, wordsOf } from './matchers/pattern.ts';
import { compilePhrases, type Phrase, type PhraseSetData } from './matchers/phrase-set.ts';
import type { WordEdges } from './matchers/verify-anchor.ts';
import { placePattern, placeWordEdges } from './place-pattern.ts';
import { emptyTables, type TableData } from './table-format.ts';

export interface ConceptRule {
  is: 'concept';
  /** `<language>/<concept>` */
  id: string;
  language: string;
  indicator: string;
  gloss: string;
  isReviewed: boolean;
  /** Index of the rule whose matches cancel this one's. */
  unless?: number;
}
export interface CueRule {
  is: 'cue';
  id: string;
  language: string;
  kind: Exclude<Kind, 'other'>;
  strength: number;
  gloss: string;
  unless?: number;
}
export interface PlaceRule {
  is: 'place';
  id: string;
  place: number;
  isAmbiguous: boolean;
}
export interface UnlessRule {
  is: 'unless';
  language: string;
}
export interface NegatorRule {
  is: 'negator';
  language: string;
  /** True when it denies what stands before it as well. */
  follows: boolean;
}
export type Rule = ConceptRule | CueRule | PlaceRule | UnlessRule | NegatorRule;

export interface CompiledLexicon {
  indicators: Record<string, Indicator>;
  languages: LanguageFile[];
  places: Place[];
  tables: TableData;
  rules: Rule[];
  phraseSet: PhraseSetData;
  /** The words of all patterns: what letters set apart may be joined to. */
  vocabulary: LiteralTrie;
}

class Compiler {
  readonly rules: Rule[] = [];
  readonly phrases: Phrase[] = [];
  readonly problems: LexiconProblem[];

  constructor(problems: LexiconProblem[]) {
    this.problems = problems;
  }

  add(
    rule: Rule,
    patterns: readonly string[],
    edges: WordEdges,
    where: { file: string; line: number },
    language?: PatternLanguage,
  ): number {
    const index = this.rules.push(rule) - 1;
    for (const text of patterns) {
      const pattern = this.read(text, where);
      if (pattern) this.phrases.push({ rule: index, edges, pattern, ...(language ? { language } : {}) });
    }
    return index;
  }

  private read(pattern: string, where: { file: string; line: number }): Pattern | undefined {
    try {
      return readPattern(pattern);
    } catch (error) {
      this.problems.push({ ...where, reason: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  }
}

/** Words of the English lexicon: in that of another language written in Latin letters they are borrowed. */
const englishWords = ({ languages }: LexiconData): ReadonlySet<string> => {
  const english = languages.find(({ language }) => language.value.code === 'en');
  const sources = [...(english?.concepts ?? []), ...(english?.cues ?? [])].flatMap(
    ({ value }) => value.match,
  );
  return new Set(wordsOf(sources.flatMap(patternsIn)));
};

/** None where it can't be read: whoever compiles it says so. */
const patternsIn = (source: string): Pattern[] => {
  try {
    return [readPattern(source)];
  } catch {
    return [];
  }
};

interface Surroundings {
  families: ReadonlyMap<string, Family>;
  english: ReadonlySet<string>;
}

const compileLanguage = (
  compiler: Compiler,
  data: LanguageData,
  { families: indicators, english }: Surroundings,
): void => {
  const { code, script, wordEdges, negators, negatorsFollow } = data.language.value;
  const ids = new Map<string, number>();
  const checkId = (entry: Located<{ id: string }>, group: string): void => {
    const key = `${group}/${entry.value.id}`;
    if (ids.has(key))
      compiler.problems.push({
        file: entry.file,
        line: entry.line,
        reason: `id '${entry.value.id}' is used twice in ${code}`,
      });
    ids.set(key, entry.line);
  };
  const addUnless = (entry: Located<{ unless?: string[] | undefined }>): { unless?: number } =>
    entry.value.unless
      ? { unless: compiler.add({ is: 'unless', language: code }, entry.value.unless, wordEdges, entry) }
      : {};
  if (negators.length > 0)
    compiler.add(
      { is: 'negator', language: code, follows: negatorsFollow === true },
      negators,
      wordEdges,
      data.language,
    );
  for (const entry of data.concepts) {
    checkId(entry, 'concept');
    const { id, indicator, gloss, status, match } = entry.value;
    const family = indicators.get(indicator);
    if (family === undefined)
      compiler.problems.push({
        file: entry.file,
        line: entry.line,
        reason: `concept '${id}': no indicator '${indicator}' in classifiers/indicators`,
      });
    else if (family !== entry.family)
      compiler.problems.push({
        file: entry.file,
        line: entry.line,
        reason: `concept '${id}': indicator '${indicator}' belongs to ${family}.yaml`,
      });
    const rule: ConceptRule = {
      is: 'concept',
      id: `${code}/${id}`,
      language: code,
      indicator,
      gloss,
      isReviewed: status === 'reviewed',
      ...addUnless(entry),
    };
    compiler.add(rule, match, wordEdges, entry, { script, borrowed: code === 'en' ? undefined : english });
  }
  for (const entry of data.cues) {
    checkId(entry, 'cue');
    const { id, kind, strength, gloss, match } = entry.value;
    const rule: CueRule = {
      is: 'cue',
      id: `${code}/${id}`,
      language: code,
      kind,
      strength,
      gloss,
      ...addUnless(entry),
    };
    compiler.add(rule, match, wordEdges, entry);
  }
};

const compilePlaces = (compiler: Compiler, places: Located<Place>[]): void => {
  const ids = new Set<string>();
  places.forEach((entry, index) => {
    const { id, names, ambiguousNames } = entry.value;
    if (ids.has(id))
      compiler.problems.push({ file: entry.file, line: entry.line, reason: `place '${id}' stands twice` });
    ids.add(id);
    const addNames = (list: readonly string[], isAmbiguous: boolean): void => {
      for (const edges of ['both', 'start', 'none'] as const) {
        const chosen = list.filter((name) => placeWordEdges(name) === edges).map(placePattern);
        if (chosen.length > 0)
          compiler.add({ is: 'place', id: `place/${id}`, place: index, isAmbiguous }, chosen, edges, entry);
      }
    };
    addNames(names, false);
    addNames(ambiguousNames ?? [], true);
  });
};

/** Compiles; whatever is wrong is added to `problems`, and the caller decides. */
export const compileLexicon = (data: LexiconData, problems: LexiconProblem[]): CompiledLexicon => {
  const compiler = new Compiler(problems);
  const families = new Map(data.indicators.map((entry) => [entry.value.id, entry.value.family]));
  const english = englishWords(data);
  for (const language of data.languages) compileLanguage(compiler, language, { families, english });
  compilePlaces(compiler, data.places);
  return {
    indicators: Object.fromEntries(data.indicators.map((entry) => [entry.value.id, entry.value])),
    languages: data.languages.map((entry) => entry.language.value),
    places: data.places.map((entry) => entry.value),
    tables: { ...emptyTables, ...data.tables },
    rules: compiler.rules,
    phraseSet: compilePhrases(compiler.phrases),
    vocabulary: buildTrie(wordsOf(compiler.phrases.map((phrase) => phrase.pattern))),
  };
};
