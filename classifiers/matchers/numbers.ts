/** The numbers that `#` of a pattern stands for: digits with their separators, or Chinese numerals. */

const maxNumber = 24;
const numeralUnits = new Set([...'一二三四五六七八九十百千万两几'].map((one) => one.charCodeAt(0)));

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
const isSeparator = (unit: number): boolean => unit === 0x2e || unit === 0x2c;
const isNumeral = (unit: number): boolean => unit >= 0x4e00 && numeralUnits.has(unit);

/** A blank parts thousands: before exactly three digits. */
const isThousandsBlank = (text: string, at: number, limit: number): boolean =>
  text.charCodeAt(at) === 32 &&
  at + 3 < limit &&
  isDigit(text.charCodeAt(at + 1)) &&
  isDigit(text.charCodeAt(at + 2)) &&
  isDigit(text.charCodeAt(at + 3)) &&
  !(at + 4 < limit && isDigit(text.charCodeAt(at + 4)));

/** Where the number that begins at `start` ends, or `start` when there is none. */
export const numberEnd = (text: string, start: number): number => {
  const limit = Math.min(text.length, start + maxNumber);
  let end = start;
  if (start < limit && isDigit(text.charCodeAt(start))) {
    while (end < limit) {
      const unit = text.charCodeAt(end);
      if (!isDigit(unit) && !isSeparator(unit) && !isThousandsBlank(text, end, limit)) break;
      end += 1;
    }
    while (isSeparator(text.charCodeAt(end - 1))) end -= 1;
    return end;
  }
  while (end < limit && isNumeral(text.charCodeAt(end))) end += 1;
  return end;
};

/** Where the number that ends before `end` begins, or `end` when there is none. */
export const numberStart = (text: string, end: number): number => {
  const limit = Math.max(0, end - maxNumber);
  let start = end;
  if (end > limit && isNumeral(text.charCodeAt(end - 1))) {
    while (start > limit && isNumeral(text.charCodeAt(start - 1))) start -= 1;
    return start;
  }
  while (start > limit) {
    const unit = text.charCodeAt(start - 1);
    if (!isDigit(unit) && !isSeparator(unit) && !isThousandsBlank(text, start - 1, end)) break;
    start -= 1;
  }
  while (start < end && !isDigit(text.charCodeAt(start))) start += 1;
  return start;
};
