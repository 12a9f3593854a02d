/**
 * Reads through the ways one character can be dressed up, keeping offsets: digits of any script, full-width,
 * circled, squared and mathematical forms become plain ASCII, invisible characters go, accents are composed.
 * Letter case and everything else stays, because links and wallets depend on it.
 */
import { isAsciiWord } from './letter-kinds.ts';
import { rememberRecent } from './remember-recent.ts';

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

const unknown = 0;
const stays = 1;
const changes = 2;
const isSurrogate = 3;

/** By UTF-16 unit, filled in as units are met: most texts are read at one look a character. */
const kinds = new Uint8Array(0x10000).fill(isSurrogate, 0xd800, 0xe000);

const isCombining = (code: number): boolean => code >= 0x300 && code <= 0x36f;

const kindOf = (code: number): number => {
  const character = String.fromCharCode(code);
  const kind = isCombining(code) || plainFormOf(character, code) !== character ? changes : stays;
  kinds[code] = kind;
  return kind;
};

const firstEmoji = 0x1f18a;
const zeroWidthSpace = 0x200b;

/** The folded text in pieces: stretches as they stood in the original, and replacements of one character. */
class FoldedPieces {
  private readonly original: string;
  private readonly pieces: string[] = [];
  /** Of each piece: where it begins, folded and original, and where the original of a replacement ends; 0 for a stretch. */
  private readonly foldedStarts: number[] = [];
  private readonly originalStarts: number[] = [];
  private readonly replacedEnds: number[] = [];
  private readonly dressedAt: number[] = [];
  private length = 0;
  /** The last folded unit when it can take an accent. */
  private last = '';

  constructor(original: string) {
    this.original = original;
  }

  private push(piece: string, start: number, replacedEnd: number): void {
    this.pieces.push(piece);
    this.foldedStarts.push(this.length);
    this.originalStarts.push(start);
    this.replacedEnds.push(replacedEnd);
    this.length += piece.length;
  }

  keep(start: number, end: number): void {
    if (start === end) return;
    this.push(this.original.slice(start, end), start, 0);
    const unit = this.original.charCodeAt(end - 1);
    this.last = unit >= 0xd800 && unit <= 0xdfff ? '' : (this.original[end - 1] as string);
  }

  replace(start: number, end: number, code: number): void {
    if (isDressing(code) && !this.isWordBreak(code, start, end)) this.dressedAt.push(start);
    const character = this.original.slice(start, end);
    if (isCombining(code) && this.accent(character, end)) return;
    const plain = plainFormOf(character, code);
    if (plain === '') return;
    this.push(plain, start, end);
    this.last = plain.length === 1 ? plain : '';
  }

  /** Khmer, Lao, Thai and Burmese mark their words with zero-width spaces; between other letters nobody does. */
  private isWordBreak(code: number, start: number, end: number): boolean {
    if (code !== zeroWidthSpace) return false;
    const isSpacedScript = (unit: number): boolean => unit < 0x80 && isAsciiWord(unit);
    return (
      !isSpacedScript(this.original.charCodeAt(start - 1)) || !isSpacedScript(this.original.charCodeAt(end))
    );
  }

  /** An accent joins the letter before it where Unicode has the two as one. */
  private accent(mark: string, end: number): boolean {
    const composed = this.last ? (this.last + mark).normalize('NFC') : '';
    if (composed.length !== 1) return false;
    const at = this.pieces.length - 1;
    const piece = this.pieces[at] as string;
    if (this.replacedEnds[at] || piece.length === 1) {
      this.pieces[at] = composed;
      this.replacedEnds[at] = end;
    } else {
      this.pieces[at] = piece.slice(0, -1);
      this.length -= 1;
      this.push(composed, (this.originalStarts[at] as number) + piece.length - 1, end);
    }
    this.last = composed;
    return true;
  }

  private pieceAt(index: number): number {
    let low = 0;
    let high = this.foldedStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.foldedStarts[middle] as number) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private originalOf(index: number, isEnd: boolean): number {
    if (index >= this.length) return this.original.length;
    const at = this.pieceAt(index);
    const start = this.originalStarts[at] as number;
    const replacedEnd = this.replacedEnds[at] as number;
    if (replacedEnd > 0) return isEnd ? replacedEnd : start;
    return start + index - (this.foldedStarts[at] as number) + (isEnd ? 1 : 0);
  }

  finish(): FoldedText {
    return {
      text: this.pieces.join(''),
      startOf: (index) => this.originalOf(index, false),
      endOf: (end) => (end > 0 ? this.originalOf(end - 1, true) : 0),
      isDressedUp: (start, end) => hasBetween(this.dressedAt, start, end),
    };
  }
}

const foldAll = (text: string): FoldedText => {
  let pieces: FoldedPieces | undefined;
  let kept = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    let kind = kinds[unit] as number;
    if (kind === stays) continue;
    if (kind === unknown) kind = kindOf(unit);
    if (kind === stays) continue;
    const code = kind === isSurrogate ? (text.codePointAt(at) as number) : unit;
    const end = at + (code > 0xffff ? 2 : 1);
    if (kind === isSurrogate && (code >= firstEmoji || !isChanged(text.slice(at, end), code))) {
      at = end - 1;
      continue;
    }
    pieces ??= new FoldedPieces(text);
    pieces.keep(kept, at);
    pieces.replace(at, end, code);
    kept = end;
    at = end - 1;
  }
  if (!pieces) return identity(text);
  pieces.keep(kept, text.length);
  return pieces.finish();
};

export const foldCharacters = rememberRecent(foldAll);

const isChanged = (character: string, code: number): boolean => plainFormOf(character, code) !== character;

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
