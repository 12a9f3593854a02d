/** Digits written as words or look-alike letters, so that a filter sees no phone number: `eight-1-eight`, `一三八`. */
const wordsByDigit: readonly string[] = [
  'zero|oh|o|nol|kosong|cero|ноль|零|〇|ศูนย์|영|공|không|khong|शून्य|sifuri',
  'one|l|i|satu|uno|один|一|壹|幺|หนึ่ง|일|một|isa|एक|moja',
  'two|dua|dos|два|二|贰|貳|两|兩|สอง|이|dalawa|दो|mbili',
  'three|tiga|tres|три|三|叁|參|สาม|삼|tatlo|तीन|tatu',
  'four|empat|cuatro|четыре|四|肆|สี่|사|bốn|apat|चार|nne',
  'five|lima|cinco|пять|五|伍|ห้า|오|năm|पांच|पाँच|tano',
  'six|enam|seis|шесть|六|陆|陸|หก|육|륙|sáu|anim|छह|sita',
  'seven|tujuh|siete|семь|七|柒|เจ็ด|칠|bảy|pito|सात|saba',
  'eight|delapan|lapan|ocho|восемь|八|捌|แปด|팔|tám|walo|आठ|nane',
  'nine|sembilan|nueve|девять|九|玖|เก้า|구|chín|siyam|नौ|tisa',
];

const digitOfWord = new Map<string, string>();
for (const [digit, words] of wordsByDigit.entries())
  for (const word of words.split('|')) digitOfWord.set(word, String(digit));

const spelled = [...digitOfWord.keys()].sort((a, b) => b.length - a.length).join('|');
const token = `(?:\\d|${spelled})`;
const firstLetters = [...new Set([...digitOfWord.keys()].map((word) => [...word][0]))].join('');
const between = '[ \\t.,_*·•|/\\-–—]{0,3}';
const run = new RegExp(
  `(?<![\\p{L}\\p{M}\\d])(?=[+\\d${firstLetters}])\\+?${token}(?:${between}${token}){6,17}(?![\\p{L}\\p{M}\\d])`,
  'giu',
);
const hanRun =
  /\+?[零〇一壹幺二贰貳两兩三叁參四肆五伍六陆陸七柒八捌九玖\d](?:[ .\-·]{0,2}[零〇一壹幺二贰貳两兩三叁參四肆五伍六陆陸七柒八捌九玖\d]){6,17}/gu;
const eachToken = new RegExp(token, 'giu');

export interface SpelledNumber {
  digits: string;
  start: number;
  end: number;
}

/** E.164 allows 15 digits; two more for a `00` before them. */
const longestNumber = 17;

const asNumber = (text: string, start: number): SpelledNumber | undefined => {
  const tokens = text.match(eachToken) ?? [];
  const isSpelled = tokens.filter((one) => !/\d/.test(one));
  if (isSpelled.length === 0 || tokens.length > longestNumber) return undefined;
  const isOnlyLookAlike = isSpelled.every((one) => /^[oil]$/i.test(one));
  if (isOnlyLookAlike && isSpelled.length * 2 > tokens.length) return undefined;
  const digits = tokens.map((one) => digitOfWord.get(one.toLowerCase()) ?? one).join('');
  return { digits: text.startsWith('+') ? `+${digits}` : digits, start, end: start + text.length };
};

/** Numbers of 7 to 18 digits with at least one digit spelled out, in the order of the text. */
export const findSpelledNumbers = (foldedText: string): SpelledNumber[] => {
  const numbers = [run, hanRun]
    .flatMap((pattern) => [...foldedText.matchAll(pattern)])
    .flatMap((match) => asNumber(match[0], match.index) ?? [])
    .sort((one, other) => one.start - other.start);
  let end = 0;
  return numbers.filter((number) => {
    if (number.start < end) return false;
    end = number.end;
    return true;
  });
};
