/** Runs every rule's own examples (must be found) and near misses (must not be), and says why one fails. */
import type { CompiledLexicon, ConceptRule, CueRule } from './compile-lexicon.ts';
import type { LexiconData, LexiconProblem, Located } from './lexicon-files.ts';
import { type CancelledMatch, matchLexicon, type RuleMatch } from './match-lexicon.ts';
import { type Folded, fold } from './text/fold.ts';

interface Checked {
  id: string;
  examples: string[];
  nearMisses: string[];
}
type Match = RuleMatch<ConceptRule | CueRule>;

interface Run {
  folded: Folded;
  own: Match[];
  others: Match[];
  cancelled: CancelledMatch[];
}

/** What the rules of one language find in a text. */
const runRule = (lexicon: CompiledLexicon, id: string, is: 'concept' | 'cue', text: string): Run => {
  const folded = fold(text);
  const language = id.slice(0, id.indexOf('/'));
  const cancelled: CancelledMatch[] = [];
  const matches = matchLexicon(lexicon, folded, new Set([language]), {
    onCancelled: (one) => cancelled.push(one),
  });
  const all: Match[] = is === 'concept' ? matches.concepts : matches.cues;
  const isOwn = (one: Match): boolean => one.rule.id === id && one.rule.is === is;
  return {
    folded,
    own: all.filter(isOwn),
    others: all.filter((one) => !isOwn(one)),
    cancelled: cancelled.filter(isOwn),
  };
};

const words = ({ text }: Folded, { from, to }: { from: number; to: number }): string => text.slice(from, to);

const whyNotFound = ({ folded, others, cancelled }: Run): string => {
  const [taken] = cancelled;
  if (taken)
    return taken.by === 'exception'
      ? ` ('${words(folded, taken.cause)}' in its 'unless' takes it away)`
      : ` (the negator '${words(folded, taken.cause)}' denies it)`;
  const finders = [...new Set(others.map((one) => one.rule.id))];
  return finders.length > 0 ? ` (only others find something in it: ${finders.join(', ')})` : '';
};

/** Another concept of the same indicator whose longer words are the ones that an advert's finding shows. */
const coverOf = (run: Run): ConceptRule | undefined => {
  const covers = run.own.map((own) =>
    run.others.find(
      (other) =>
        other.rule.is === 'concept' &&
        own.rule.is === 'concept' &&
        other.rule.indicator === own.rule.indicator &&
        other.from < own.to &&
        own.from < other.to &&
        other.to - other.from > own.to - own.from,
    ),
  );
  const [first] = covers;
  return first?.rule.is === 'concept' && covers.every(Boolean) ? first.rule : undefined;
};

export interface ExampleChecks {
  problems: LexiconProblem[];
  /** Examples that are found, but in an advert by another concept. */
  covered: LexiconProblem[];
}

export const runExamples = (lexicon: CompiledLexicon, data: LexiconData): ExampleChecks => {
  const checks: ExampleChecks = { problems: [], covered: [] };
  const check = (entry: Located<Checked>, code: string, is: 'concept' | 'cue'): void => {
    const { id, examples, nearMisses } = entry.value;
    const run = (text: string): Run => runRule(lexicon, `${code}/${id}`, is, text);
    const say = (list: LexiconProblem[], reason: string): void => {
      list.push({ file: entry.file, line: entry.line, reason: `${is} '${id}': ${reason}` });
    };
    for (const text of examples) {
      const found = run(text);
      const cover = coverOf(found);
      if (found.own.length === 0)
        say(checks.problems, `its example isn't found: ${text}${whyNotFound(found)}`);
      else if (cover) say(checks.covered, `its example is found as ${cover.id}, in longer words: ${text}`);
    }
    for (const text of nearMisses) {
      const [own] = run(text).own;
      if (own) say(checks.problems, `its near miss is found: ${text} (by '${words(fold(text), own)}')`);
    }
  };
  for (const language of data.languages) {
    const { code } = language.language.value;
    for (const entry of language.concepts) check(entry, code, 'concept');
    for (const entry of language.cues) check(entry, code, 'cue');
  }
  return checks;
};

export const checkExamples = (lexicon: CompiledLexicon, data: LexiconData): LexiconProblem[] =>
  runExamples(lexicon, data).problems;
