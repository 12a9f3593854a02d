/** Wordings that load and are suspect all the same: no example shows them, another rule has them too, or they are short. */
import type { LanguageData, LexiconData, LexiconProblem, Located } from './lexicon-files.ts';
import type { LanguageFile } from './lexicon-format.ts';
import { matchPhrases } from './matchers/match-phrases.ts';
import { minLetters, type Pattern, readPattern } from './matchers/pattern.ts';
import { compilePhrases } from './matchers/phrase-set.ts';
import { fold } from './text/fold.ts';

export interface WordingWarning extends LexiconProblem {
  sort: 'unused' | 'repeated' | 'short';
  /** Where the wording stands within its file. */
  path: (string | number)[];
}

interface WordingOwner {
  id: string;
  match: string[];
  examples: string[];
}

export interface Wording {
  source: string;
  pattern: Pattern;
  owner: Located<WordingOwner>;
  is: 'concept' | 'cue';
  path: (string | number)[];
}

/** Undefined for a pattern that can't be read: that is a problem of its own. */
const tryPattern = (source: string): Pattern | undefined => {
  try {
    return readPattern(source);
  } catch {
    return undefined; // the compiler has named it
  }
};

export const wordingsOf = (language: LanguageData): Wording[] => {
  const seen = new Map<string, number>();
  const placeIn = (file: string): number => {
    const place = seen.get(file) ?? 0;
    seen.set(file, place + 1);
    return place;
  };
  const take = (entries: readonly Located<WordingOwner>[], is: Wording['is']): Wording[] =>
    entries.flatMap((owner) => {
      const place = placeIn(owner.file);
      return owner.value.match.flatMap((source, index) => {
        const pattern = tryPattern(source);
        const path = [is === 'concept' ? 'concepts' : 'cues', place, 'match', index];
        return pattern ? [{ source, pattern, owner, is, path }] : [];
      });
    });
  return [...take(language.concepts, 'concept'), ...take(language.cues, 'cue')];
};

const warning = (one: Wording, sort: WordingWarning['sort'], reason: string): WordingWarning => ({
  file: one.owner.file,
  line: one.owner.line,
  path: one.path,
  sort,
  reason: `${one.is} '${one.owner.value.id}': '${one.source}' ${reason}`,
});

/** For each wording the first example of its own rule that shows it, tried apart from all others and from exceptions. */
export const examplesShowing = (
  wordings: readonly Wording[],
  { wordEdges }: Pick<LanguageFile, 'wordEdges'>,
): Map<Wording, string> => {
  const set = compilePhrases(wordings.map(({ pattern }, rule) => ({ rule, edges: wordEdges, pattern })));
  const owners = new Map<string, Set<WordingOwner>>();
  for (const { owner } of wordings)
    for (const text of owner.value.examples)
      owners.set(text, (owners.get(text) ?? new Set()).add(owner.value));
  const shown = new Map<Wording, string>();
  for (const [text, users] of owners)
    for (const match of matchPhrases(set, fold(text))) {
      const one = wordings[match.rule];
      if (one && users.has(one.owner.value) && !shown.has(one)) shown.set(one, text);
    }
  return shown;
};

const findUnused = (wordings: Wording[], language: LanguageFile): WordingWarning[] => {
  const shown = examplesShowing(wordings, language);
  return wordings
    .filter((one) => !shown.has(one))
    .map((one) => warning(one, 'unused', 'is in none of its examples'));
};

const findRepeated = (wordings: Wording[]): WordingWarning[] => {
  const first = new Map<string, Wording>();
  return wordings.flatMap((one) => {
    const key = `${one.is} ${JSON.stringify(one.pattern)}`;
    const other = first.get(key);
    if (!other) {
      first.set(key, one);
      return [];
    }
    const where = other.owner === one.owner ? 'twice in it' : `in '${other.owner.value.id}' too`;
    return [warning(one, 'repeated', `stands ${where}`)];
  });
};

/** Fewer letters than this match by accident; a Chinese character or Korean syllable says more than a letter. */
const fewest = (source: string): number =>
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(source) ? 2 : 3;

const findShort = (wordings: Wording[]): WordingWarning[] =>
  wordings.flatMap((one) => {
    const letters = minLetters(one.pattern);
    if (letters >= fewest(one.source)) return [];
    const what = letters === 1 ? 'one letter or sign' : `${letters} letters`;
    return [warning(one, 'short', `may match on ${what} alone; give it company`)];
  });

export const checkWordings = (data: LexiconData): WordingWarning[] =>
  data.languages.flatMap((language) => {
    const wordings = wordingsOf(language);
    return [
      ...findUnused(wordings, language.language.value),
      ...findRepeated(wordings),
      ...findShort(wordings),
    ];
  });
