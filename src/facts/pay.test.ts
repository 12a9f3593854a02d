import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import rates from './exchange-rates.json' with { type: 'json' };
import { findPay, monthlyUsd } from './pay.ts';
import { currencies, currenciesAfter, currencyOfCountry, multiples } from './pay-words.ts';

const read = (text: string, country?: string): string[] =>
  findPay(text, country ? { country } : {}).map(
    (one) => `${one.min}-${one.max} ${one.currency}${one.period ? ` a ${one.period}` : ''}`,
  );

describe('pay', () => {
  it.each([
    ['3万-5万', '30000-50000 CNY'],
    ['月薪2-3萬', '20000-30000 TWD a month'],
    ['月薪两万起', '20000-20000 CNY a month'],
    ['月薪1.5w', '15000-15000 CNY a month'],
    ['薪资：8000-12000元/月', '8000-12000 CNY a month'],
    ['3.5-5K 五险一金', '3500-5000 CNY'],
    ['年薪30万', '300000-300000 CNY a year'],
    ['日薪300元', '300-300 CNY a day'],
    ['底薪2000美金', '2000-2000 USD a month'],
    ['15 triệu', '15000000-15000000 VND'],
    ['lương 15-25tr', '15000000-25000000 VND'],
    ['lương cứng 15 trie\u0323\u0302u/tháng', '15000000-15000000 VND a month'],
    ['luong 20 trieu', '20000000-20000000 VND'],
    ['20.000.000đ', '20000000-20000000 VND'],
    ['Rp 7-16 juta', '7000000-16000000 IDR'],
    ['gaji 10jt', '10000000-10000000 IDR'],
    ['Rp. 5.000.000 - Rp. 8.000.000 per bulan', '5000000-8000000 IDR a month'],
    ['RM 4,000 - 9k', '4000-9000 MYR'],
    ['2-3k USD', '2000-3000 USD'],
    ['$1,500/month', '1500-1500 USD a month'],
    ['USD 1,000 to 2,000 per month', '1000-2000 USD a month'],
    ['1000-1500$', '1000-1500 USD'],
    ['1500-2000 USDT', '1500-2000 USD'],
    ['1500 u/月', '1500-1500 USD a month'],
    ['$25/hour', '25-25 USD a hour'],
    ['P30-50k', '30000-50000 PHP'],
    ['$80-$130,000/yr', '80000-130000 USD a year'],
    ['₱40,000', '40000-40000 PHP'],
    ['월 300만원', '3000000-3000000 KRW a month'],
    ['월 2500만', '25000000-25000000 KRW a month'],
    ['급여 1천만원', '10000000-10000000 KRW'],
    ['৫০ হাজার', '50000-50000 BDT'],
    ['বেতন ৫০ হাজার টাকা', '50000-50000 BDT'],
    ['Rs 1 lakh', '100000-100000 INR'],
    ['1.5 लाख', '150000-150000 INR'],
    ['₹25,000-₹40,000 per month', '25000-40000 INR a month'],
    ['30,000 บาท', '30000-30000 THB'],
    ['ฐานเงินเดือน 25000', '25000-25000 THB a month'],
    ['เดือนละ ๓ หมื่น', '30000-30000 THB a month'],
    ['วันละ 500 บาท', '500-500 THB a day'],
    ['от 100 000 руб', '100000-100000 RUB'],
    ['зп 120-200 тыс', '120000-200000 RUB'],
    ['500 000 тг', '500000-500000 KZT'],
    ["oylik 5 mln so'm", '5000000-5000000 UZS a month'],
    ['R$ 15.000,00 por mês', '15000-15000 BRL a month'],
    ['KSh 150,000', '150000-150000 KES'],
    ['လစာ သိန်း ၃၀', '3000000-3000000 MMK a month'],
    ['2 ລ້ານກີບ', '2000000-2000000 LAK'],
    ['$800 ក្នុងមួយខែ', '800-800 USD a month'],
    ['تنخواہ 1 لاکھ روپے', '100000-100000 PKR'],
    ['7000 دولار شهريا', '7000-7000 USD a month'],
    ['maaş 50 bin TL', '50000-50000 TRY a month'],
    ['ደመወዝ 35000 ብር', '35000-35000 ETB'],
    ['月薪三万五', '35000-35000 CNY a month'],
    ['一个月两三万', '20000-30000 CNY a month'],
    ['月 入 3 W', '30000-30000 CNY a month'],
    ['기본급 400 + 성과급', '4000000-4000000 KRW a month'],
    ['월급 300~500', '3000000-5000000 KRW a month'],
    ['월 2천', '20000000-20000000 KRW a month'],
    ['수입 3천원', '3000-3000 KRW'],
    ['시급 9860', '9860-9860 KRW a hour'],
    ['lương 20-3O triệu', '20000000-30000000 VND'],
    ['salary 3ooo$', '3000-3000 USD'],
    ['2000 U$D', '2000-2000 USD'],
    ['底薪一万二千元', '12000-12000 CNY a month'],
    ['底薪3万5', '35000-35000 CNY a month'],
    ['月入过万', '10000-10000 CNY a month'],
    ['月收破萬', '10000-10000 TWD a month'],
    ['3w-5w', '30000-50000 CNY'],
    ['保底1.5万', '15000-15000 CNY'],
    ['底薪8k起', '8000-8000 CNY a month'],
    ['3000U-5000U/月', '3000-5000 USD a month'],
    ['2000u起', '2000-2000 USD'],
    ['月薪34,000元，與臺北相同', '34000-34000 TWD a month'],
    ['時薪為新台幣205元', '205-205 TWD a hour'],
    ['月給30万円', '300000-300000 JPY a month'],
    ['月収三十万円', '300000-300000 JPY a month'],
    ['5 lakh', '500000-500000 INR'],
    ['two lakh per month', '200000-200000 INR a month'],
    ['1,50,000 INR', '150000-150000 INR'],
    ['50k INR', '50000-50000 INR'],
    ['रु 40 हजार', '40000-40000 INR'],
    ['ரூ 40,000', '40000-40000 INR'],
    ['சம்பளம் 40 ஆயிரம்', '40000-40000 INR'],
    ['40 ہزار', '40000-40000 PKR'],
    ['150 мың теңге', '150000-150000 KZT'],
    ['80 миң сом', '80000-80000 KGS'],
    ["5-8 mln so'm", '5000000-8000000 UZS'],
    ['зарплата две тысячи долларов', '2000-2000 USD'],
    ['လစာ ဆယ်သိန်း', '1000000-1000000 MMK a month'],
    ['၁၅ သိန်း', '1500000-1500000 MMK'],
    ['1,000ដុល្លារ', '1000-1000 USD'],
    ['ប្រាក់ខែ ៨០០$', '800-800 USD a month'],
    ['ເງິນເດືອນ ພັນໂດລາ', '1000-1000 USD a month'],
    ['ລາຍໄດ້ ໑໕ ລ້ານກີບ', '15000000-15000000 LAK'],
    ['รายได้หลักแสน', '100000-100000 THB'],
    ['월 500만원', '5000000-5000000 KRW a month'],
    ['월 천만원', '10000000-10000000 KRW a month'],
    ['월수입 삼백만원', '3000000-3000000 KRW a month'],
    ['15-20tr', '15000000-20000000 VND'],
    ['lương 2tr5/ngày', '2500000-2500000 VND a day'],
    ['1k5 đô', '1500-1500 USD'],
    ['800 nghìn/ngày', '800000-800000 VND a day'],
    ['Rp7jt', '7000000-7000000 IDR'],
    ['3 s/d 5 juta', '3000000-5000000 IDR'],
    ['RM4k-8k', '4000-8000 MYR'],
    ['P60k', '60000-60000 PHP'],
    ['daily 900 pesos', '900-900 PHP a day'],
    ['3k-5k/mo', '3000-5000 USD a month'],
    ['3kUSD', '3000-3000 USD'],
    ['Salary (USD): 1200-1500', '1200-1500 USD'],
    ['$800+$200', '800-1000 USD'],
    ['800 USD + 5% commission', '800-800 USD'],
    ['lương cứng 15 triệu + hoa hồng 10%', '15000000-15000000 VND'],
    ['راتب ٣ آلاف دولار', '3000-3000 USD'],
    ['٥٠٠٠ درهم شهريا', '5000-5000 AED a month'],
    ['mil dólares por mês', '1000-1000 USD a month'],
    ['maaş bin dolar', '1000-1000 USD a month'],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each([
    '18-35 tuổi',
    'aged 18-35',
    'call 0912345678',
    '+855 12 000 000',
    '2026-11-22',
    '2026年11月22日',
    '22/11/2569',
    '招10-20人',
    '100% salary',
    '3-5 years experience',
    'work 12 hours, 26 days a month',
    '8小时',
    '20万用户',
    'deposit 300 USD',
    '押金3000元',
    'flight ticket worth $500',
    '5000 followers',
    '10 a.m. to 6 p.m.',
    'floor 3, room 1200',
    'a fraud of US$25 billion',
    'P2MI office, lot P1',
    'Rp 1,5 M',
    '450k monthly active users',
    'they ask 5,000 dollars to release him',
    'minta 2 juta untuk tebusan',
    'tebusan 26 juta',
    'a ransom of USD 3,000',
    'they want $3000 ransom',
    '赎金5万元',
    'chúng đòi 120 triệu',
    'требуют выкуп 8000 долларов',
    'ค่าไถ่ 200,000 บาท',
    'registration fee of 2000 pesos',
    'visa fee 4,500 baht',
    'denda 5 juta',
    'a fine of 500 USD',
    'a 2,000 USD deposit',
    'salary review 2026',
    '10-15k followers',
    '8 млн клиентов',
    '25 laki-laki',
    '千万不要相信',
    '百萬年薪',
    '월 평균 300건',
    '직원 3천명',
    'SAP S/4 consultant, PHP 8 developer',
  ])('takes %j for no pay', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('lets the country decide what a bare sign means', () => {
    expect(read('$3000', 'SG')).toEqual(['3000-3000 SGD']);
    expect(read('$3000', 'KH')).toEqual(['3000-3000 USD']);
    expect(read('Rs 50,000', 'PK')).toEqual(['50000-50000 PKR']);
    expect(read('salary 30k', 'PH')).toEqual(['30000-30000 PHP']);
    expect(read('gaji 5 ribu', 'MY')).toEqual(['5000-5000 MYR']);
    expect(read('月薪3萬', 'HK')).toEqual(['30000-30000 HKD a month']);
  });

  it('is not hidden by a ticket or a fee in the sentence before', () => {
    expect(read('free air ticket, $1,500/month')).toEqual(['1500-1500 USD a month']);
    expect(read('no fee. Salary 1,200 USD')).toEqual(['1200-1200 USD']);
    expect(read('无需押金，月薪2万')).toEqual(['20000-20000 CNY a month']);
  });

  it('compares by month in whole US dollars', () => {
    expect(findPay('$1,500 - $2,000 per month')[0]).toMatchObject({
      monthlyUsdMin: 1500,
      monthlyUsdMax: 2000,
    });
    expect(findPay('$24,000 per year')[0]).toMatchObject({ monthlyUsdMin: 2000, monthlyUsdMax: 2000 });
    expect(findPay('$10 per hour')[0]).toMatchObject({ monthlyUsdMin: 1760 });
    expect(findPay('salary $60,000')[0]).toMatchObject({ monthlyUsdMin: 5000 });
    expect(monthlyUsd(31_600, 'THB', 'month')).toBe(1000);
    expect(monthlyUsd(1, 'XXX', 'month')).toBeUndefined();
  });

  it('finds several in one text, each with the words that it was read from', () => {
    const text = '客服 月薪3万-5万；翻译 2000-3000美金/月';
    expect(findPay(text).map((one) => one.text)).toEqual(['月薪3万-5万', '2000-3000美金/月']);
  });

  it('has a rate, dated and with its source, for every currency that it can name', () => {
    expect(rates.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(rates.source.length).toBeGreaterThan(40);
    const named = [
      ...[...currencies, ...currenciesAfter]
        .map((one) => one.meaning)
        .filter((code) => /^[A-Z]{3}$/.test(code)),
      ...multiples.flatMap((one) => one.meaning.hint ?? []),
      ...Object.values(currencyOfCountry),
    ];
    for (const code of named) expect(rates.unitsPerUsd, code).toHaveProperty(code);
  });

  it('cuts what it claims out of any text', () => {
    const pieces = fc.constantFrom(
      '月薪',
      '3万',
      '-',
      '5',
      'k',
      ' ',
      '$',
      '1,500',
      '/month',
      'Rp',
      'juta',
      '১০',
      'হাজার',
      'lương',
      '15',
      'tr',
      '①',
      '\u200b',
      '😀',
      '三',
      '一',
      '千',
      'two',
      'lakh',
      'ພັນ',
      'ໂດລາ',
      '+',
      'İ',
      '.',
      '\n',
      'บาท',
      '٣',
      'per',
      'день',
      '…',
      'e\u0301',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 30 }),
        fc.constantFrom(undefined, 'SG', 'VN', 'xx'),
        (words, country) => {
          const text = words.join('');
          for (const one of findPay(text, country ? { country } : {})) {
            expect(text.slice(one.start, one.end)).toBe(one.text);
            expect(one.min).toBeLessThanOrEqual(one.max as number);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    '1',
    '1-',
    '1 ',
    '$',
    '$1',
    '1,000',
    '1万',
    'salary ',
    'salary 1',
    '1k-',
    '一',
    'k',
    'Rp ',
    '1 - ',
    '월 ',
    ' ',
    '1.',
    '月薪',
    '0 0 0 0 ',
    '$800+',
    '1万5',
    '(',
    'two ',
    '一百',
    '1/',
  ])('is looked for in 100,000 hostile characters of %j', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length)).slice(0, 100_000);
    for (const one of findPay(text, { country: 'VN' })) expect(text.slice(one.start, one.end)).toBe(one.text);
  });
});
