/** Reads a number as adverts write it: `15.000.000`, `4,000`, `2.5`, `100 000`, `1,50,000`, `1.500,50`, `三`, `十二`. */
import { isDigit } from './letter-kinds.ts';

export interface WrittenNumber {
  value: number;
  /** Of `两三万`, twenty to thirty thousand. */
  upTo?: number;
  text: string;
  end: number;
}

const arabic =
  /\d{1,2}(?:,\d{2}){1,3},\d{3}(?![\d,])|\d{1,3}(?:[,.' ’\u00a0]\d{3}){1,4}(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,12}(?:[.,]\d{1,2}(?!\d))?/y;
const han = /(?!百)[一二两兩三四五六七八九十百]{1,4}(?=[万萬千])/y;
const grouped = /^(\d{1,3}(?:[,.' ’\u00a0]\d{2,3})*[,.' ’\u00a0]\d{3})(?:[.,](\d{1,2}))?$/;

const hanDigits = '零一二三四五六七八九';
const hanDigit = (character: string): number => hanDigits.indexOf(character.replace(/[两兩]/, '二'));

const hanValue = (text: string): number => {
  let value = 0;
  let digit = 0;
  for (const character of text) {
    if (character === '十' || character === '百') {
      value += (digit || 1) * (character === '十' ? 10 : 100);
      digit = 0;
    } else digit = digit * 10 + hanDigit(character);
  }
  return value + digit;
};

/** Two digits that follow each other and stand side by side are a range; Han numbers have no places. */
const neighbours = /^([一二两兩三四五六七八])([二三四五六七八九])$/;

const hanNumber = (text: string, end: number): WrittenNumber => {
  const [, low, high] = neighbours.exec(text) ?? [];
  if (low && high && hanDigit(high) === hanDigit(low) + 1)
    return { value: hanDigit(low), upTo: hanDigit(high), text, end };
  return { value: hanValue(text), text, end };
};

const arabicValue = (text: string): number => {
  const groups = grouped.exec(text);
  if (groups) return Number(`${(groups[1] as string).replace(/\D/g, '')}.${groups[2] ?? 0}`);
  return Number(text.replace(',', '.'));
};

const isSeparator = (unit: number): boolean =>
  unit === 0x2c || unit === 0x2e || unit === 0x20 || unit === 0x27 || unit === 0x2019 || unit === 0xa0;

const longestPlain = 12;

/** Digits alone, as most numbers are: read without a pattern. */
const plainNumberAt = (text: string, start: number): WrittenNumber | undefined => {
  let value = 0;
  let end = start;
  for (let unit = text.charCodeAt(end); isDigit(unit); unit = text.charCodeAt(end)) {
    value = value * 10 + unit - 0x30;
    end += 1;
    if (end - start > longestPlain) return undefined;
  }
  if (end === start) return undefined;
  if (isSeparator(text.charCodeAt(end)) && isDigit(text.charCodeAt(end + 1))) return undefined;
  return { value, text: text.slice(start, end), end };
};

/** The number that begins at `start`, where a digit stands or a Han numeral before `万` or `千`. */
export const writtenNumberAt = (text: string, start: number): WrittenNumber | undefined => {
  const plain = plainNumberAt(text, start);
  if (plain) return plain;
  arabic.lastIndex = start;
  const digits = arabic.exec(text)?.[0];
  if (digits) return { value: arabicValue(digits), text: digits, end: start + digits.length };
  han.lastIndex = start;
  const numerals = han.exec(text)?.[0];
  if (!numerals) return undefined;
  return hanNumber(numerals, start + numerals.length);
};

const hanTail = /([一二两兩三四五六七八九]|\d(?!\d))(千?)(?![\d.万萬百十])/y;
const latinTail = /\d(?![\d.,:%\p{L}])/uy;

/** What stands after the multiple and belongs to it, in parts of it: the five of `三万五`, `3万5千`, `1k5`, `2tr5`. */
export const tailAt = (text: string, start: number): { tenths: number; end: number } | undefined => {
  const isHan = text[start - 1] === '万' || text[start - 1] === '萬' || text[start - 1] === '千';
  const tail = isHan ? hanTail : latinTail;
  tail.lastIndex = start;
  const match = tail.exec(text);
  if (!match) return undefined;
  const digit = match[1] ?? match[0];
  const isThousands = match[2] === '千' && text[start - 1] !== '千';
  if (match[2] === '千' && !isThousands) return undefined;
  const tenths = /\d/.test(digit) ? Number(digit) : hanDigit(digit);
  return { tenths, end: start + match[0].length };
};
