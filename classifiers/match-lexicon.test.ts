import { expect, it } from 'vitest';
import type { CompiledLexicon, Rule } from './compile-lexicon.ts';
import { matchLexicon } from './match-lexicon.ts';
import { buildTrie } from './matchers/literal-trie.ts';
import { readPattern } from './matchers/pattern.ts';
import { compilePhrases } from './matchers/phrase-set.ts';
import type { WordEdges } from './matchers/verify-anchor.ts';
import { fold } from './text/fold.ts';

/** A lexicon of concepts that a negation cancels; every concept is named by its pattern. */
const lexiconOf = (concepts: string[], negators: string[], follows: boolean, edges: WordEdges) => {
  const rules: Rule[] = concepts.map((id) => ({
    is: 'concept',
    id,
    language: 'xx',
    indicator: 'free-flight',
    gloss: id,
    isReviewed: false,
  }));
  rules.push({ is: 'negator', language: 'xx', follows });
  const phrases = [...concepts, ...negators].map((pattern, index) => ({
    rule: Math.min(index, concepts.length),
    edges,
    pattern: readPattern(pattern),
  }));
  return {
    indicators: { 'free-flight': { isCancelledByNegation: true } },
    rules,
    phraseSet: compilePhrases(phrases),
    vocabulary: buildTrie([]),
  } as unknown as CompiledLexicon;
};

const found = (lexicon: CompiledLexicon, text: string): string[] =>
  matchLexicon(lexicon, fold(text), new Set(['xx'])).concepts.map((one) => one.rule.id);

it('a negation reaches about three words', () => {
  const lexicon = lexiconOf(['free ticket'], ['no'], false, 'both');
  expect(found(lexicon, 'there is no free ticket')).toEqual([]);
  expect(found(lexicon, 'no, free ticket')).toEqual(['free ticket']);
  expect(found(lexicon, 'no need to ask us about free ticket')).toEqual(['free ticket']);
});

it('reaches few characters where words are not spaced', () => {
  const lexicon = lexiconOf(['押金', '机票'], ['不'], false, 'none');
  expect(found(lexicon, '不收任何押金')).toEqual([]);
  expect(found(lexicon, '不限学历和工作经验机票')).toEqual(['机票']);
});

it('counts letters and not the marks on them', () => {
  const lexicon = lexiconOf(['ที่พัก'], ['ไม่'], false, 'none');
  expect(found(lexicon, 'ไม่ต้องมีที่พัก')).toEqual([]);
  expect(found(lexicon, 'ไม่มีประสบการณ์สอนให้มีที่พัก')).toEqual(['ที่พัก']);
});

it('a negator that follows denies what stands before it, unless it belongs to another concept', () => {
  const lexicon = lexiconOf(['pasaport', 'tecrube yok'], ['yok'], true, 'both');
  expect(found(lexicon, 'pasaport yok')).toEqual([]);
  expect(found(lexicon, 'pasaport tecrube yok')).toEqual(['pasaport', 'tecrube yok']);
});

it('takes Japanese for no Chinese, though both are written with the same signs', () => {
  const lexicon = lexiconOf(['对面'], [], false, 'none');
  for (const rule of lexicon.rules) Object.assign(rule, { language: 'zh-Hans' });
  const foundIn = (languages: string[], text: string): number =>
    matchLexicon(lexicon, fold(text), new Set(languages)).concepts.length;
  expect(foundIn(['ja'], '東京で対面の説明会')).toBe(0);
  expect(foundIn(['th'], 'ทำงาน 对面')).toBe(1);
  expect(foundIn(['ja', 'zh-Hans'], '对面 東京')).toBe(1);
});
