/** What two characters make together, and where an invisible one hides a word; answers are kept. */

const composed = new Map<number, number>();
const maxKept = 20_000;

/** The one unit that a character and the mark after it compose to, or 0. */
export const composedOf = (unit: number, mark: number): number => {
  const key = unit * 65_536 + mark;
  const known = composed.get(key);
  if (known !== undefined) return known;
  const text = String.fromCharCode(unit, mark).normalize('NFC');
  const result = text.length === 1 ? text.charCodeAt(0) : 0;
  if (composed.size >= maxKept) composed.clear();
  composed.set(key, result);
  return result;
};

const hidingPlaces = new Uint8Array(65_536);
const hiding = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Hangul}\p{Script=Han}\d]/u;

/** Whether an invisible character beside this one is there to hide a word. */
export const isHidingPlace = (code: number): boolean => {
  if (hidingPlaces[code] === 0) hidingPlaces[code] = hiding.test(String.fromCharCode(code)) ? 2 : 1;
  return hidingPlaces[code] === 2;
};
