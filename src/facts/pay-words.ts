/** How money, multiples and spans of time are written in the languages of the adverts. Looked up in folded text, whatever the case. */
import type { PayPeriod } from '../domain/pay.ts';
import type { WordList } from './word-tree.ts';

interface Words<Meaning> extends WordList {
  meaning: Meaning;
}

/** `hint` is the currency that this way of writing implies when none is named. */
export interface Multiple {
  factor: number;
  hint?: string;
}

export const multiples: readonly Words<Multiple>[] = [
  { meaning: { factor: 1e6, hint: 'VND' }, alone: 'triệu|triêu|trieu|tr|củ|chai' },
  { meaning: { factor: 1e3, hint: 'VND' }, alone: 'nghìn|ngàn|nghin|ngan' },
  { meaning: { factor: 1e6, hint: 'IDR' }, alone: 'juta|jta|jt' },
  { meaning: { factor: 1e3, hint: 'IDR' }, alone: 'ribu|rb' },
  {
    meaning: { factor: 1e5, hint: 'INR' },
    alone: 'lakhs?|lacs?|lpa',
    anywhere: 'लाख|ਲੱਖ|લાખ|లక్ష|ಲಕ್ಷ|ലക്ഷം|லட்சம்|இலட்சம்|லட்ச',
  },
  { meaning: { factor: 1e5, hint: 'BDT' }, anywhere: 'লাখ|লক্ষ' },
  { meaning: { factor: 1e5, hint: 'PKR' }, anywhere: 'لاکھ' },
  { meaning: { factor: 1e5, hint: 'LKR' }, anywhere: 'ලක්ෂ' },
  { meaning: { factor: 1e3, hint: 'BDT' }, anywhere: 'হাজার' },
  {
    meaning: { factor: 1e3, hint: 'INR' },
    alone: 'hazaa?r|hajaa?r',
    anywhere: 'हज़ार|हजार|हज़ार|ஆயிரம்|ஆயிர|ਹਜ਼ਾਰ|હજાર|వేలు|ಸಾವಿರ|ആയിരം',
  },
  { meaning: { factor: 1e3, hint: 'PKR' }, anywhere: 'ہزار' },
  { meaning: { factor: 1e3, hint: 'LKR' }, anywhere: 'දහස්?|දාහ' },
  { meaning: { factor: 1e3, hint: 'MVR' }, anywhere: 'ހާސް' },
  { meaning: { factor: 1e4, hint: 'CNY' }, alone: 'w', anywhere: '万' },
  { meaning: { factor: 1e4, hint: 'TWD' }, anywhere: '萬' },
  { meaning: { factor: 1e3, hint: 'CNY' }, anywhere: '千' },
  { meaning: { factor: 1e7, hint: 'KRW' }, anywhere: '천 ?만' },
  { meaning: { factor: 1e6, hint: 'KRW' }, anywhere: '백 ?만' },
  { meaning: { factor: 1e4, hint: 'KRW' }, anywhere: '만' },
  { meaning: { factor: 1e3, hint: 'KRW' }, anywhere: '천(?= ?원)' },
  // of pay, 2천 leaves the 만 out
  { meaning: { factor: 1e7, hint: 'KRW' }, anywhere: '천(?! ?[만원])' },
  { meaning: { factor: 1e3, hint: 'THB' }, anywhere: 'พัน' },
  { meaning: { factor: 1e4, hint: 'THB' }, anywhere: 'หมื่น' },
  { meaning: { factor: 1e5, hint: 'THB' }, anywhere: 'แสน' },
  { meaning: { factor: 1e6, hint: 'THB' }, anywhere: 'ล้าน' },
  { meaning: { factor: 1e3, hint: 'LAK' }, anywhere: 'ພັນ' },
  { meaning: { factor: 1e4, hint: 'LAK' }, anywhere: 'ໝື່ນ|ຫມື່ນ' },
  { meaning: { factor: 1e5, hint: 'LAK' }, anywhere: 'ແສນ' },
  { meaning: { factor: 1e6, hint: 'LAK' }, anywhere: 'ລ້ານ' },
  { meaning: { factor: 1e3, hint: 'KHR' }, anywhere: 'ពាន់' },
  { meaning: { factor: 1e4, hint: 'KHR' }, anywhere: 'ម៉ឺន|មុឺន' },
  { meaning: { factor: 1e5, hint: 'KHR' }, anywhere: 'សែន' },
  { meaning: { factor: 1e6, hint: 'KHR' }, anywhere: 'លាន' },
  { meaning: { factor: 1e5, hint: 'MMK' }, anywhere: 'သိန်း' },
  { meaning: { factor: 1e4, hint: 'MMK' }, anywhere: 'သောင်း' },
  {
    meaning: { factor: 1e3, hint: 'RUB' },
    alone: 'тыс(?:яч[аиу]?)?|тыс\\.|т\\. ?р\\.?|к',
  },
  { meaning: { factor: 1e3, hint: 'KZT' }, alone: 'мың' },
  { meaning: { factor: 1e3, hint: 'KGS' }, alone: 'миң' },
  { meaning: { factor: 1e3, hint: 'UZS' }, alone: 'минг|ming' },
  {
    meaning: { factor: 1e6, hint: 'UZS' },
    alone: "mln\\.?|million so['‘’ʻ]?m|млн\\.?|миллион(?:а|ов)?",
  },
  { meaning: { factor: 1e6, hint: 'MNT' }, alone: 'сая' },
  { meaning: { factor: 1e3, hint: 'MNT' }, alone: 'мянган?' },
  { meaning: { factor: 1e3, hint: 'PHP' }, alone: 'libo|libong' },
  { meaning: { factor: 1e3, hint: 'ETB' }, anywhere: 'ሺህ?' },
  { meaning: { factor: 1e6, hint: 'ETB' }, anywhere: 'ሚሊዮን' },
  { meaning: { factor: 1e5, hint: 'TZS' }, alone: 'laki(?![ -]laki)' },
  { meaning: { factor: 1e3 }, alone: 'k|mil|bin|elfu|alfu|thousand', anywhere: 'ألف|آلاف|الف|الاف' },
  { meaning: { factor: 1e6 }, alone: 'million|mio|jutaan|milioni', anywhere: 'مليون' },
];

/** A multiple that stands for one of itself before a currency: `ພັນໂດລາ`, `mil dólares`, `a thousand dollars`. */
export const bareMultiples: readonly Words<Multiple>[] = [
  { meaning: { factor: 1e6, hint: 'IDR' }, alone: 'sejuta' },
  { meaning: { factor: 1e3, hint: 'IDR' }, alone: 'seribu' },
  { meaning: { factor: 1e3 }, alone: 'mil|bin|a thousand|тысяч[ау]', anywhere: 'ألف|الف' },
  { meaning: { factor: 1e7, hint: 'KRW' }, anywhere: '천 ?만' },
  { meaning: { factor: 1e6, hint: 'KRW' }, anywhere: '백 ?만' },
  { meaning: { factor: 1e3, hint: 'THB' }, anywhere: 'พัน' },
  { meaning: { factor: 1e4, hint: 'THB' }, anywhere: 'หมื่น' },
  { meaning: { factor: 1e5, hint: 'THB' }, anywhere: 'แสน' },
  { meaning: { factor: 1e6, hint: 'THB' }, anywhere: 'ล้าน' },
  { meaning: { factor: 1e3, hint: 'LAK' }, anywhere: 'ພັນ' },
  { meaning: { factor: 1e6, hint: 'LAK' }, anywhere: 'ລ້ານ' },
  { meaning: { factor: 1e3, hint: 'KHR' }, anywhere: 'ពាន់' },
];

/** Sums told by their size alone: `月入过万`, `หลักแสน`, `수백만원`. They need no currency beside them. */
export const sizeWords: readonly Words<Multiple>[] = [
  { meaning: { factor: 1e4, hint: 'CNY' }, anywhere: '[过過上破超]万' },
  { meaning: { factor: 1e4, hint: 'TWD' }, anywhere: '[過上破超]萬' },
  { meaning: { factor: 2e4, hint: 'CNY' }, anywhere: '[几數数]万' },
  { meaning: { factor: 2e4, hint: 'TWD' }, anywhere: '[幾數]萬' },
  { meaning: { factor: 1e4, hint: 'THB' }, anywhere: 'หลักหมื่น' },
  { meaning: { factor: 1e5, hint: 'THB' }, anywhere: 'หลักแสน' },
  { meaning: { factor: 1e6, hint: 'THB' }, anywhere: 'หลักล้าน' },
];

/** Numbers as words, believed only right before a multiple: `two lakh`, `ဆယ်သိန်း`, `lima belas juta`. */
export const numberWords: readonly Words<number>[] = [
  { meaning: 1, alone: 'one|satu|một|ek|isang', anywhere: 'एक|এক|ஒரு|หนึ่ง|ໜຶ່ງ|មួយ|တစ်|ایک|එක්' },
  {
    meaning: 2,
    alone: 'two|dua|hai|do|dalawang|две|два|dos|dois|duas|iki',
    anywhere: 'दो|দুই|দু|இரண்டு|สอง|ສອງ|ពីរ|နှစ်|دو|දෙ|이',
  },
  {
    meaning: 3,
    alone: 'three|tiga|ba|teen|tatlong|три|tres|três|üç',
    anywhere: 'तीन|তিন|மூன்று|สาม|ສາມ|បី|သုံး|تین|삼',
  },
  {
    meaning: 4,
    alone: 'four|empat|bốn|chaa?r|apat na|четыре|cuatro|quatro|dört',
    anywhere: 'चार|চার|நான்கு|สี่|ສີ່|បួន|လေး|چار|사',
  },
  {
    meaning: 5,
    alone: 'five|lima|năm|paa?nch|limang|пять|cinco|beş',
    anywhere: 'पांच|पाँच|পাঁচ|ஐந்து|ห้า|ຫ້າ|ប្រាំ|ငါး|پانچ|오',
  },
  { meaning: 6, alone: 'six|enam|sáu|шесть|seis', anywhere: 'छह|ছয়|ஆறு|หก|ຫົກ|ခြောက်|چھ|육' },
  { meaning: 7, alone: 'seven|tujuh|bảy|семь|siete|sete', anywhere: 'सात|সাত|ஏழு|เจ็ด|ເຈັດ|ခုနစ်|سات|칠' },
  { meaning: 8, alone: 'eight|delapan|lapan|tám|восемь|ocho|oito', anywhere: 'आठ|আট|எட்டு|แปด|ແປດ|ရှစ်|آٹھ|팔' },
  { meaning: 9, alone: 'nine|sembilan|chín|девять|nueve|nove', anywhere: 'नौ|নয়|เก้า|ເກົ້າ|ကိုး|نو|구' },
  {
    meaning: 10,
    alone: 'ten|sepuluh|mười|das|sampung|десять|diez|dez',
    anywhere: 'दस|দশ|பத்து|สิบ|ສິບ|ដប់|ဆယ်|တစ်ဆယ်|دس',
  },
  { meaning: 12, alone: 'twelve|dua belas|mười hai' },
  { meaning: 15, alone: 'fifteen|lima belas|mười lăm', anywhere: 'पंद्रह|পনেরো|পনের|ဆယ့်ငါး|پندرہ' },
  {
    meaning: 20,
    alone: 'twenty|dua puluh|hai mươi|bees|двадцать',
    anywhere: 'बीस|বিশ|இருபது|ยี่สิบ|ຊາວ|ម្ភៃ|နှစ်ဆယ်|بیس',
  },
  { meaning: 25, alone: 'twenty five|twenty-five', anywhere: 'पच्चीस|পঁচিশ|پچیس' },
  {
    meaning: 30,
    alone: 'thirty|tiga puluh|ba mươi|tees|тридцать',
    anywhere: 'तीस|ত্রিশ|முப்பது|สามสิบ|ສາມສິບ|សាមសិប|သုံးဆယ်|تیس',
  },
  {
    meaning: 40,
    alone: 'forty|empat puluh|bốn mươi|сорок',
    anywhere: 'चालीस|চল্লিশ|நாற்பது|สี่สิบ|သែសិប|လေးဆယ်|چالیس',
  },
  { meaning: 50, alone: 'fifty|lima puluh|năm mươi|пятьдесят', anywhere: 'पचास|পঞ্চাশ|ஐம்பது|ห้าสิบ|ငါးဆယ်|پچاس' },
  { meaning: 100, alone: 'hundred|one hundred|a hundred|seratus|một trăm' },
];

/** `yuan`, `dollar`, `rupee` and `yen-or-yuan` depend on the country. */
export const currencies: readonly Words<string>[] = [
  { meaning: 'SGD', alone: 'SGD', anywhere: 'S\\$|SG\\$|新币|新幣|坡币' },
  { meaning: 'HKD', alone: 'HKD', anywhere: 'HK\\$|港币|港幣|港元|港纸' },
  { meaning: 'TWD', alone: 'TWD|NTD|NT', anywhere: 'NT\\$|台币|台幣|新台币|新台幣|臺幣' },
  { meaning: 'BRL', alone: 'BRL|reais|real', anywhere: 'R\\$' },
  { meaning: 'AUD', alone: 'AUD', anywhere: 'AU\\$|A\\$|澳币|澳元' },
  { meaning: 'CAD', alone: 'CAD', anywhere: 'C\\$|CA\\$' },
  { meaning: 'MOP', anywhere: 'MOP\\$?|澳门币|澳門幣|葡币' },
  {
    meaning: 'USD',
    alone:
      'USDT|USDC|USD|U\\.S\\.D|us dollars?|dollars?|dolares|dólares|dólar|doláres|dolar|dolla|bucks|доллар(?:ов|а)?|долл\\.?|баксов|dollor|đô(?: la)?|đôla|do la|tether|dollari',
    anywhere:
      'US ?\\$|U\\$D?|USD\\$|\\$ ?US|₮USD|美金|美元|美刀|泰达币|泰達幣|달러|테더|ดอลลาร์|ดอลล่าร์|ดอลล่า|เหรียญ|ໂດລາ|ໂດລ່າ|ដុល្លារ|ដុល្លា|ဒေါ်လာ|डॉलर|डलर|ডলার|டாலர்|ඩොලර්|ڈالر|دولار|دلار|ドル|ዶላር|ޑޮލަރު',
  },
  { meaning: 'PHP', alone: 'PHP|pesos?|piso|P(?=\\d)', anywhere: '₱' },
  { meaning: 'IDR', alone: 'IDR|rupiah|Rp\\.?' },
  { meaning: 'MYR', alone: 'MYR|ringgit|RM', anywhere: '马币|馬幣|令吉' },
  { meaning: 'BND', alone: 'BND', anywhere: 'B\\$' },
  { meaning: 'THB', alone: 'THB|baht|бат(?:ов)?', anywhere: '฿|บาท|泰铢|泰銖|바트|ບາດ|បាត|ဘတ်' },
  { meaning: 'VND', alone: 'VND|VNĐ|đồng|dong|đ', anywhere: '₫|越南盾' },
  { meaning: 'KRW', alone: 'KRW|won', anywhere: '₩|韩元|韓元|韩币' },
  { meaning: 'JPY', alone: 'JPY|yen', anywhere: '日元|日圓|日币|엔화' },
  {
    meaning: 'CNY',
    alone: 'RMB|CNY|CNH|yuan|юан(?:ей|ь|я)',
    anywhere: '人民币|人民幣|위안|หยวน|ຢວນ|ယွမ်|យ័ន|युआन',
  },
  { meaning: 'yen-or-yuan', anywhere: '¥|￥' },
  { meaning: 'BDT', alone: 'BDT|taka|Tk\\.?', anywhere: '৳|টাকা|টাকার' },
  { meaning: 'PKR', alone: 'PKR', anywhere: 'روپے|روپیہ' },
  { meaning: 'LKR', alone: 'LKR', anywhere: 'රුපියල්|රු\\.?' },
  { meaning: 'NPR', alone: 'NPR|NRs\\.?', anywhere: 'रुपैयाँ|रूपैयाँ|रुपैंया' },
  { meaning: 'MVR', alone: 'MVR|rufiyaa|Rf\\.?', anywhere: 'ރުފިޔާ' },
  { meaning: 'INR', alone: 'INR|rupees?', anywhere: '₹|रुपये|रुपए|रूपये|रुपया|ரூபாய்|రూపాయలు|రూ\\.?|രൂപ|ರೂಪಾಯಿ|રૂપિયા' },
  { meaning: 'rupee', alone: 'Rs\\.?', anywhere: '₨|रु\\.?|रू\\.?|ரூ\\.?' },
  { meaning: 'KHR', alone: 'KHR|riels?', anywhere: '៛|រៀល' },
  { meaning: 'LAK', alone: 'LAK|kip', anywhere: '₭|ກີບ' },
  { meaning: 'MMK', alone: 'MMK|kyats?|Ks', anywhere: 'ကျပ်' },
  { meaning: 'RUB', alone: 'RUB|руб(?:лей|ля|\\.)?|р\\.', anywhere: '₽|卢布' },
  { meaning: 'KZT', alone: 'KZT|тенге|теңге|тг\\.?', anywhere: '₸' },
  { meaning: 'KGS', alone: 'KGS|сом' },
  { meaning: 'UZS', alone: "UZS|so['‘’ʻ`]m|сум|сўм" },
  { meaning: 'MNT', alone: 'MNT|төгрөг(?:ийн|өөр)?', anywhere: '₮' },
  { meaning: 'UAH', alone: 'UAH|грн|гривен', anywhere: '₴' },
  { meaning: 'TRY', alone: 'TRY|TL|lira', anywhere: '₺' },
  {
    meaning: 'AED',
    alone: 'AED|dirhams?|dhs?',
    anywhere: 'درهم|درہم|迪拉姆|迪拉姆币|दिरहम|দিরহাম|ദിർഹം|திர்ஹாம்|дирхам(?:ов|а)?|디르함',
  },
  { meaning: 'SAR', alone: 'SAR|riyals?', anywhere: 'ريال' },
  { meaning: 'QAR', alone: 'QAR' },
  { meaning: 'KWD', alone: 'KWD', anywhere: 'دينار كويتي' },
  { meaning: 'OMR', alone: 'OMR' },
  { meaning: 'BHD', alone: 'BHD' },
  { meaning: 'EGP', alone: 'EGP', anywhere: 'جنيه' },
  { meaning: 'KES', alone: 'KES|KShs?\\.?' },
  { meaning: 'UGX', alone: 'UGX|USh\\.?' },
  { meaning: 'TZS', alone: 'TZS|TSh\\.?' },
  { meaning: 'ETB', alone: 'ETB|birr', anywhere: 'ብር' },
  { meaning: 'NGN', alone: 'NGN|naira', anywhere: '₦' },
  { meaning: 'GHS', alone: 'GHS|cedis?', anywhere: '₵' },
  { meaning: 'ZAR', alone: 'ZAR|rands?' },
  { meaning: 'EUR', alone: 'EUR|euros?|евро', anywhere: '€|欧元|유로' },
  { meaning: 'GBP', alone: 'GBP|pounds?', anywhere: '£|英镑' },
  { meaning: 'MXN', alone: 'MXN' },
  { meaning: 'COP', alone: 'COP' },
  { meaning: 'PEN', alone: 'PEN|soles', anywhere: 'S/\\.(?= ?\\d)' },
  { meaning: 'dollar', anywhere: '\\$' },
];

/** Written after a number and nowhere else: before one they end another word. */
export const currenciesAfter: readonly Words<string>[] = [
  {
    meaning: 'USD',
    alone: 'u(?=[ /,，。;；、起以到至+~每月底封(（\\n-]|$)',
    anywhere: '刀|불',
  },
  { meaning: 'yuan', anywhere: '元|块|塊' },
  { meaning: 'KRW', anywhere: '원' },
  { meaning: 'JPY', anywhere: '円' },
];

export const currencyOfCountry: Readonly<Record<string, string>> = {
  US: 'USD',
  SG: 'SGD',
  HK: 'HKD',
  TW: 'TWD',
  AU: 'AUD',
  NZ: 'NZD',
  CA: 'CAD',
  CN: 'CNY',
  MO: 'MOP',
  JP: 'JPY',
  KR: 'KRW',
  TH: 'THB',
  VN: 'VND',
  ID: 'IDR',
  MY: 'MYR',
  PH: 'PHP',
  KH: 'KHR',
  LA: 'LAK',
  MM: 'MMK',
  BN: 'BND',
  IN: 'INR',
  PK: 'PKR',
  BD: 'BDT',
  LK: 'LKR',
  NP: 'NPR',
  BT: 'BTN',
  MV: 'MVR',
  RU: 'RUB',
  KZ: 'KZT',
  KG: 'KGS',
  UZ: 'UZS',
  TJ: 'TJS',
  MN: 'MNT',
  UA: 'UAH',
  TR: 'TRY',
  AE: 'AED',
  SA: 'SAR',
  QA: 'QAR',
  KW: 'KWD',
  OM: 'OMR',
  BH: 'BHD',
  JO: 'JOD',
  EG: 'EGP',
  KE: 'KES',
  UG: 'UGX',
  TZ: 'TZS',
  ET: 'ETB',
  NG: 'NGN',
  GH: 'GHS',
  ZA: 'ZAR',
  BR: 'BRL',
  MX: 'MXN',
  CO: 'COP',
  PE: 'PEN',
  CL: 'CLP',
  AR: 'ARS',
  GB: 'GBP',
  DE: 'EUR',
  FR: 'EUR',
  ES: 'EUR',
  IT: 'EUR',
  PT: 'EUR',
  NL: 'EUR',
  IE: 'EUR',
  MG: 'MGA',
  MA: 'MAD',
  DZ: 'DZD',
  TN: 'TND',
  RW: 'RWF',
  ZM: 'ZMW',
};

/** Countries whose bare `$` is not the US dollar. */
export const dollarCountries: ReadonlySet<string> = new Set([
  'SG',
  'HK',
  'TW',
  'AU',
  'NZ',
  'CA',
  'BN',
  'MX',
  'CO',
  'CL',
  'AR',
]);
export const rupeeCountries: ReadonlySet<string> = new Set(['IN', 'PK', 'LK', 'NP']);

/** A Latin or Cyrillic word stands alone; other scripts have no edges. */
const alone = (words: string): string => `(?<!\\p{L})(?:${words})(?![\\p{Script=Latin}\\p{Script=Cyrillic}])`;

interface Pattern<Meaning> {
  meaning: Meaning;
  words: string;
}

/** After an amount: `/month`, `per bulan`, `ต่อเดือน`. */
export const periodsAfter: readonly Pattern<PayPeriod>[] = [
  {
    meaning: 'month',
    words:
      `${alone('months?|mth|mo|monthly|p\\.?m|bulan|bln|sebulan|buwan|mes|mês|mois|mwezi|tháng|thang|mahin[ae]|mahina|oy|ay|aylık|мес(?:яц(?:а|ев)?)?|айына|айда|ай|сарын|сард')}|` +
      '月|월|달|เดือน|ເດືອນ|ខែ|လ(?![\\u1000-\\u102a])|महीना|महीने|माह|महिना|মাসে?|மாதம்|மாதத்திற்கு|මසකට|මාසයකට|مہینہ|مہینے|ماہانہ|ماہ|شهري?ا?|الشهر|ወር|በወር|ヶ月|か月',
  },
  {
    meaning: 'week',
    words: `${alone('weeks?|weekly|wk|minggu|linggo|tuần|tuan|semana|semaine|wiki|hafta|недел[юия]')}|周|週|星期|주(?![\\p{Script=Hangul}])|สัปดาห์|อาทิตย์|ອາທິດ|សប្តាហ៍|သတင်းပတ်|हफ्त[ाे]|सप्ताह|সপ্তাহে?|வாரம்|සතියකට|ہفتہ|أسبوعي?ا?|ሳምንት`,
  },
  {
    meaning: 'day',
    words: `${alone('days?|daily|hari|sehari|harian|araw|ngày|ngay|día|dia|jour|siku|gün|kun|день|сутки|смену|күніне|өдөр')}|天|日|일(?![\\p{Script=Hangul}])|วัน|ມື້|ថ្ងៃ|ရက်|नेट|दिन|রোজ|দিনে?|நாள்|දිනකට|دن|يوم|ቀን`,
  },
  {
    meaning: 'hour',
    words: `${alone('hours?|hourly|hrs?|jam|oras|giờ|gio|hora|heure|saa|saat|soat|час(?:а|ов)?|сағат|цаг')}|小时|小時|时|時|시간|時間|ชั่วโมง|ชม\\.?|ຊົ່ວໂມງ|ម៉ោង|နာရီ|घंट[ाे]|ঘণ্টায়?|மணி|පැයකට|گھنٹہ|ساعة|ሰዓት`,
  },
  {
    meaning: 'year',
    words: `${alone('years?|yearly|annum|annual(?:ly)?|yr|p\\.?a|tahun|setahun|taon|năm|nam|año|ano|an|mwaka|yıl|yil|год|жыл')}|年|연|ปี|ປີ|ឆ្នាំ|နှစ်|साल|वर्ष|বছরে?|ஆண்டு|වසරකට|سال|سنوي?ا?|ዓመት`,
  },
];

/** Before an amount: `月薪`, `gaji harian`, `เงินเดือน`, `연봉`. A plain word for pay carries no period. */
export const payWords: readonly ({ meaning: PayPeriod | undefined } & WordList)[] = [
  {
    meaning: 'hour',
    alone: 'hourly|per hour|gaji per jam',
    anywhere: '时薪|時薪|시급|時給|ชั่วโมงละ|รายชั่วโมง',
  },
  {
    meaning: 'day',
    alone:
      'daily(?: (?:pay|wage|salary|rate|income))?(?= ?[:]? ?[\\d₱$])|daily (?:pay|wage|salary|rate|income)|gaji harian|upah harian|arawan|lương ngày',
    anywhere: '日薪|日结|日結|每日|每天|일당|일급|日給|วันละ|รายวัน',
  },
  {
    meaning: 'week',
    alone: 'weekly (?:pay|wage|salary|income)|gaji mingguan|lương tuần',
    anywhere: '周薪|週薪|주급|สัปดาห์ละ',
  },
  {
    meaning: 'year',
    alone: 'annual (?:salary|pay|income|package)|yearly|per annum|ctc|gaji tahunan',
    anywhere: '年薪|年收|연봉|年収|ปีละ',
  },
  {
    meaning: 'month',
    alone:
      'monthly(?: (?:salary|pay|income|wage))?|gaji (?:bulanan|sebulan|per bulan)|lương tháng|thu nhập hàng tháng|в месяц|ежемесячно|айлық|ойлик|oylik|maaş|mensal',
    anywhere:
      '月 ?薪|月 ?收|月収|月综合|月 ?入|每月|一个月|一個月|底 ?薪|월급|기본급|고정급|실수령|월수입|월 ?수익|월 ?급여|월평균|월(?= ?[\\d천백수일이삼사오육칠팔구])|月給|เงินเดือน|เดือนละ|รายเดือน|ເງິນເດືອນ|ប្រាក់ខែ|လစာ|मासिक|मासिक वेतन|মাসিক|বেতন মাসে|மாத|මාසික|ماہانہ|شهري',
  },
  {
    meaning: undefined,
    alone:
      'salary|salaries|pay|paying|wages?|income|earn(?:ing)?s?|remuneration|compensation|base (?:pay|salary)|stipend|ctc|gaji|upah|pendapatan|penghasilan|sahod|sweldo|lương|luong|thu nhập|thu nhap|salario|sueldo|salário|salaire|mshahara|zarplata|зарплат[аыу]|з/?п|оплата|доход|заработок|оклад|жалақы|маош|цалин|maosh|maaş|tankhwah|tankha|vetan|ücret',
    anywhere:
      '薪资|薪資|薪水|薪酬|工资|工資|收入|待遇|高薪|保底|到手|起薪|薪|급여|수입|임금|페이|給料|給与|収入|รายได้|ค่าจ้าง|ค่าแรง|เงิน|ລາຍໄດ້|ຄ່າຈ້າງ|ប្រាក់ឈ្នួល|ចំណូល|ဝင်ငွေ|वेतन|सैलरी|तनख्वाह|तलब|বেতন|আয়|சம்பளம்|வருமானம்|වැටුප|පඩිය|ආදායම|تنخواہ|سیلری|راتب|الراتب|ደመወዝ|ደሞዝ',
  },
];

/** Before an amount: it is money that somebody pays or asks for, not what the work is paid with. */
export const costWords: WordList = {
  alone:
    'deposit|(?:placement |service |visa |agent |agency |processing |registration )?fees?|fine|fined|penalty|charges?|cost|costs|price|priced|worth|refund|capital|invest(?:ment|ed)?|debt|loan|ticket|per recruit|referral|ransom|demand(?:s|ed|ing)?|asks?(?: for)?|asking|asked(?: for)?|extort(?:s|ed|ing)?|must pay|have to pay|had to pay|need to pay|forced to pay|stolen?|lost|stole|borrow(?:ed)?|' +
    'deposito|biaya|denda|tebusan|hutang|utang|harus (?:mem)?bayar|diminta|membayar|phí|cọc|phạt|tiền chuộc|chuộc|phải trả|phải nộp|phải chuộc|nợ|đòi|bayad|pantubos|multa|utang na|' +
    'залог|штраф|стоимость|взнос|выкуп|долг|требу[ею]т|заплатил[аи]?|айыппұл|taxa|depósito|resgate|rescate|dívida|rançon|fidye|borç|faini|deni|fidia',
  anywhere:
    '押金|保证金|保證金|罚款|罰款|费用|費用|中介费|仲介費|赔付|赔偿|本金|投资|赎金|贖金|赎身|欠款|勒索|骗走|被骗|要交|需交|赔付金|違約金|违约金|보증금|위약금|벌금|몸값|빚|ค่าสมัคร|ค่าใช้จ่าย|มัดจำ|ค่าปรับ|ค่าไถ่|หนี้|ต้องจ่าย|เรียกเงิน|ຄ່າໄຖ່|ຄ່າປັບ|ជំពាក់|ប្រាក់លោះ|ពិន័យ|ဒဏ်ကြေး|ရွေးဖို့|ပြန်ပေးငွေ|जुर्माना|शुल्क|फीस|फिरौती|জামানত|খরচ|ফি|মুক্তিপণ|জরিমানা|அபராதம்|கட்டணம்|மீட்புத்தொகை|දඩ|කප්පම්|تاوان|جرمانہ|فیس|فدية|غرامة|رسوم|身代金|罰金|ቅጣት|ክፍያ',
};

/** The same right after an amount. A free ticket follows many a wage, so it's none of these. */
export const costWordsAfter: WordList = {
  alone:
    '(?:refundable |security |placement |service |visa |agent |agency |processing |registration |training |application )?(?:deposit|fees?|fine|penalty|ransom)|ransom|loan|debt|to release|for release|to free|to be released|for (?:his|her|their|my|your|its) (?:release|freedom)|in ransom|' +
    'tebusan|denda|deposito|biaya pendaftaran|untuk tebusan|untuk dibebaskan|tiền chuộc|để chuộc|tiền cọc|tiền phạt|pantubos|para palayain|выкупа|выкуп|залога|штрафа|за освобождение|de resgate|de rescate|de multa|de rançon|fidye',
  anywhere:
    '押金|保证金|保證金|罚款|罰款|中介费|仲介費|手续费|手續費|赎金|贖金|违约金|違約金|보증금|위약금|벌금|몸값|ค่าไถ่|ค่าปรับ|ค่าสมัคร|มัดจำ|जुर्माना|फिरौती|মুক্তিপণ|জরিমানা|تاوان|جرمانہ|فدية|غرامة|身代金|罰金',
};

/** After an amount without a currency: something is counted that is no money. */
export const countedWords: WordList = {
  alone:
    'followers?|people|persons|users?|employees|staff|subscribers?|customers?|clients?|players?|members?|views?|visitors?|words?|sq ?m|sqm|sq ?ft|km|kg|ml|units?|calls?|orders?|products?|items?|hours?|students?|steps|characters|rpm|jobs|cases|downloads|reviews|orang|karyawan|pelanggan|pengikut|unit|người|nhân viên|khách|katao|tao|человек|сотрудник(?:ов|а)?|клиентов|подписчиков|kişi|çalışan|pessoas|personas|personnes',
  anywhere:
    '人|名|粉丝|粉絲|用户|用戶|客户|客戶|家|件|平方|字|명|회|건|คน|ราย|ท่าน|ຄົນ|នាក់|ယောက်|लोग|জন|பேர்|افراد',
};
