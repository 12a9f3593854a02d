/**
 * Names of compounds and towns in Latin letters are romanisations, and adverts spell them every way there is:
 * Sihanoukvile, Sihanukville, Myawady, Poi Pet. The gazetteer cannot list them all, so a long word that is one or
 * two letters away from a long name counts as that name (Damerau 1964; distance from `natural`).
 */
import distances from 'natural/lib/natural/distance/levenshtein_distance.js';
import type { Place } from './lexicon-format.ts';

export interface MisspeltPlace {
  /** Index into the lexicon's places. */
  place: number;
  from: number;
  to: number;
}

/** Shorter words are near too many others. */
const minLetters = 7;
const maxLetters = 20;
/** From this length on two letters may differ. */
const longWord = 10;
const maxWords = 2000;
const kinds: ReadonlySet<string> = new Set(['compound', 'hotspot', 'transit']);

interface Name {
  place: number;
  name: string;
  letters: number;
}

const letterA = 97;
const isLatin = (unit: number): boolean => unit >= letterA && unit < letterA + 26;

/** A bit for each letter of the word. */
const lettersOf = (word: string): number => {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) - letterA);
  return letters;
};

const countBits = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

/** The first two letters, which misspellings keep, as one number. */
const headOf = (text: string, at: number): number =>
  (text.charCodeAt(at) - letterA) * 26 + text.charCodeAt(at + 1) - letterA;

/** Long single-word names by their first two letters. */
const indexNames = (places: readonly Place[]): Map<number, Name[]> => {
  const index = new Map<number, Name[]>();
  places.forEach(({ kind, names }, place) => {
    if (!kinds.has(kind)) return;
    for (const spelling of names) {
      const name = spelling.toLowerCase();
      if (name.length < minLetters || !/^[a-z]+$/u.test(name)) continue;
      const head = headOf(name, 0);
      index.set(head, [...(index.get(head) ?? []), { place, name, letters: lettersOf(name) }]);
    }
  });
  return index;
};

const isNear = (word: string, letters: number, name: Name): boolean => {
  const allowed = Math.min(word.length, name.name.length) >= longWord ? 2 : 1;
  if (Math.abs(word.length - name.name.length) > allowed) return false;
  // each edit changes at most two of the letters that a word has
  if (countBits(letters ^ name.letters) > allowed * 2) return false;
  return distances.DamerauLevenshteinDistance(word, name.name, { restricted: true }) <= allowed;
};

/** Finds misspelt names in folded text; words that a rule already knows as a place are left alone. */
export const createMisspeltPlaces = (places: readonly Place[]) => {
  const index = indexNames(places);
  const known = new Set(
    places.flatMap((one) => [...one.names, ...(one.ambiguousNames ?? [])]).map((name) => name.toLowerCase()),
  );
  return (text: string): MisspeltPlace[] => {
    const found: MisspeltPlace[] = [];
    let words = 0;
    for (let from = 0; from + minLetters <= text.length && words < maxWords; from += 1) {
      if (!isLatin(text.charCodeAt(from))) continue;
      let to = from + 1;
      while (to < text.length && isLatin(text.charCodeAt(to))) to += 1;
      if (to - from >= minLetters && to - from <= maxLetters) {
        words += 1;
        const names = index.get(headOf(text, from));
        const near = names && nearest(names, text.slice(from, to), known);
        if (near) found.push({ place: near.place, from, to });
      }
      from = to;
    }
    return found;
  };
};

const nearest = (names: readonly Name[], word: string, known: ReadonlySet<string>): Name | undefined => {
  if (known.has(word)) return undefined;
  const letters = lettersOf(word);
  return names.find((name) => isNear(word, letters, name));
};
