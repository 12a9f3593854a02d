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
/** From this length on two letters may differ. */
const longWord = 10;
const maxWords = 2000;
const kinds: ReadonlySet<string> = new Set(['compound', 'hotspot', 'transit']);

interface Name {
  place: number;
  name: string;
}

/** Long single-word names by their first two letters, which misspellings keep. */
const indexNames = (places: readonly Place[]): Map<string, Name[]> => {
  const index = new Map<string, Name[]>();
  places.forEach(({ kind, names }, place) => {
    if (!kinds.has(kind)) return;
    for (const spelling of names) {
      const name = spelling.toLowerCase();
      if (name.length < minLetters || !/^[a-z]+$/u.test(name)) continue;
      const head = name.slice(0, 2);
      index.set(head, [...(index.get(head) ?? []), { place, name }]);
    }
  });
  return index;
};

const isNear = (word: string, name: string): boolean => {
  const allowed = Math.min(word.length, name.length) >= longWord ? 2 : 1;
  if (Math.abs(word.length - name.length) > allowed) return false;
  return distances.DamerauLevenshteinDistance(word, name, { restricted: true }) <= allowed;
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
    for (const match of text.matchAll(/[a-z]{7,20}/gu)) {
      words += 1;
      if (words > maxWords) break;
      const word = match[0];
      if (known.has(word)) continue;
      const near = index.get(word.slice(0, 2))?.find(({ name }) => isNear(word, name));
      if (near) found.push({ place: near.place, from: match.index, to: match.index + word.length });
    }
    return found;
  };
};
