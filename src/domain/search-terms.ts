/**
 * The words under which a lead is found. One function for storing and for asking, so that both fold alike:
 * bigrams where a script has no spaces (trigrams can't find 客服), folded words elsewhere, phone numbers by
 * their last eight digits in any notation, handles without `@` or address.
 */

export const maxSearchTerms = 3000;

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const word = /[\p{L}\p{M}\p{N}_]+/gu;
const phoneLike = /\+?\(?\d[\d\s().-]{5,24}\d/g;
/** What stands before a handle or number in the usual addresses of messengers. */
const messengerAddress =
  /(?:https?:\/\/)?(?:www\.|m\.)?(?:t\.me|telegram\.me|wa\.me|api\.whatsapp\.com\/send\?phone=|line\.me\/(?:r\/)?ti\/p\/~?|zalo\.me|m\.me|facebook\.com|instagram\.com)\/?(?:s\/)?/gi;
const phoneDigits = 8;

/** Compatibility forms, case, Latin, Greek and Cyrillic diacritics, invisible characters and digits made alike. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}*)\p{M}/gu, '')
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/\s+/gu, ' ')
    .trim();

/** Unicode lays the ten digits of a script out in a row: count back to its zero. */
const asciiDigit = (digit: string): string => {
  if (digit >= '0' && digit <= '9') return digit;
  const own = digit.codePointAt(0) ?? 0;
  const isDigit = (codePoint: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(codePoint));
  let zero = own;
  while (own - zero < 9 && isDigit(zero - 1)) zero -= 1;
  return String(own - zero);
};

export const searchTerms = (
  text: string,
  contacts: readonly { type: string; value: string }[] = [],
): string[] => {
  const terms = new Set<string>();
  const folded = foldText(text).replace(messengerAddress, ' ');
  const rest = folded.replace(phoneLike, (found) => {
    const digits = found.replace(/\D/g, '');
    if (digits.length < phoneDigits) return found;
    terms.add(phoneTerm(digits));
    return ' ';
  });
  for (const contact of contacts) addContact(terms, contact.value);
  for (const [found] of rest.matchAll(word)) {
    if (terms.size >= maxSearchTerms) break;
    addWord(terms, found);
  }
  return [...terms];
};

const phoneTerm = (digits: string): string => `#${digits.slice(-phoneDigits)}`;

const addContact = (terms: Set<string>, value: string): void => {
  const digits = value.replace(/\D/g, '');
  if (/^\+?\d+$/.test(value) && digits.length >= phoneDigits) terms.add(phoneTerm(digits));
  else for (const [found] of foldText(value).replace(messengerAddress, ' ').matchAll(word)) terms.add(found);
};

const addWord = (terms: Set<string>, found: string): void => {
  if (!unspaced.test(found)) {
    terms.add(found.slice(0, 60));
    return;
  }
  for (const run of splitByScript(found)) {
    if (!run.isUnspaced || run.characters.length === 1) terms.add(run.characters.join('').slice(0, 60));
    else
      for (let at = 1; at < run.characters.length; at += 1)
        terms.add(`${run.characters[at - 1]}${run.characters[at]}`);
  }
};

const splitByScript = (text: string): { isUnspaced: boolean; characters: string[] }[] => {
  const runs: { isUnspaced: boolean; characters: string[] }[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    // A mark belongs to what it stands on, whichever script it is counted to.
    const isUnspaced = /\p{M}/u.test(character) && last ? last.isUnspaced : unspaced.test(character);
    if (last?.isUnspaced === isUnspaced) last.characters.push(character);
    else runs.push({ isUnspaced, characters: [character] });
  }
  return runs;
};
