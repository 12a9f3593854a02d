/** One line of CSV after RFC 4180, safe to open in a spreadsheet. */

/**
 * A cell that a spreadsheet would run as a formula gets an apostrophe before it, which spreadsheets hide.
 * The signs are OWASP's "CSV Injection" list, with their full-width forms, also after leading white space.
 */
const startsFormula = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u;

export const safeCell = (value: string): string => {
  const safe = startsFormula.test(value) ? `'${value}` : value;
  return /[",\r\n;\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvLine = (cells: readonly string[]): string => `${cells.map(safeCell).join(',')}\r\n`;
