/** Adverts in old character sets: declared, undeclared and wrongly declared. */
import { encodeAs } from './encode-as.ts';
import { type HostilePages, html } from './hostile-page.ts';

interface Wording {
  charset: string;
  title: string;
  text: string;
}

/** Invented ordinary adverts, long enough for their bytes to tell the character set. */
const wordings: Record<string, Wording> = {
  gbk: {
    charset: 'gbk',
    title: '酒店洗衣房员工',
    text: '地点：槟城。月薪：2100令吉。负责折叠、熨烫和包装四家酒店的床单和毛巾，每周工作六天，上班时间提供工作餐，需要本人到店面试，带好证件。',
  },
  big5: {
    charset: 'big5',
    title: '飯店洗衣房員工',
    text: '地點：高雄。月薪：30000元。負責摺疊、熨燙和包裝四家飯店的床單與毛巾，每週工作六天，上班時間提供員工餐，請本人到店面試並攜帶證件。',
  },
  'tis-620': {
    charset: 'windows-874',
    title: 'พนักงานซักรีดโรงแรม',
    text: 'สถานที่ทำงาน: เชียงใหม่ เงินเดือน: 12000 บาท พับ รีด และบรรจุผ้าของโรงแรมสี่แห่ง ทำงานสัปดาห์ละหกวัน มีอาหารระหว่างกะ สัมภาษณ์ที่โรงแรม นำเอกสารมาด้วย',
  },
  'euc-kr': {
    charset: 'euc-kr',
    title: '호텔 세탁실 직원',
    text: '근무지: 부산. 월급: 2100000원. 호텔 네 곳의 침구와 수건을 접고 다림질하고 포장하는 일이며 주 육일 근무, 근무 중 식사 제공, 방문 면접 시 서류를 가져오십시오.',
  },
  'windows-1251': {
    charset: 'windows-1251',
    title: 'Работник прачечной в гостинице',
    text: 'Место работы: Алматы. Зарплата: 180000 тенге. Складывать, гладить и упаковывать бельё четырёх гостиниц, шесть дней в неделю, обед в смену, собеседование на месте с документами.',
  },
  shift_jis: {
    charset: 'shift_jis',
    title: 'ホテルの洗濯スタッフ',
    text: '勤務地：大阪。月給：200000円。四つのホテルのシーツとタオルをたたみ、アイロンをかけて包装する仕事です。週六日勤務、まかない付き、面接は来店でお願いします。',
  },
};

const page = ({ title, text }: Wording, meta = ''): string =>
  `<!doctype html><html><head>${meta}<title>${title}</title></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`;

const named = Object.entries(wordings).flatMap(([name, wording]): [string, HostilePages[string]][] => {
  const { charset, title } = wording;
  const bytes = (meta?: string): Buffer => encodeAs(charset, page(wording, meta));
  const done = { ends: 'done' as const, title };
  return [
    [
      `/charsets/${name}/header`,
      { answer: html(bytes(), { 'content-type': `text/html; charset=${name}` }), ...done },
    ],
    [
      `/charsets/${name}/meta`,
      { answer: html(bytes(`<meta charset="${name}">`), { 'content-type': 'text/html' }), ...done },
    ],
    [`/charsets/${name}/undeclared`, { answer: html(bytes(), { 'content-type': 'text/html' }), ...done }],
    [
      `/charsets/${name}/unknown-name`,
      { answer: html(bytes(), { 'content-type': 'text/html; charset=klingon' }), ...done },
    ],
    [
      `/charsets/${name}/really-utf-8`,
      { answer: html(page(wording), { 'content-type': `text/html; charset=${name}` }), ...done },
    ],
  ];
});

const burmese = {
  charset: 'utf-8',
  // Zawgyi: Burmese with code points of its own, the vowel before its consonant.
  title: 'ဟိုတယ္ အဝတ္ေလွ်ာ္ ဝန္ထမ္း',
  text: 'ေနရာ - ရန္ကုန္။ လစာ ၃၀၀၀၀၀ က်ပ္။ တစ္ပတ္ ေျခာက္ရက္ အလုပ္လုပ္ရမည္။',
};
const wide = wordings.gbk as Wording;
const mark = '\uFEFF';

export const charsetPages: HostilePages = {
  ...Object.fromEntries(named),
  '/charsets/zawgyi': { answer: html(page(burmese)), ends: 'done', title: burmese.title },
  '/charsets/utf-16le-marked': {
    answer: html(encodeAs('utf-16le', mark + page(wide)), { 'content-type': 'text/html' }),
    ends: 'done',
    title: wide.title,
  },
  '/charsets/utf-16be-header': {
    answer: html(encodeAs('utf-16be', page(wide)), { 'content-type': 'text/html; charset=utf-16be' }),
    ends: 'done',
    title: wide.title,
  },
  '/charsets/utf-8-marked-as-latin': {
    answer: html(mark + page(wide), { 'content-type': 'text/html; charset=iso-8859-1' }),
    ends: 'done',
    title: wide.title,
  },
};
