/** Digits written as words or look-alike letters, so that a filter sees no phone number: `eight-1-eight`, `一三八`. */
import { isDigit, isMark, joinsLetters } from './letter-kinds.ts';
import { wordStartsOf } from './word-starts.ts';
import { WordTree } from './word-tree.ts';

const wordsByDigit: readonly string[] = [
  'zero|oh|nol|kosong|cero|sero|ноль|нөл|нөл|tég|zéro|sıfır|sifuri|sunya|零|〇|ศูนย์|ສູນ|សូន្យ|သုည|영|공|không|khong|शून्य|सुन्ना|শূন্য|শুন্য|பூஜ்யம்|சுழியம்|బిందువు|බිංදුව|صفر|زيرو|زیرو|ዜሮ|тэг|ゼロ',
  'one|satu|uno|um|une|один|бір|бир|bir|moja|一|壹|幺|หนึ่ง|ໜຶ່ງ|ຫນຶ່ງ|មួយ|တစ်|일|một|mot|isa|एक|এক|ஒன்று|එක|ایک|واحد|አንድ|нэг|イチ',
  'two|dua|dos|dois|deux|два|екі|эки|ikki|iki|mbili|二|贰|貳|两|兩|สอง|ສອງ|ពីរ|နှစ်|이|hai|dalawa|दो|दुई|দুই|இரண்டு|දෙක|دو|اثنان|اثنين|ሁለት|хоёр',
  'three|tiga|tres|três|trois|три|үш|uch|üç|tatu|三|叁|參|สาม|ສາມ|បី|သုံး|삼|ba|tatlo|तीन|তিন|மூன்று|තුන|تین|ثلاثة|ሶስት|гурав',
  'four|empat|cuatro|quatro|quatre|четыре|төрт|torʻt|dört|nne|四|肆|สี่|ສີ່|បួន|လေး|사|bốn|bon|apat|चार|চার|நான்கு|හතර|چار|اربعة|أربعة|አራት|дөрөв',
  'five|lima|cinco|cinq|пять|бес|беш|besh|beş|tano|五|伍|ห้า|ຫ້າ|ប្រាំ|ငါး|오|năm|nam|पांच|पाँच|পাঁচ|ஐந்து|පහ|پانچ|خمسة|አምስት|тав',
  'six|enam|seis|шесть|алты|olti|altı|sita|六|陆|陸|หก|ຫົກ|ប្រាំមួយ|ခြောက်|육|륙|sáu|sau|anim|छह|छः|ছয়|ஆறு|හය|چھ|ستة|ስድስት|зургаа',
  'seven|tujuh|siete|sete|sept|семь|жеті|жети|yetti|yedi|saba|七|柒|เจ็ด|ເຈັດ|ប្រាំពីរ|ခုနစ်|ခုနှစ်|칠|bảy|bay|pito|सात|সাত|ஏழு|හත|سات|سبعة|ሰባት|долоо',
  'eight|delapan|lapan|ocho|oito|huit|восемь|сегіз|сегиз|sakkiz|sekiz|nane|八|捌|แปด|ແປດ|ប្រាំបី|ရှစ်|팔|tám|tam|walo|आठ|আট|எட்டு|අට|آٹھ|ثمانية|ስምንት|найм',
  'nine|sembilan|nueve|nove|neuf|девять|тоғыз|тогуз|toʻqqiz|dokuz|tisa|九|玖|เก้า|ເກົ້າ|ប្រាំបួន|ကိုး|구|chín|chin|siyam|नौ|নয়|ஒன்பது|නවය|نو|تسعة|ዘጠኝ|ес',
];

const tree = new WordTree(
  wordsByDigit.map((words, digit) => ({ meaning: String(digit), list: { anywhere: words } })),
);

const separators = new Set([...' \t.,_*·•|/-–—'].map((separator) => separator.charCodeAt(0)));
const mostSeparators = 3;

export interface SpelledNumber {
  digits: string;
  start: number;
  end: number;
}

const leastTokens = 7;
/** E.164 allows 15 digits; two more for a `00` before them. */
const mostTokens = 17;

interface Run {
  digits: string;
  end: number;
  tokens: number;
  spelled: number;
  /** Spelled tokens that are only a letter that looks like a digit. */
  lookAlikes: number;
}

/** Letters that look like digits, where they are no part of a word: `12o4`, `O 8 1 2`. */
const digitOfLetter: ReadonlyMap<number, string> = new Map([
  [0x6f, '0'],
  [0x69, '1'],
  [0x6c, '1'],
]);
const isLookAlike = (unit: number): boolean => unit === 0x6f || unit === 0x69 || unit === 0x6c;

const isLookAlikeAt = (text: string, at: number): boolean => {
  if (!isLookAlike(text.charCodeAt(at))) return false;
  const next = text.charCodeAt(at + 1);
  return isLookAlike(next) || !joinsLetters(next);
};

const addToken = (run: Run, text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  if (isDigit(unit)) {
    run.digits += text[at];
    run.end = at + 1;
  } else if (isLookAlikeAt(text, at)) {
    run.digits += digitOfLetter.get(unit) as string;
    run.end = at + 1;
    run.spelled += 1;
    run.lookAlikes += 1;
  } else {
    const word = tree.longestAt(text, at);
    if (!word) return false;
    run.digits += word.meaning;
    run.end = word.end;
    run.spelled += 1;
  }
  run.tokens += 1;
  return true;
};

/** Where the token at `at` ends; 0 where none is. */
const tokenEnd = (text: string, at: number): number => {
  if (isDigit(text.charCodeAt(at)) || isLookAlikeAt(text, at)) return at + 1;
  return tree.mayBeginAt(text, at) ? (tree.longestAt(text, at)?.end ?? 0) : 0;
};

const skipSeparators = (text: string, at: number): number => {
  let end = at;
  while (end < at + mostSeparators && separators.has(text.charCodeAt(end))) end += 1;
  return end;
};

/** A word for a digit stands in many sentences, two of them side by side in few. */
const hasTwoTokens = (text: string, at: number): boolean => {
  const end = tokenEnd(text, at);
  return end > 0 && tokenEnd(text, skipSeparators(text, end)) > 0;
};

const runAt = (text: string, start: number): Run => {
  const run: Run = { digits: '', end: start, tokens: 0, spelled: 0, lookAlikes: 0 };
  let at = start;
  while (run.tokens <= mostTokens && addToken(run, text, at)) {
    at = skipSeparators(text, run.end);
  }
  return run;
};

const isInWord = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return isDigit(unit) || joinsLetters(unit) || isMark(unit);
};

const isNumber = (text: string, run: Run): boolean =>
  run.spelled > 0 &&
  run.tokens >= leastTokens &&
  run.tokens <= mostTokens &&
  (run.lookAlikes < run.spelled || run.lookAlikes * 2 <= run.tokens) &&
  !isInWord(text, run.end);

const plus = '+';

/** In Latin and Cyrillic a word begins only where no letter stands before, a number neither. */
const isFree = (text: string, at: number): boolean => {
  if (at === 0) return true;
  const unit = text.charCodeAt(at);
  return isDigit(unit) || joinsLetters(unit) ? !isInWord(text, at - 1) : true;
};

/** Numbers of 7 to 17 digits with at least one digit spelled out, in the order of the text. */
export const findSpelledNumbers = (foldedText: string): SpelledNumber[] => {
  const { lower, offsets } = wordStartsOf(foldedText);
  const numbers: SpelledNumber[] = [];
  let last = 0;
  for (const at of offsets) {
    if (at < last || !hasTwoTokens(lower, at) || !isFree(lower, at)) continue;
    const run = runAt(lower, at);
    last = run.end;
    if (!isNumber(lower, run)) continue;
    const hasPlus = lower[at - 1] === plus;
    const digits = hasPlus ? plus + run.digits : run.digits;
    numbers.push({ digits, start: hasPlus ? at - 1 : at, end: run.end });
  }
  return numbers;
};
