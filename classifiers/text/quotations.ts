/** What a text repeats of others: long passages in quotation marks, where it says something of its own beside them. */

export interface Quotation {
  /** UTF-16 offsets into the text, without the marks. */
  start: number;
  end: number;
}

/** Shorter ones are titles, names and words that are not meant. */
const quotations =
  /"([^"\n]{20,600})"|[“„]([^“”„]{20,600})[”“]|«([^«»]{20,600})»|「([^「」]{10,600})」|『([^『』]{10,600})』/gu;
/** An advert may be quoted as a whole, by whoever exported or passed it on: then it is the text. */
const leastOwnLetters = 30;
const letters = /\p{L}/gu;

const lettersIn = (text: string): number => text.match(letters)?.length ?? 0;

export const othersWords = (text: string): Quotation[] => {
  const found: Quotation[] = [];
  for (const match of text.matchAll(quotations)) {
    const end = match.index + match[0].length - 1;
    found.push({ start: match.index + 1, end });
  }
  if (found.length === 0) return found;
  const quoted = found.reduce((sum, { start, end }) => sum + lettersIn(text.slice(start, end)), 0);
  return lettersIn(text) - quoted < leastOwnLetters ? [] : found;
};
