/** Runs every rule's own examples (must be found) and near misses (must not be). */
import type { CompiledLexicon, ConceptRule, CueRule } from './compile-lexicon.ts';
import type { LexiconData, LexiconProblem, Located } from './lexicon-files.ts';
import { matchLexicon } from './match-lexicon.ts';
import { fold } from './text/fold.ts';

interface Checked {
  id: string;
  examples: string[];
  nearMisses: string[];
}

const isFound = (lexicon: CompiledLexicon, id: string, is: 'concept' | 'cue', text: string): boolean => {
  const language = id.slice(0, id.indexOf('/'));
  const matches = matchLexicon(lexicon, fold(text), new Set([language]));
  const rules: (ConceptRule | CueRule)[] = (is === 'concept' ? matches.concepts : matches.cues).map(
    (match) => match.rule,
  );
  return rules.some((rule) => rule.id === id);
};

export const checkExamples = (lexicon: CompiledLexicon, data: LexiconData): LexiconProblem[] => {
  const problems: LexiconProblem[] = [];
  const check = (entry: Located<Checked>, code: string, is: 'concept' | 'cue'): void => {
    const { id, examples, nearMisses } = entry.value;
    const say = (reason: string): void => {
      problems.push({ file: entry.file, line: entry.line, reason: `${is} '${id}': ${reason}` });
    };
    for (const text of examples)
      if (!isFound(lexicon, `${code}/${id}`, is, text)) say(`its example isn't found: ${text}`);
    for (const text of nearMisses)
      if (isFound(lexicon, `${code}/${id}`, is, text)) say(`its near miss is found: ${text}`);
  };
  for (const language of data.languages) {
    const { code } = language.language.value;
    for (const entry of language.concepts) check(entry, code, 'concept');
    for (const entry of language.cues) check(entry, code, 'cue');
  }
  return problems;
};
