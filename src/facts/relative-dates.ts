/** "3 days ago" and "yesterday" in the languages of the adverts. */
const day = 86_400_000;

const named: [RegExp, number][] = [
  [
    /the day before yesterday|前天|前日|เมื่อวานซืน|hôm kia|позавчера|그저께|그제|anteayer|anteontem|avant-hier/iu,
    2,
  ],
  [
    /yesterday|昨天|昨日|hôm qua|hom qua|เมื่อวาน|kemarin|semalam|kahapon|어제|вчера|кеше|кечээ|өчигдөр|कल|গতকাল|گزشتہ روز|أمس|dün|jana|ትናንት|ontem|ayer|hier|ມື້ວານ|ម្សិលមិញ|မနေ့က|நேற்று|ඊයේ|हिजो/iu,
    1,
  ],
  [
    /today|just now|moments? ago|刚刚|剛剛|刚才|今天|今日|本日|hôm nay|hom nay|vừa xong|วันนี้|เมื่อสักครู่|hari ini|baru saja|baru sahaja|ngayon|오늘|방금|сегодня|только что|бүгүн|бүгін|bugun|өнөөдөр|आज|अभी|আজ|এইমাত্র|آج|اليوم|الآن|bugün|leo|ዛሬ|hoje|agora|hoy|aujourd|ມື້ນີ້|ថ្ងៃនេះ|ယနေ့|ဒီနေ့|இன்று|අද/iu,
    0,
  ],
];

const units: [string, number][] = [
  [
    'seconds?|secs?|秒|giây|วินาที|detik|saat yang|segundos?|초|секунд[ыуа]?|सेकंड|সেকেন্ড|ثانی\\p{L}*|saniye|sekunde',
    0,
  ],
  [
    'minutes?|mins?|分钟|分鐘|分|phút|นาที|นน|menit|minit|minuto?s?|분|минут[ыуа]?|मिनट|মিনিট|منٹ|دقيقة|دقائق|dakika|dakika|ደቂቃ|ນາທີ|នាទី|မိနစ်|நிமிட\\p{L}*\\p{M}*',
    0,
  ],
  [
    'hours?|hrs?|小时|小時|個小時|时间|時間|giờ|ชั่วโมง|ชม|jam|oras|시간|час(?:а|ов)?|घंटे?|ঘণ্টা|ঘন্টা|گھنٹ\\p{L}*|ساعة|ساعات|saat|saa|ሰዓት|horas?|heures?|ຊົ່ວໂມງ|ម៉ោង|နာရီ|மணி',
    1 / 24,
  ],
  [
    'days?|d|天|日|ngày|วัน|hari|araw|일|д(?:ень|ня|ней)|күн|kun|өдөр|өдрийн|दिन|দিন|دن|يوم|أيام|gün|siku|ቀን|días?|dias?|jours?|ມື້|ວັນ|ថ្ងៃ|ရက်|நாட்க\\p{L}*\\p{M}*|நாள்|දින',
    1,
  ],
  [
    'weeks?|wks?|w|周|週|星期|个星期|tuần|สัปดาห์|อาทิตย์|minggu|linggo|주일?|недел[юияь]|апта|долоо хоног|सप्ताह|हफ्ते|সপ্তাহ|ہفتے|أسبوع|أسابيع|hafta|wiki|ሳምንት|semanas?|semaines?|ອາທິດ|សប្តាហ៍|အပတ်|வார\\p{L}*\\p{M}*|සති',
    7,
  ],
  [
    'months?|mos?|个月|個月|か月|ヶ月|月|tháng|เดือน|bulan|buwan|개월|달|месяц(?:а|ев)?|ай|сарын|महीने|माह|মাস|مہینے|شهر|أشهر|ay|mwezi|miezi|ወር|mes(?:es)?|mês|mois|ເດືອນ|ខែ|လ|மாத\\p{L}*\\p{M}*|මාස',
    30,
  ],
  [
    'years?|yrs?|年|năm|ปี|tahun|taon|년|лет|год(?:а)?|साल|বছর|سال|سنة|yıl|mwaka|ዓመት|años?|anos?|ans?|ປີ|ឆ្នាំ|နှစ်|ஆண்டு',
    365,
  ],
];

const ago =
  '(?:ago|earlier|back|前|以前|之前|trước|truoc|ที่แล้ว|ที่ผ่านมา|ก่อน|(?:yang )?lalu|lepas|(?:ang )?nakalipas|nakaraan|전|назад|бұрын|мурун|oldin|өмнө|पहले|अघि|আগে|پہلے|مضت|önce|iliyopita|በፊት|atrás|ກ່ອນ|មុន|ក្រោយ|က|முன்பு|முன்|පෙර)';
const lead = '(?:há|hace|il y a|قبل|منذ|kabla ya|តាំងពី|လွန်ခဲ့သော|ຜ່ານມາ|ከ)';
const count = '(\\d{1,4}|an?|one|satu|se|một|หนึ่ง|一|un|una|um|uma|isang)';

const patterns = units.map(
  ([words, days]) =>
    [
      new RegExp(
        `(?:${count}\\s{0,2}\\+?\\s{0,2}(?:${words})\\s{0,2}\\+?(?:\\p{M})?\\s{0,2}${ago}|${lead}\\s{0,2}${count}\\s{0,2}(?:${words}))`,
        'iu',
      ),
      days,
    ] as const,
);

/** Twenty years, in days: no page says so of an advert. */
const longestAgo = 7300;

/** ISO date, in UTC as `now` is. */
export const relativeDate = (text: string, now: Date): string | undefined => {
  const back = (days: number): string => new Date(now.getTime() - days * day).toISOString().slice(0, 10);
  for (const [pattern, days] of patterns) {
    const match = pattern.exec(text);
    if (!match) continue;
    const written = match[1] ?? match[2] ?? '1';
    const daysAgo = (/^\d/.test(written) ? Number(written) : 1) * days;
    return daysAgo <= longestAgo ? back(daysAgo) : undefined;
  }
  const word = named.find(([pattern]) => pattern.test(text));
  return word ? back(word[1]) : undefined;
};
