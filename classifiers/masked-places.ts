/**
 * Names with letters hidden from a word filter: K4mb0j4, C@mboya, my*nmar, К@мбоджа. A word with digits or signs
 * inside counts as a place when it can be read as a known name, letter for letter.
 */
import type { Place } from './lexicon-format.ts';

export interface MaskedPlace {
  /** Index into the lexicon's places. */
  place: number;
  from: number;
  to: number;
}

/** Shorter names can be read out of too many product codes. */
const minLetters = 5;
const maxLetters = 20;
const maxHidden = 4;
const maxWords = 500;
const kinds: ReadonlySet<string> = new Set(['compound', 'hotspot', 'transit', 'country', 'ordinary']);

const readings: Readonly<Record<string, string>> = {
  '0': 'oо',
  '1': 'ilи',
  '3': 'eз',
  '4': 'aч',
  '5': 's',
  '7': 't',
  '@': 'aа',
  $: 's',
  '!': 'i',
};

/** Names that end as the text has them, or, where the gazetteer leaves the ending open, begin so. */
interface Name {
  place: number;
  name: string;
  isOpen: boolean;
}

const isMaskable = (name: string): boolean => /^(?:[a-z]+|[а-я]+)$/u.test(name) && name.length >= minLetters;

const indexNames = (places: readonly Place[]): Name[] =>
  places.flatMap((place, index) =>
    kinds.has(place.kind)
      ? place.names
          .map((name) =>
            name
              .toLowerCase()
              .normalize('NFD')
              .replace(/[\u0300-\u0305\u0307-\u036f]/gu, '')
              .normalize('NFC'),
          )
          .map((name) => {
            const isCyrillic = /^[а-я]/u.test(name);
            const stem = isCyrillic ? name.replace(/[аеиоуыэюяй]?\*?$/u, '') : name.replace(/\*$/u, '');
            return { place: index, name: stem, isOpen: isCyrillic || name.endsWith('*') };
          })
          .filter(({ name }) => isMaskable(name))
      : [],
  );

const maxEnding = 4;

/** One hidden letter is read as what it looks like; `*` as any. */
const canRead = (word: string, { name }: Name): boolean => {
  for (let at = 0; at < name.length; at += 1) {
    const unit = word[at] as string;
    const letter = name[at] as string;
    if (unit !== letter && unit !== '*' && !readings[unit]?.includes(letter)) return false;
  }
  return true;
};

const maskedWord = /(?<![\p{L}\d@.*$/_-])[\p{L}\d@*$!]+(?![\p{L}\d@*$_-]|\.\p{L})/gu;
const sign = /[\d@*$!]/gu;

const isMasked = (word: string): boolean => {
  if (word.length < minLetters || word.length > maxLetters) return false;
  const hidden = word.match(sign)?.length ?? 0;
  const wild = word.split('*').length - 1;
  return hidden > 0 && hidden <= maxHidden && hidden * 2 < word.length && wild <= 2;
};

interface Chunk {
  from: number;
  to: number;
}

const lowerCase = 0x20;
const firstLetter = 0x61;
const firstBeyondAscii = 0x80;
const isBlank = (unit: number): boolean => unit === 0x20 || unit === 0x0a;
const isSign = (unit: number): boolean =>
  (unit >= 0x30 && unit <= 0x39) || unit === 0x40 || unit === 0x2a || unit === 0x24 || unit === 0x21;
const isLetterLike = (unit: number): boolean =>
  ((unit | lowerCase) >= firstLetter && (unit | lowerCase) < firstLetter + 26) || unit >= firstBeyondAscii;
/** Fewer signs than letters, of at least `minLetters`: a masked word has three letters left. */
const minVisible = 3;

/** What stands between blanks and holds both signs and letters; only there can a masked word be. */
const mixedChunks = (text: string): Chunk[] => {
  const chunks: Chunk[] = [];
  let from = 0;
  let signs = 0;
  let letters = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : 0x20;
    if (isLetterLike(unit)) letters += 1;
    else if (isSign(unit)) signs += 1;
    else if (isBlank(unit)) {
      if (signs > 0 && letters >= minVisible) chunks.push({ from, to: at });
      from = at + 1;
      signs = 0;
      letters = 0;
    }
  }
  return chunks;
};

/** By the length that a masked word of the name has. */
const byLength = (names: readonly Name[]): Name[][] =>
  Array.from({ length: maxLetters + 1 }, (_, length) =>
    names.filter(
      ({ name, isOpen }) => length >= name.length && length <= name.length + (isOpen ? maxEnding : 0),
    ),
  );

/** Finds masked names in folded text. */
export const createMaskedPlaces = (places: readonly Place[]) => {
  const namesOf = byLength(indexNames(places));
  return (text: string): MaskedPlace[] => {
    const found: MaskedPlace[] = [];
    let words = 0;
    for (const chunk of mixedChunks(text))
      for (const match of text.slice(chunk.from, chunk.to).matchAll(maskedWord)) {
        // `!` ends sentences more often than it hides an i
        const word = match[0].replace(/!+$/u, '');
        if (!isMasked(word)) continue;
        words += 1;
        if (words > maxWords) return found;
        const from = chunk.from + match.index;
        const name = namesOf[word.length]?.find((one) => canRead(word, one));
        if (name) found.push({ place: name.place, from, to: from + word.length });
      }
    return found;
  };
};
