/**
 * Burmese from Zawgyi to Unicode, syllable by syllable, so that every unit knows the syllable that it came from.
 * Zawgyi writes the vowel sign E and the medial RA before their letter, has a code of its own for each shape of a sign
 * and for each stacked letter, and shifts the medials and the vowel killer by one code (Unicode Technical Note 11;
 * Unicode FAQ "Myanmar Scripts and Languages").
 */

export interface ConvertedText {
  text: string;
  /** For each unit of `text`, where its syllable begins and ends in the original. */
  starts: Int32Array;
  ends: Int32Array;
}

const stack = '\u1039';
const kinzi = '\u1004\u103a\u1039';

/** The order in which Unicode stores the parts of a syllable. */
const slots = [
  'kinzi',
  'base',
  'stacked',
  'ya',
  'ra',
  'wa',
  'ha',
  'e',
  'above',
  'below',
  'aa',
  'anusvara',
  'dot',
  'killer',
  'visarga',
] as const;
type Slot = (typeof slots)[number];
type Part = [slot: Slot, text: string];

const table = new Map<number, Part[]>();
const add = (first: number, last: number, ...parts: Part[]): void => {
  for (let code = first; code <= last; code += 1) table.set(code, parts);
};

for (let code = 0x1000; code <= 0x102a; code += 1) add(code, code, ['base', String.fromCharCode(code)]);
add(0x103f, 0x103f, ['base', '\u103f']);
add(0x106a, 0x106a, ['base', '\u1009']);
add(0x106b, 0x106b, ['base', '\u100a']);
add(0x106e, 0x106e, ['base', '\u100d\u1039\u100d']);
add(0x106f, 0x106f, ['base', '\u100d\u1039\u100e']);
add(0x1086, 0x1086, ['base', '\u103f']);
add(0x108f, 0x108f, ['base', '\u1014']);
add(0x1090, 0x1090, ['base', '\u101b']);
add(0x1091, 0x1091, ['base', '\u100f\u1039\u100d']);
add(0x1092, 0x1092, ['base', '\u100b\u1039\u100c']);
add(0x1097, 0x1097, ['base', '\u100b\u1039\u100b']);

const addStacked = (firstCode: number, letters: string): void =>
  [...letters].forEach((letter, index) => {
    add(firstCode + index, firstCode + index, ['stacked', stack + letter]);
  });
addStacked(0x1060, '\u1000\u1001\u1002\u1003');
addStacked(0x1065, '\u1005\u1006\u1006\u1007\u1008');
addStacked(0x106c, '\u100b\u100c');
addStacked(0x1070, '\u100f\u1010\u1010\u1011\u1011\u1012\u1013\u1014\u1015\u1016\u1017\u1018\u1019');
addStacked(0x1085, '\u101c');
addStacked(0x1093, '\u1018');
add(0x1096, 0x1096, ['stacked', `${stack}\u1010`], ['wa', '\u103d']);

add(0x1064, 0x1064, ['kinzi', kinzi]);
add(0x108b, 0x108b, ['kinzi', kinzi], ['above', '\u102d']);
add(0x108c, 0x108c, ['kinzi', kinzi], ['above', '\u102e']);
add(0x108d, 0x108d, ['kinzi', kinzi], ['anusvara', '\u1036']);

add(0x103a, 0x103a, ['ya', '\u103b']);
add(0x107d, 0x107d, ['ya', '\u103b']);
add(0x103b, 0x103b, ['ra', '\u103c']);
add(0x107e, 0x1084, ['ra', '\u103c']);
add(0x103c, 0x103c, ['wa', '\u103d']);
add(0x103d, 0x103d, ['ha', '\u103e']);
add(0x1087, 0x1087, ['ha', '\u103e']);
add(0x1088, 0x1088, ['ha', '\u103e'], ['below', '\u102f']);
add(0x1089, 0x1089, ['ha', '\u103e'], ['below', '\u1030']);
add(0x108a, 0x108a, ['wa', '\u103d'], ['ha', '\u103e']);

add(0x1031, 0x1031, ['e', '\u1031']);
add(0x102d, 0x102d, ['above', '\u102d']);
add(0x102e, 0x102e, ['above', '\u102e']);
add(0x1032, 0x1032, ['above', '\u1032']);
add(0x108e, 0x108e, ['above', '\u102d'], ['anusvara', '\u1036']);
add(0x102f, 0x102f, ['below', '\u102f']);
add(0x1033, 0x1033, ['below', '\u102f']);
add(0x1030, 0x1030, ['below', '\u1030']);
add(0x1034, 0x1034, ['below', '\u1030']);
add(0x102b, 0x102b, ['aa', '\u102b']);
add(0x102c, 0x102c, ['aa', '\u102c']);
add(0x105a, 0x105a, ['aa', '\u102b'], ['killer', '\u103a']);
add(0x1036, 0x1036, ['anusvara', '\u1036']);
add(0x1037, 0x1037, ['dot', '\u1037']);
add(0x1094, 0x1095, ['dot', '\u1037']);
add(0x1039, 0x1039, ['killer', '\u103a']);
add(0x1038, 0x1038, ['visarga', '\u1038']);

const isPrefix = (code: number): boolean =>
  code === 0x1031 || code === 0x103b || (code >= 0x107e && code <= 0x1084);
const isBase = (code: number): boolean => table.get(code)?.[0]?.[0] === 'base';
const isSign = (code: number): boolean => table.has(code) && !isBase(code) && !isPrefix(code);
/** The digit zero is typed for the letter wa, which looks the same. */
const zero = 0x1040;
const wa = 0x101d;
/** A syllable has fewer; hostile texts have more. */
const maxSigns = 12;

/** The end of the syllable that begins at `start`: signs written first, a letter, signs; at least one unit. */
const syllableEnd = (text: string, start: number): number => {
  let at = start;
  while (at < text.length && isPrefix(text.charCodeAt(at)) && at - start < maxSigns) at += 1;
  const hasBase = at < text.length && (isBase(text.charCodeAt(at)) || isWa(text, at, at > start));
  if (!hasBase) return Math.max(at, start + 1);
  at += 1;
  const limit = Math.min(text.length, at + maxSigns);
  while (at < limit && isSign(text.charCodeAt(at))) at += 1;
  return at;
};

const isWa = (text: string, at: number, hasPrefix: boolean): boolean =>
  text.charCodeAt(at) === zero && (hasPrefix || (at + 1 < text.length && isSign(text.charCodeAt(at + 1))));

const convertSyllable = (syllable: string): string => {
  const parts = new Map<Slot, string>();
  for (let at = 0; at < syllable.length; at += 1) {
    const code = syllable.charCodeAt(at);
    for (const [slot, text] of table.get(code === zero ? wa : code) ?? []) {
      const known = parts.get(slot) ?? '';
      // a sign typed twice looks like one
      if (!known.includes(text)) parts.set(slot, known + text);
    }
  }
  // the letter U with a killer is the letter NYA in its small form
  if (parts.get('base') === '\u1025' && parts.has('killer')) parts.set('base', '\u1009');
  return slots.map((slot) => parts.get(slot) ?? '').join('');
};

export const zawgyiToUnicode = (text: string): ConvertedText => {
  const starts: number[] = [];
  const ends: number[] = [];
  let converted = '';
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const isBurmese = table.has(code) || isWa(text, at, false);
    const end = isBurmese ? syllableEnd(text, at) : at + 1;
    const syllable = isBurmese ? convertSyllable(text.slice(at, end)) : text.charAt(at);
    converted += syllable;
    for (let unit = 0; unit < syllable.length; unit += 1) {
      starts.push(at);
      ends.push(end);
    }
    at = end;
  }
  return { text: converted, starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
};
