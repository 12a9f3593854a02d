import { describe, expect, it } from 'vitest';
import type { Posting } from '../domain/posting.ts';
import { isExpired, saysExpired, saysMissing, wordsOf } from './expiry.ts';
import { expiryWords } from './expiry-words.ts';

const advert = (more: Partial<Posting> = {}): Posting => ({
  itemKey: 'a',
  url: 'https://board.example/a',
  title: 'Driver',
  text: 'We look for a driver.',
  contacts: [],
  images: [],
  links: [],
  remarks: [],
  fieldSources: {},
  ...more,
});

/** One notice in each language as its boards put it. */
const notices: Record<string, string> = {
  en: 'This job posting has expired.',
  'zh-Hans': '该职位已过期',
  'zh-Hant': '此職缺已關閉',
  vi: 'Tin tuyển dụng này đã hết hạn',
  th: 'ประกาศงานนี้ปิดรับสมัครแล้ว',
  id: 'Maaf, lowongan ini sudah ditutup',
  ms: 'Iklan jawatan ini telah tamat',
  fil: 'Ang trabaho na ito ay sarado na',
  ko: '마감된 채용 공고입니다',
  ja: 'この求人は終了しました',
  ru: 'Вакансия в архиве',
  uk: 'Вакансія закрита',
  kk: 'Вакансия жабылды',
  ky: 'Бул вакансия жабылган',
  uz: 'Bu vakansiya yopilgan',
  mn: 'Энэ ажлын байр хаагдсан',
  hi: 'यह नौकरी समाप्त हो चुकी है',
  bn: 'এই বিজ্ঞাপনটি বন্ধ হয়েছে',
  ur: 'یہ ملازمت اب دستیاب نہیں ہے',
  ta: 'இந்த வேலை வாய்ப்பு மூடப்பட்டது',
  ne: 'यो विज्ञापनको म्याद समाप्त भएको छ',
  si: 'මෙම රැකියා දැන්වීම අවසන් වී ඇත',
  my: 'ဤအလုပ်ခေါ်စာသည် သက်တမ်းကုန်သွားပါပြီ',
  km: 'ការងារនេះបានផុតកំណត់ហើយ',
  lo: 'ປະກາດງານນີ້ໝົດອາຍຸແລ້ວ',
  ar: 'انتهت صلاحية هذا الإعلان',
  tr: 'Bu ilan yayından kaldırılmıştır',
  sw: 'Nafasi hii imefungwa',
  am: 'ይህ ማስታወቂያ ጊዜው አልፏል',
  pt: 'Esta vaga foi encerrada',
  es: 'Esta oferta ya no está disponible',
  fr: "Cette offre n'est plus disponible",
  de: 'Diese Stelle ist nicht mehr verfügbar',
};

describe('words that say an advert is over', () => {
  it('are known in every language of the table', () => {
    expect(Object.keys(notices).sort()).toEqual(Object.keys(expiryWords).sort());
  });

  it.each(Object.entries(notices))('are found in %s: %s', (_code, text) => {
    expect(saysExpired(`Driver\n  ${text}\nWe look for a driver.`)).toBe(true);
  });

  it.each([
    'Typing clerk wanted. The position is available at once. Apply before it is filled!',
    'This job is open to all. Applications close on Friday.',
    'Your visa must not have expired.',
    `We ask everybody who reads this to write to us even when this job has expired, because new ones come in every single week and we keep all papers.`,
    '急招打字员，职位多，名额有限',
    'Cần tuyển 10 nhân viên, hạn nộp hồ sơ 30/11',
    'Dicari admin, lowongan terbatas, buruan daftar sebelum ditutup',
    'Срочно! Вакансия открыта, набор до конца месяца',
    'Oferta de trabajo en el extranjero, vacantes limitadas',
  ])('are not seen in an advert: %.60s', (text) => {
    expect(saysExpired(text)).toBe(false);
  });

  it('count only where a reader sees them', () => {
    const page =
      '<script>var t = "This job has expired";</script><style>/* This job has expired */</style>' +
      '<template><p>This job has expired</p></template><h1>Driver</h1>';
    expect(saysExpired(wordsOf(page))).toBe(false);
    expect(saysExpired(wordsOf(`${page}<div class="note">This job\n has <b>been</b></div>`))).toBe(false);
    expect(saysExpired(wordsOf(`${page}<div class="note">This job has been removed.</div>`))).toBe(true);
  });

  it('are looked for in hostile pages in one pass', () => {
    expect(wordsOf('<script'.repeat(40_000))).toBe('');
    expect(wordsOf('<'.repeat(200_000)).trim()).toBe('');
    expect(saysExpired('this job '.repeat(30_000))).toBe(false);
  });
});

describe('the last day of an advert', () => {
  const at = new Date('2026-11-22T13:00:00Z');
  it.each([
    ['2026-11-21', true],
    ['2026-11-22', false],
    ['2026-11-23', false],
    ['2026-10', true],
    ['2026-11', false],
    ['2025', true],
    ['2026', false],
  ])('%s is past on 22 November 2026: %s', (validThrough, isPast) => {
    expect(isExpired(advert({ validThrough }), at)).toBe(isPast);
  });

  it('need not be stated', () => {
    expect(isExpired(advert(), at)).toBe(false);
    expect(isExpired(advert({ text: 'This position has been filled.' }), at)).toBe(true);
  });
});

describe('a page that answers and has nothing', () => {
  it.each([
    'Sorry, this page could not be found.',
    'Oops! The page you were looking for doesn’t exist',
    '404',
    '404 Not Found',
    'We couldn’t find that job',
    'Trang này không tồn tại',
    'ไม่พบประกาศ',
    'Halaman yang Anda cari tidak ditemukan',
    '页面不存在',
    '페이지를 찾을 수 없습니다',
    'Страница не найдена',
  ])('says so: %s', (line) => {
    expect(saysMissing(`Test Board\n${line}\nBack to the start page`)).toBe(true);
  });

  it.each([
    'Job found for you: cook in a hotel',
    'Found a page of ours in a magazine? Show it at the desk',
    'Room 404, second floor, ask for the kitchen',
    'Candidates who do not bring their certificates will not be found on the list',
  ])('is not meant by: %s', (line) => {
    expect(saysMissing(line)).toBe(false);
  });
});
