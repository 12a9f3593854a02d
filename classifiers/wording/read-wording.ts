/** How an advert is worded as a whole, read by the model; with the clause that says most of it. */
import type { LanguageShare } from '../../src/domain/assessment.ts';
import type { FieldReading, FieldSpan } from '../reading.ts';
import { othersWords } from '../text/quotations.ts';
import type { WordedField, WordingClass, WordingModel } from './wording-model.ts';
import { wordingClasses } from './wording-model.ts';

/** Logarithms of the odds of each class; only their differences mean something. */
export type WordingOdds = Record<WordingClass, number>;

export interface WordingReading {
  /** The model was trained on the language. Otherwise the odds are all the same. */
  isKnown: boolean;
  odds: WordingOdds;
  /** The clause that most speaks for the first class against the second; none where nothing speaks for it. */
  clauseFor(of: WordingClass, against: WordingClass): FieldSpan | undefined;
}

/** An employer's name and a place tell nothing of how an advert is worded. */
const isWorded = ({ field }: FieldReading): boolean => field !== 'location' && field !== 'employer';

/** What the model sees: letters set apart are joined; places, contacts and what is quoted from others are hidden. */
export const wordedFields = (fields: readonly FieldReading[], hidden: readonly FieldSpan[]): WordedField[] =>
  fields.filter(isWorded).map(({ field, original, folded, undisguised }) => ({
    folded: undisguised?.folded ?? folded,
    hidden: [...hidden.filter((one) => one.field === field), ...othersWords(original)],
  }));

/** The scores of the model under the names of the classes. */
export const wordingOddsOf = (scores: readonly number[]): WordingOdds =>
  Object.fromEntries(wordingClasses.map((name, index) => [name, scores[index] as number])) as WordingOdds;

/** By unit: 1 where a clause may end. */
const clauseEnds = new Uint8Array(65_536);
for (const mark of '\n.!?;:,…•|।။៖。、！？；，۔؟،') clauseEnds[mark.charCodeAt(0)] = 1;
/** Writing that sets no marks is cut at so many units. */
const longestClause = 90;
const shortestClause = 12;

const isDigit = (letter: string | undefined): boolean => letter !== undefined && /\p{Nd}/u.test(letter);

/** Where clauses begin and end in a folded text; `30,000` is one number. */
const clausesOf = (text: string): { from: number; to: number }[] => {
  const clauses: { from: number; to: number }[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const length = at + 1 - from;
    const isMark = clauseEnds[text.charCodeAt(at)] === 1 && !(isDigit(text[at - 1]) && isDigit(text[at + 1]));
    const ends = length >= shortestClause && isMark;
    if (!ends && (length < longestClause || text[at] !== ' ') && length < 2 * longestClause) continue;
    clauses.push({ from, to: at + 1 });
    from = at + 1;
  }
  if (from < text.length) clauses.push({ from, to: text.length });
  return clauses;
};

/** Without the blanks and marks around it, unless it is nothing else. */
const trimmed = (text: string, { from, to }: { from: number; to: number }): { from: number; to: number } => {
  const part = text.slice(from, to);
  const before = part.length - part.replace(/^[\s\p{P}]+/u, '').length;
  const after = part.length - part.replace(/[\s\p{P}]+$/u, '').length;
  return before + after < part.length ? { from: from + before, to: to - after } : { from, to };
};

const strongestClause = (
  text: string,
  shares: Float64Array,
): { from: number; to: number; sum: number } | undefined => {
  let best: { from: number; to: number; sum: number } | undefined;
  for (const clause of clausesOf(text)) {
    let sum = 0;
    for (let at = clause.from; at < clause.to; at += 1) sum += shares[at] ?? 0;
    if (sum > (best?.sum ?? 0)) best = { ...clause, sum };
  }
  return best && { ...best, ...trimmed(text, best) };
};

/** Of a text in a language that it was not trained on, or without a word, the model says nothing. */
const nothing: WordingReading = {
  isKnown: false,
  odds: wordingOddsOf(wordingClasses.map(() => 0)),
  clauseFor: () => undefined,
};

const leastKnown = 0.5;
const knowsMost = (model: WordingModel, languages: readonly LanguageShare[]): boolean =>
  languages.reduce((sum, { code, share }) => sum + (model.languages.has(code) ? share : 0), 0) >= leastKnown;

const hasLetters = /\p{L}/u;

export const readWording = (
  model: WordingModel,
  { fields, languages }: { fields: readonly FieldReading[]; languages: readonly LanguageShare[] },
  hidden: readonly FieldSpan[],
): WordingReading => {
  const worded = fields.filter(isWorded);
  const isKnown = knowsMost(model, languages) && worded.some(({ original }) => hasLetters.test(original));
  if (!isKnown) return nothing;
  const seen = wordedFields(worded, hidden);
  return {
    isKnown: true,
    odds: wordingOddsOf(model.read(seen)),
    clauseFor: (of, against) => {
      let best: (FieldSpan & { sum: number }) | undefined;
      for (const [index, { folded }] of seen.entries()) {
        const clause = strongestClause(folded.text, model.shares(seen, index, of, against));
        if (!clause || clause.sum <= (best?.sum ?? 0)) continue;
        best = {
          field: (worded[index] as FieldReading).field,
          start: folded.starts[clause.from] as number,
          end: folded.ends[clause.to - 1] as number,
          sum: clause.sum,
        };
      }
      return best && { field: best.field, start: best.start, end: best.end };
    },
  };
};
