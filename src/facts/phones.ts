/** Phone numbers in a folded text, told from pay, dates, ages and licence numbers. */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { isDigit, isSpace } from './letter-kinds.ts';
import { findSpelledNumbers, type SpelledNumber } from './spelled-digits.ts';
import { wordStartsOf } from './word-starts.ts';

export interface FoundPhone {
  /** E.164 */
  value: string;
  start: number;
  end: number;
  isSpelled: boolean;
}

/** Digits with at most three separators between two of them; brackets only around an area code. */
const candidate =
  /(?<![\p{L}\p{M}\d_@/=#])(?<![\d][.,])(?:\+[ ]{0,2})?\(?\d(?:[ .\-–—‑()·•*~/]{0,3}\d){6,17}(?![\d\p{Ll}\p{Lu}_@%])/uy;

const phoneWord =
  /(phone|mobile|call|cell|tel|hotline|contact|dial|text|sms|whats ?app|\bwa\b|viber|zalo|signal|imo|botim|\bhp\b|\bph\b|no\.? ?(?:hp|tel|wa)|hubungi|telp|nomor|nombor|telefon|điện thoại|dien thoai|sđt|sdt|liên hệ|lien he|lh|tawag|โทร|ติดต่อ|เบอร์|电话|電話|手机|手機|联系|聯繫|聯絡|致电|연락|전화|휴대폰|문의|फोन|फ़ोन|संपर्क|मोबाइल|যোগাযোগ|ফোন|মোবাইল|தொடர்பு|தொலைபேசி|අමතන්න|දුරකථන|فون|رابطہ|هاتف|اتصل|واتس|тел|звон|номер|связ|байланыс|утас|ဖုန်း|ဆက်သွယ်|ទូរស័ព្ទ|ទំនាក់ទំនង|ໂທ|ຕິດຕໍ່|電話番号|telefone|teléfono|celular|fone|simu|ስልክ)/iu;
const idWord =
  /(\bid|licen[cs]e|reg(?:istration)?|ref(?:erence)?|permit|uen|ssm|siup|nib|job code|post|zip|invoice|account|a\/c|编号|編號|证号|證號|许可证|許可證|统一编号|統一編號|账号|帳號|тіркеу|инн|огрн|เลขที่|ทะเบียน|mst|mã số thuế|사업자|등록번호)[^\n\d]{0,14}$/iu;
const moneyBefore =
  /(?:[$€£¥₱₹฿₫₩₽₸৳₮]|\b(?:rp|rm|rs|php|usd|idr|vnd|thb|myr|inr|cny|krw|sgd|hkd|twd|tk|p))\.?\s?$/iu;
const moneyAfter =
  /^\s?(?:[$€£¥₱₹฿₫₩₽₸৳₮%]|k\b|usd|php|idr|vnd|thb|myr|inr|rmb|元|块|萬|万|千|บาท|đ\b|vnđ|đồng|juta|jt\b|triệu|tr\b|원|만|руб|тг|тенге|টাকা|रुपये|රුපියල්|ரூபாய்|per month|\/ ?month|a month|yrs|years|岁|歲)/iu;

const isDate = (text: string): boolean =>
  /^(?:19|20|25)\d\d[-./ ]{1,2}(?:0?[1-9]|1[0-2])[-./ ]{1,2}[0-3]?\d(?:\D|$)/.test(text) ||
  /^[0-3]?\d[-./ ]{1,2}[01]?\d[-./ ]{1,2}(?:19|20|25)\d\d(?:\D|$)/.test(text) ||
  /^(?:19|20)\d\d ?[-–—~/] ?(?:19|20)\d\d$/.test(text);

/** `15.000.000`, `8000-12000`, `10 000 - 20 000`: amounts, not numbers to call. */
const isAmount = (text: string): boolean => {
  if (
    /^\d{1,3}(?:[., ]\d{3}){1,4}(?:\s?[-–—~]\s?\d{1,3}(?:[., ]\d{3}){1,4})?$/.test(text) &&
    /(?:000|500)$/.test(text)
  )
    return true;
  const range = /^(\d{3,7})\s?[-–—~]\s?(\d{3,7})$/.exec(text);
  return Boolean(
    range && !range[1]?.startsWith('0') && /00$/.test(range[1] as string) && /00$/.test(range[2] as string),
  );
};

const internationalForm = (text: string): string | undefined => {
  if (text.startsWith('+')) return text;
  const digits = text.replace(/\D/g, '');
  return /^00[1-9]/.test(digits) ? `+${digits.slice(2)}` : undefined;
};

/** E.164 when valid in international form, or in the national notation of one of the regions. */
export const phoneValueOf = (
  text: string,
  regions: readonly string[],
  options: { isCertain: boolean } = { isCertain: true },
): string | undefined => {
  const international = internationalForm(text);
  if (international) {
    const parsed = parsePhoneNumberFromString(international);
    return parsed?.isValid() ? parsed.number : undefined;
  }
  const digits = text.replace(/\D/g, '');
  for (const region of regions) {
    const parsed = parsePhoneNumberFromString(digits, region as CountryCode);
    if (!parsed?.isValid()) continue;
    if (options.isCertain || isTellingNationally(digits, parsed.getType())) return parsed.number;
  }
  if (!options.isCertain || digits.length < 10 || digits.startsWith('0')) return undefined;
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  return parsed?.isValid() ? parsed.number : undefined;
};

/** Without a word that says "phone", only mobile numbers and those with their trunk prefix are believed. */
const isTellingNationally = (digits: string, type: string | undefined): boolean =>
  digits.startsWith('0') || (digits.length >= 10 && (type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE'));

const phoneWordReach = 40;
const isNearPhoneWord = (folded: string, start: number): boolean =>
  phoneWord.test(folded.slice(Math.max(0, start - phoneWordReach), start));

const isSomethingElse = (text: string, before: string, after: string): boolean =>
  isDate(text) || isAmount(text) || moneyBefore.test(before) || moneyAfter.test(after) || idWord.test(before);

interface Candidate {
  text: string;
  start: number;
  regions: readonly string[];
  isCertain: boolean;
}

/** Usually one number; `6123 4567 / 6987 6543` is two. */
const phonesIn = ({ text, start, regions, isCertain }: Candidate): FoundPhone[] => {
  const value = phoneValueOf(text, regions, { isCertain });
  if (value) return [{ value, start, end: start + text.length, isSpelled: isScattered(text) }];
  const pieces = [...text.matchAll(/\+?\(?\d(?:[ .\-–—‑()·]?[ ]?\d){6,14}/g)];
  if (pieces.length < 2 && pieces[0]?.[0] === text) return [];
  return pieces.flatMap((piece) => {
    const number = phoneValueOf(piece[0], regions, { isCertain });
    const from = start + piece.index;
    return number ? [{ value: number, start: from, end: from + piece[0].length, isSpelled: false }] : [];
  });
};

/** Those of the second list that touch none of the first. */
const withoutTouching = (
  known: readonly FoundPhone[],
  more: readonly SpelledNumber[],
  length: number,
): readonly SpelledNumber[] => {
  if (more.length === 0 || known.length === 0) return more;
  const taken = new Uint8Array(length);
  for (const phone of known) taken.fill(1, phone.start, phone.end);
  return more.filter((number) => !taken.subarray(number.start, number.end).includes(1));
};

const leastDigits = 7;
const separators = new Set([...' .-–—‑()·•*~/'].map((separator) => separator.charCodeAt(0)));

/** Whether the digits from `at` on are enough for a number, which few of a text's are. */
const hasEnoughDigits = (folded: string, at: number): boolean => {
  let digits = 0;
  let apart = 0;
  for (let end = at; apart <= 3; end++) {
    const unit = folded.charCodeAt(end);
    if (isDigit(unit)) {
      digits += 1;
      apart = 0;
      if (digits === leastDigits) return true;
    } else if (separators.has(unit)) apart += 1;
    else return false;
  }
  return false;
};

const plus = 0x2b;
const bracket = 0x28;

/** Where a number that has its first digit at `at` may begin, the widest first. */
const beginnings = (folded: string, at: number): number[] => {
  const found = [at];
  let before = at - 1;
  if (folded.charCodeAt(before) === bracket) found.unshift(before--);
  for (let spaces = 0; spaces < 2 && isSpace(folded.charCodeAt(before)); spaces++) before -= 1;
  if (folded.charCodeAt(before) === plus) found.unshift(before);
  return found;
};

const candidateAt = (folded: string, at: number): { text: string; start: number } | undefined => {
  for (const start of beginnings(folded, at)) {
    candidate.lastIndex = start;
    const text = candidate.exec(folded)?.[0];
    if (text !== undefined) return { text, start };
  }
  return undefined;
};

/** More than that stand in no advert; the rest of a hostile text is left alone. */
const mostCandidates = 150;
const candidatesIn = (folded: string): { text: string; start: number }[] => {
  const found: { text: string; start: number }[] = [];
  let last = 0;
  for (const index of wordStartsOf(folded).digits) {
    if (index < last || !hasEnoughDigits(folded, index)) continue;
    const one = candidateAt(folded, index);
    if (!one) continue;
    found.push(one);
    if (found.length >= mostCandidates) break;
    last = one.start + one.text.length;
  }
  return found;
};

/** `regions` are the countries whose national notation is believed, most likely first. */
export const findPhones = (folded: string, regions: () => readonly string[]): FoundPhone[] => {
  const found: FoundPhone[] = [];
  for (const { text, start } of candidatesIn(folded)) {
    const isInternational = text.startsWith('+');
    const before = folded.slice(Math.max(0, start - 30), start);
    const after = folded.slice(start + text.length, start + text.length + 12);
    if (!isInternational && isSomethingElse(text, before, after)) continue;
    const isCertain = isNearPhoneWord(folded, start);
    found.push(...phonesIn({ text, start, regions: regions(), isCertain }));
  }
  for (const number of withoutTouching(found, findSpelledNumbers(folded), folded.length)) {
    const value = phoneValueOf(number.digits, regions());
    if (value) found.push({ value, start: number.start, end: number.end, isSpelled: true });
  }
  return found.sort((one, other) => one.start - other.start);
};

/** `0 8 1 2 3 4 5` or `08*12*34`: separators that no country's notation has. */
const isScattered = (text: string): boolean =>
  /(?:\d[ .\-*·•/]{1,3}){6}\d/.test(text) || /\d[*~•]+\d/.test(text);
