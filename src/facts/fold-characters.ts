/**
 * Reads through the ways one character can be dressed up, keeping offsets: digits of any script, full-width,
 * circled, squared and mathematical forms become plain ASCII, invisible characters go, accents are composed.
 * Letter case and everything else stays, because links and wallets depend on it.
 */
export interface FoldedText {
  text: string;
  /** Of the original, for a span of the folded text. */
  startOf(foldedIndex: number): number;
  endOf(foldedEnd: number): number;
  /** True when the span was written with forms that a reader sees as plain text and a filter doesn't. */
  isDressedUp(start: number, end: number): boolean;
}

const invisible =
  /^[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff]$/;
const digit = /^\p{Nd}$/u;

/** Letters with a dot that Unicode itself never composes: one spelling for both ways of typing them. */
const isComposedNukta = (code: number): boolean =>
  (code >= 0x958 && code <= 0x95f) || code === 0x9dc || code === 0x9dd || code === 0x9df || code === 0xa36;

/** Forms whose compatibility decomposition is the plain text meant; Thai and Hangul must not be decomposed. */
const isCompatibilityForm = (code: number): boolean =>
  (code >= 0xff01 && code <= 0xffe6) ||
  (code >= 0x2460 && code <= 0x24ff) ||
  (code >= 0x2070 && code <= 0x209c) ||
  (code >= 0x1d400 && code <= 0x1d7ff) ||
  (code >= 0x1f100 && code <= 0x1f16b) ||
  code === 0xb2 ||
  code === 0xb3 ||
  code === 0xb9 ||
  code === 0x3000 ||
  code === 0xa0;

/** Circled and squared forms without a decomposition of their own in Unicode. */
const withoutDecomposition = (code: number): string | undefined => {
  if (code >= 0x2776 && code <= 0x277f) return String(code - 0x2775);
  if (code >= 0x2780 && code <= 0x2789) return String(code - 0x277f);
  if (code >= 0x278a && code <= 0x2793) return String(code - 0x2789);
  if (code >= 0x1f150 && code <= 0x1f169) return String.fromCharCode(65 + code - 0x1f150);
  if (code >= 0x1f170 && code <= 0x1f189) return String.fromCharCode(65 + code - 0x1f170);
  if (code >= 0x24f5 && code <= 0x24fe) return String(code - 0x24f4);
  if (code === 0x24ff) return '0';
  return undefined;
};

/** Every run of decimal digits in Unicode is ten code points long and begins at its zero. */
const digitValue = (character: string): string => {
  const code = character.codePointAt(0) as number;
  let zero = code;
  while (code - zero < 9 && digit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
};
const digitValues = new Map<string, string>();
const asciiDigit = (character: string): string => {
  const known = digitValues.get(character);
  if (known) return known;
  const value = digitValue(character);
  digitValues.set(character, value);
  return value;
};

const plainFormOf = (character: string, code: number): string => {
  if (code < 0xa0) return character;
  if (invisible.test(character)) return '';
  const circled = withoutDecomposition(code);
  if (circled !== undefined) return circled;
  if (isComposedNukta(code)) return character.normalize('NFC');
  if (isCompatibilityForm(code)) return character.normalize('NFKC');
  if (digit.test(character)) return asciiDigit(character);
  return character;
};

const isDressing = (code: number): boolean =>
  (code >= 0x2070 && code <= 0x209c) ||
  (code >= 0x200b && code <= 0x200d) ||
  (code >= 0x2460 && code <= 0x24ff) ||
  (code >= 0x2776 && code <= 0x2793) ||
  (code >= 0x1d400 && code <= 0x1d7ff) ||
  (code >= 0x1f100 && code <= 0x1f189) ||
  code === 0x20e3 ||
  code === 0x2060;

const identity = (text: string): FoldedText => ({
  text,
  startOf: (index) => index,
  endOf: (end) => end,
  isDressedUp: () => false,
});

const combining = /^[\u0300-\u036f]$/;
const asciiOnly = /^[\x00-\x7f]*$/;

export const foldCharacters = (text: string): FoldedText => {
  if (asciiOnly.test(text)) return identity(text);
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const dressedAt: number[] = [];
  let at = 0;
  let last = '';
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const end = at + character.length;
    if (isDressing(code)) dressedAt.push(at);
    const composed = combining.test(character) && last ? (last + character).normalize('NFC') : '';
    if (composed.length > 0 && composed.length === last.length) {
      pieces[pieces.length - 1] = composed;
      ends[ends.length - 1] = end;
      last = composed;
    } else {
      const plain = plainFormOf(character, code);
      if (plain) {
        pieces.push(plain);
        for (let unit = 0; unit < plain.length; unit++) {
          starts.push(plain === character ? at + unit : at);
          ends.push(plain === character ? at + unit + 1 : end);
        }
        last = plain.length === 1 ? plain : '';
      }
    }
    at = end;
  }
  return {
    text: pieces.join(''),
    startOf: (index) => starts[index] ?? text.length,
    endOf: (end) => (end > 0 ? (ends[end - 1] ?? text.length) : 0),
    isDressedUp: (start, end) => hasBetween(dressedAt, start, end),
  };
};

/** Whether a sorted list has a number in [start, end). */
const hasBetween = (sorted: number[], start: number, end: number): boolean => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < start) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && (sorted[low] as number) < end;
};
