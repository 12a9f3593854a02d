/** How a place's name in the gazetteer becomes a pattern: names take endings in some scripts. */
import type { WordEdges } from './matchers/verify-anchor.ts';

/** Cyrillic names decline (Камбоджа, в Камбодже, из Камбоджи): the last vowel goes, any ending counts. */
export const placePattern = (name: string): string => {
  const escaped = name.replace(/[()[\]|<>#\\]/gu, '\\$&');
  if (name.includes('*') || !/\p{Script=Cyrillic}{4,}$/u.test(name)) return escaped;
  return `${escaped.replace(/[аеиоуыэюяйь]$/u, '')}*`;
};

/** Scripts whose case endings and particles are written to the word keep their end open. */
export const placeWordEdges = (name: string): WordEdges => {
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
      name,
    )
  )
    return 'none';
  if (/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}]/u.test(name)) return 'both';
  return 'start';
};
