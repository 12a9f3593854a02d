/** How money, multiples and spans of time are written in the languages of the adverts. Matched on folded text, case-insensitive. */
import type { PayPeriod } from '../domain/pay.ts';
import type { WordList } from './word-pattern.ts';

interface Words<Meaning> {
  meaning: Meaning;
  words: string;
}

/** `hint` is the currency that this way of writing implies when none is named. */
export interface Multiple {
  factor: number;
  hint?: string;
}

/** A Latin or Cyrillic word stands alone; other scripts have no edges. */
const alone = (words: string): string => `(?<!\\p{L})(?:${words})(?![\\p{Script=Latin}\\p{Script=Cyrillic}])`;

export const multiples: readonly Words<Multiple>[] = [
  { meaning: { factor: 1e6, hint: 'VND' }, words: alone('triệu|trieu|tr|củ|chai') },
  { meaning: { factor: 1e6, hint: 'IDR' }, words: alone('juta|jta|jt') },
  { meaning: { factor: 1e3, hint: 'IDR' }, words: alone('ribu|rb') },
  { meaning: { factor: 1e5, hint: 'INR' }, words: `${alone('lakhs?|lacs?|lpa')}|लाख|ਲੱਖ` },
  { meaning: { factor: 1e5, hint: 'BDT' }, words: 'লাখ|লক্ষ' },
  { meaning: { factor: 1e5, hint: 'PKR' }, words: 'لاکھ' },
  { meaning: { factor: 1e5, hint: 'LKR' }, words: 'ලක්ෂ' },
  { meaning: { factor: 1e5, hint: 'INR' }, words: 'லட்சம்' },
  { meaning: { factor: 1e3, hint: 'BDT' }, words: 'হাজার' },
  { meaning: { factor: 1e3, hint: 'INR' }, words: `हज़ार|हजार|ஆயிரம்|${alone('hazaa?r')}` },
  { meaning: { factor: 1e3, hint: 'PKR' }, words: 'ہزار' },
  { meaning: { factor: 1e3, hint: 'LKR' }, words: 'දහස්?' },
  { meaning: { factor: 1e4, hint: 'CNY' }, words: '万|[wW](?![\\p{Script=Latin}])' },
  { meaning: { factor: 1e4, hint: 'TWD' }, words: '萬' },
  { meaning: { factor: 1e3, hint: 'CNY' }, words: '千' },
  { meaning: { factor: 1e7, hint: 'KRW' }, words: '천 ?만' },
  { meaning: { factor: 1e6, hint: 'KRW' }, words: '백 ?만' },
  { meaning: { factor: 1e4, hint: 'KRW' }, words: '만' },
  { meaning: { factor: 1e3, hint: 'THB' }, words: 'พัน' },
  { meaning: { factor: 1e4, hint: 'THB' }, words: 'หมื่น' },
  { meaning: { factor: 1e5, hint: 'THB' }, words: 'แสน' },
  { meaning: { factor: 1e6, hint: 'THB' }, words: 'ล้าน' },
  { meaning: { factor: 1e3, hint: 'LAK' }, words: 'ພັນ' },
  { meaning: { factor: 1e4, hint: 'LAK' }, words: 'ໝື່ນ|ຫມື່ນ' },
  { meaning: { factor: 1e5, hint: 'LAK' }, words: 'ແສນ' },
  { meaning: { factor: 1e6, hint: 'LAK' }, words: 'ລ້ານ' },
  { meaning: { factor: 1e4, hint: 'KHR' }, words: 'ម៉ឺន' },
  { meaning: { factor: 1e6, hint: 'KHR' }, words: 'លាន' },
  { meaning: { factor: 1e5, hint: 'MMK' }, words: 'သိန်း' },
  { meaning: { factor: 1e4, hint: 'MMK' }, words: 'သောင်း' },
  { meaning: { factor: 1e3, hint: 'RUB' }, words: alone('тыс(?:яч[аи]?)?\\.?|т\\. ?р\\.?|к') },
  { meaning: { factor: 1e3, hint: 'KZT' }, words: alone('мың') },
  { meaning: { factor: 1e3, hint: 'KGS' }, words: alone('миң') },
  {
    meaning: { factor: 1e6, hint: 'UZS' },
    words: alone("mln\\.?|million so['‘’ʻ]?m|млн\\.?|миллион(?:а|ов)?"),
  },
  { meaning: { factor: 1e6, hint: 'MNT' }, words: alone('сая') },
  { meaning: { factor: 1e3, hint: 'ETB' }, words: 'ሺህ?' },
  { meaning: { factor: 1e3 }, words: alone('k|mil|bin|elfu|alfu|thousand|ming|آلاف|ألف') },
  { meaning: { factor: 1e3 }, words: 'ألف|آلاف' },
  { meaning: { factor: 1e6 }, words: alone('million|mio|jutaan') },
];

/** Longer names first: `S$` must not be read as `$`. */
export const currencies: readonly Words<string>[] = [
  { meaning: 'SGD', words: `S\\$|SG\\$|${alone('SGD')}|新币|新幣|坡币` },
  { meaning: 'HKD', words: `HK\\$|${alone('HKD')}|港币|港幣|港元` },
  { meaning: 'TWD', words: `NT\\$|${alone('TWD|NTD|NT')}|台币|台幣|新台币|新台幣|臺幣` },
  { meaning: 'BRL', words: `R\\$|${alone('BRL|reais|real')}` },
  { meaning: 'AUD', words: `AU\\$|A\\$|${alone('AUD')}` },
  { meaning: 'CAD', words: `C\\$|CA\\$|${alone('CAD')}` },
  { meaning: 'MOP', words: `MOP\\$?|澳门币|澳門幣|葡币` },
  {
    meaning: 'USD',
    words:
      `US ?\\$|USD\\$|\\$ ?US|${alone('USDT|USDC|USD|us dollars?|dollars?|dolares|dólares|dolar|bucks|доллар(?:ов|а)?|долл?|баксов|đô(?: la)?|đôla|u(?=[ /,，]|$)')}|` +
      '美金|美元|美刀|刀|泰达币|달러|불|ดอลลาร์|ดอลล่าร์|ໂດລາ|ដុល្លារ|ဒေါ်လာ|डॉलर|ডলার|டாலர்|ඩොලර්|ڈالر|دولار|ドル|ዶላር',
  },
  { meaning: 'PHP', words: `₱|${alone('PHP|pesos?|piso')}|P(?=\\d)` },
  { meaning: 'IDR', words: alone('IDR|rupiah|Rp\\.?') },
  { meaning: 'MYR', words: alone('MYR|ringgit|RM') },
  { meaning: 'BND', words: `B\\$|${alone('BND')}` },
  { meaning: 'THB', words: `฿|${alone('THB|baht|бат(?:ов)?')}|บาท|泰铢|泰銖|바트|ບາດ|បាត|ဘတ်` },
  { meaning: 'VND', words: `₫|${alone('VND|VNĐ|đồng|dong|đ')}|越南盾` },
  { meaning: 'KRW', words: `₩|${alone('KRW|won')}|원|韩元|韓元` },
  { meaning: 'JPY', words: `${alone('JPY|yen')}|日元|日圓|円` },
  {
    meaning: 'CNY',
    words: `¥|￥|${alone('RMB|CNY|CNH|yuan|юан(?:ей|ь|я)')}|人民币|人民幣|元|块|塊|위안|หยวน|ယွမ်`,
  },
  { meaning: 'BDT', words: `৳|${alone('BDT|taka|Tk\\.?')}|টাকা` },
  { meaning: 'PKR', words: `${alone('PKR')}|روپے|روپیہ` },
  { meaning: 'LKR', words: `${alone('LKR')}|රුපියල්|රු\\.?` },
  { meaning: 'NPR', words: `${alone('NPR|NRs\\.?')}|रू\\.?` },
  { meaning: 'MVR', words: `${alone('MVR|rufiyaa|Rf\\.?')}|ރުފިޔާ` },
  { meaning: 'INR', words: `₹|${alone('INR|rupees?')}|रुपये|रुपए|रुपया|ரூபாய்|ரூ\\.?` },
  { meaning: 'rupee', words: `₨|${alone('Rs\\.?')}` },
  { meaning: 'KHR', words: `៛|${alone('KHR|riels?')}|រៀល` },
  { meaning: 'LAK', words: `₭|${alone('LAK|kip')}|ກີບ` },
  { meaning: 'MMK', words: `${alone('MMK|kyats?|Ks')}|ကျပ်` },
  { meaning: 'RUB', words: `₽|${alone('RUB|руб(?:лей|ля|\\.)?|р\\.')}` },
  { meaning: 'KZT', words: `₸|${alone('KZT|тенге|теңге|тг\\.?')}` },
  { meaning: 'KGS', words: alone('KGS|сом') },
  { meaning: 'UZS', words: alone("UZS|so['‘’ʻ`]m|сум|сўм") },
  { meaning: 'MNT', words: `₮|${alone('MNT|төгрөг')}` },
  { meaning: 'UAH', words: `₴|${alone('UAH|грн|гривен')}` },
  { meaning: 'TRY', words: `₺|${alone('TRY|TL|lira')}` },
  { meaning: 'AED', words: `${alone('AED|dirhams?|dhs?')}|درهم|迪拉姆` },
  { meaning: 'SAR', words: `${alone('SAR|riyals?')}|ريال` },
  { meaning: 'QAR', words: alone('QAR') },
  { meaning: 'KWD', words: alone('KWD') },
  { meaning: 'OMR', words: alone('OMR') },
  { meaning: 'BHD', words: alone('BHD') },
  { meaning: 'EGP', words: `${alone('EGP')}|جنيه` },
  { meaning: 'KES', words: alone('KES|KSh\\.?|Kshs\\.?') },
  { meaning: 'UGX', words: alone('UGX|USh') },
  { meaning: 'TZS', words: alone('TZS|TSh') },
  { meaning: 'ETB', words: `${alone('ETB|birr')}|ብር` },
  { meaning: 'NGN', words: `₦|${alone('NGN|naira')}` },
  { meaning: 'GHS', words: `₵|${alone('GHS|cedis?')}` },
  { meaning: 'ZAR', words: alone('ZAR|rands?') },
  { meaning: 'EUR', words: `€|${alone('EUR|euros?|евро')}|欧元|유로` },
  { meaning: 'GBP', words: `£|${alone('GBP|pounds?')}|英镑` },
  { meaning: 'MXN', words: alone('MXN') },
  { meaning: 'COP', words: alone('COP') },
  { meaning: 'PEN', words: `S/\\.?(?=\\s?\\d)|${alone('PEN|soles')}` },
  { meaning: 'dollar', words: '\\$' },
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

/** After an amount: `/month`, `per bulan`, `ต่อเดือน`. */
export const periodsAfter: readonly Words<PayPeriod>[] = [
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
    alone: 'daily (?:pay|wage|salary|rate|income)|gaji harian|upah harian|arawan|lương ngày',
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
      '月薪|月收|月入|每月|一个月|一個月|底薪|월급|월수입|월 ?수익|월 ?급여|월평균|월(?=\\s?\\d)|月給|เงินเดือน|เดือนละ|รายเดือน|ເງິນເດືອນ|ប្រាក់ខែ|လစာ|मासिक|मासिक वेतन|মাসিক|বেতন মাসে|மாத|මාසික|ماہانہ|شهري',
  },
  {
    meaning: undefined,
    alone:
      'salary|salaries|pay|paying|wages?|income|earn(?:ing)?s?|remuneration|compensation|base (?:pay|salary)|stipend|ctc|gaji|upah|pendapatan|penghasilan|sahod|sweldo|lương|luong|thu nhập|thu nhap|salario|sueldo|salário|salaire|mshahara|zarplata|зарплат[аыу]|з/?п|оплата|доход|заработок|оклад|жалақы|маош|цалин|maosh|maaş|tankhwah|tankha|vetan|ücret',
    anywhere:
      '薪资|薪資|薪水|薪酬|工资|工資|收入|待遇|高薪|薪|급여|수입|임금|페이|給料|給与|収入|รายได้|ค่าจ้าง|ค่าแรง|เงิน|ລາຍໄດ້|ຄ່າຈ້າງ|ប្រាក់ឈ្នួល|ចំណូល|ဝင်ငွေ|वेतन|सैलरी|तनख्वाह|तलब|বেতন|আয়|சம்பளம்|வருமானம்|වැටුප|පඩිය|ආදායම|تنخواہ|سیلری|راتب|الراتب|ደመወዝ|ደሞዝ',
  },
];

/** Before an amount: it is money that somebody pays, not what the work is paid with. */
export const costWords: WordList = {
  alone:
    'deposit|fees?|fine|penalty|charges?|cost|price|worth|refund|capital|invest(?:ment)?|debt|loan|ticket|per recruit|referral|deposito|biaya|denda|phí|cọc|phạt|bayad|залог|штраф|стоимость|взнос|multa|taxa|depósito',
  anywhere:
    '押金|保证金|保證金|罚款|罰款|费用|費用|中介费|仲介費|赔付|赔偿|本金|投资|보증금|위약금|벌금|ค่าสมัคร|ค่าใช้จ่าย|มัดจำ|ค่าปรับ|जुर्माना|शुल्क|फीस|জামানত|খরচ|ফি',
};
