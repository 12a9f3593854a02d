/** The words around an amount: what it is paid for and how often, or that it is a cost or a count and no pay. */
import type { PayPeriod } from '../domain/pay.ts';
import type { WordList } from './word-tree.ts';

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
