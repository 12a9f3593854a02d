/** What folding does with one character; the answers are kept in tables because texts repeat characters. */
import { simplifiedOf } from './simplified.ts';

export const action = {
  unknown: 0,
  single: 1,
  multiple: 2,
  invisible: 3,
  space: 4,
  newline: 5,
  accent: 6,
  composing: 7,
  jamo: 8,
  surrogate: 9,
  burmeseZero: 10,
} as const;

/** Replaced one by one before anything else: letters that Unicode keeps apart, quotes and dashes of all kinds. */
const replacements = new Map<string, string>(
  Object.entries({
    đ: 'd',
    ð: 'd',
    ł: 'l',
    ø: 'o',
    ħ: 'h',
    ŧ: 't',
    ı: 'i',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    þ: 'th',
    ŋ: 'ng',
    ə: 'a',
    ё: 'е',
    ї: 'і',
    ɑ: 'a',
    ɡ: 'g',
    ɩ: 'i',
    ʟ: 'l',
    ɪ: 'i',
    ʀ: 'r',
    ɴ: 'n',
    ʜ: 'h',
    ɢ: 'g',
    ʙ: 'b',
    ʏ: 'y',
    ꜰ: 'f',
    ǫ: 'q',
    ꜱ: 's',
    ᴀ: 'a',
    ᴄ: 'c',
    ᴅ: 'd',
    ᴇ: 'e',
    ᴊ: 'j',
    ᴋ: 'k',
    ᴍ: 'm',
    ᴏ: 'o',
    ᴘ: 'p',
    ᴛ: 't',
    ᴜ: 'u',
    ᴠ: 'v',
    ᴡ: 'w',
    ᴢ: 'z',
    '‐': '-',
    '‑': '-',
    '‒': '-',
    '–': '-',
    '—': '-',
    '―': '-',
    '−': '-',
    '﹣': '-',
    '’': "'",
    '‘': "'",
    ʼ: "'",
    ʻ: "'",
    '`': "'",
    '´': "'",
    '′': "'",
    '＇': "'",
    '“': '"',
    '”': '"',
    '„': '"',
    '«': '"',
    '»': '"',
    '•': '·',
    '∙': '·',
    '‧': '·',
    '・': '·',
    '●': '·',
    '･': '·',
    '🆓': 'free',
    '🆕': 'new',
    '🆗': 'ok',
    '🆘': 'sos',
    // Arabic letters that Urdu, Persian and Arabic keyboards write differently
    ي: 'ی',
    ى: 'ی',
    ك: 'ک',
    ه: 'ہ',
    ة: 'ہ',
    ۀ: 'ہ',
    أ: 'ا',
    إ: 'ا',
    آ: 'ا',
    ٱ: 'ا',
    ؤ: 'و',
    ئ: 'ی',
    ۂ: 'ہ',
    ۃ: 'ہ',
    ۓ: 'ے',
    ڪ: 'ک',
    // letters of Kazakh, Kyrgyz, Uzbek, Tajik and Ukrainian that a Russian keyboard lacks; `marked` keeps them
    қ: 'к',
    ң: 'н',
    ө: 'о',
    ү: 'у',
    ұ: 'у',
    ә: 'а',
    ғ: 'г',
    һ: 'х',
    ҳ: 'х',
    ҷ: 'ч',
    і: 'и',
    // the nasal sign of Devanagari that keyboards and writers take one for the other (फँसा, फंसा)
    'ँ': 'ं',
    // Malayalam and Bengali letters that stand for a letter with its vowel killer
    ൺ: 'ണ്',
    ൻ: 'ന്',
    ർ: 'ര്',
    ൽ: 'ല്',
    ൾ: 'ള്',
    ൿ: 'ക്',
    ৎ: 'ত্',
  }),
);

const invisible =
  /[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u0640]/u;
/** Accents over letters of any alphabet, vowel points of Arabic and Hebrew, the dot of Devanagari loan letters. */
const accent =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u064b-\u065f\u0670\u0591-\u05c7\u093c\u0483-\u0489]/u;
/** Marks that join with the character before them into one (kana voicing, vowel signs of two parts). */
const composing =
  /[\u3099\u309a\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dca\u0dcf\u0ddf\u102e]/u;
const jamo = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;
const compatibilityJamo = /[\u3131-\u318e]/u;
const blank = /[\s\u0085\u2800]/u;
const newline = /[\n\r\u0085\u2028\u2029\v\f]/u;
const strippable = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

export interface FoldedCharacter {
  action: number;
  folded: string;
  /** The same letters with their accents, for languages in which accents make the word. */
  marked: string;
}

/** 0 to 9: Unicode lays every digit set out as ten (or fifty) code points in a row. */
const digitValue = (codePoint: number): number => {
  let first = codePoint;
  while (first > 0 && /\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (codePoint - first) % 10;
};

const enclosedLetter = (codePoint: number): string | undefined => {
  for (const first of [0x1f130, 0x1f150, 0x1f170])
    if (codePoint >= first && codePoint < first + 26) return String.fromCharCode(97 + codePoint - first);
  return undefined;
};

const withoutAccents = (text: string): string => {
  if (!strippable.test(text) || text === 'й') return text;
  return text.normalize('NFD').replace(/[\u0300-\u036f]/gu, '');
};

const replaceLetters = (text: string): string => {
  let out = '';
  for (const character of text) {
    const plain = replacements.get(character) ?? withoutAccents(character);
    out += replacements.get(plain) ?? simplifiedOf(plain);
  }
  return out;
};

export const foldCharacter = (codePoint: number): FoldedCharacter => {
  const character = String.fromCodePoint(codePoint);
  if (newline.test(character)) return { action: action.newline, folded: '\n', marked: '\n' };
  if (blank.test(character)) return { action: action.space, folded: ' ', marked: ' ' };
  if (invisible.test(character)) return { action: action.invisible, folded: '', marked: '' };
  if (accent.test(character)) return { action: action.accent, folded: '', marked: '' };
  if (composing.test(character)) return { action: action.composing, folded: character, marked: character };
  if (jamo.test(character)) return { action: action.jamo, folded: character, marked: character };
  if (codePoint === 0x1040) return { action: action.burmeseZero, folded: '0', marked: '0' };
  if (/\p{Nd}/u.test(character)) return letters(String(digitValue(codePoint)));
  const enclosed = enclosedLetter(codePoint);
  if (enclosed) return letters(enclosed);
  if (replacements.has(character) || compatibilityJamo.test(character)) return letters(character);
  const compatible = character.normalize('NFKC');
  if (/^\s/u.test(compatible) || compatible.length > maxExpansion) return letters(character);
  if (compatible.length === 1 && composing.test(compatible))
    return { action: action.composing, folded: compatible, marked: compatible };
  return letters(compatible);
};

/** One sign of Arabic stands for 18 letters: a text of nothing else would grow as much. */
const maxExpansion = 8;

const letters = (text: string): FoldedCharacter => {
  const lower = text.toLowerCase().normalize('NFC');
  const folded = replaceLetters(lower).replace(new RegExp(accent, 'gu'), '');
  const marked = lower.length === folded.length ? lower : folded;
  return { action: folded.length === 1 ? action.single : action.multiple, folded, marked };
};
