import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactsOfLink, findContacts, normaliseContactQuery } from './contacts.ts';

const found = (text: string, region?: string): string[] =>
  findContacts(text, region ? { region } : {}).map((one) => `${one.type} ${one.value}`);

describe('phones', () => {
  it.each([
    ['Call +1 202 555 0123 now', undefined, 'phone +12025550123'],
    ['Call (202) 555-0147', 'US', 'phone +12025550147'],
    ['tel 00 1 202 555 0123', undefined, 'phone +12025550123'],
    ['โทร ๐๘๐-๐๐๐-๐๐๐๐', undefined, 'phone +66800000000'],
    ['手机：１３８００００００００', undefined, 'phone +8613800000000'],
    ['Phone ①②⓪② 555 ⓪①②③', 'US', 'phone +12025550123'],
    ['Phone 𝟏𝟐𝟎𝟐 𝟓𝟓𝟓 𝟎𝟏𝟐𝟑', 'US', 'phone +12025550123'],
    ['ফোন ০১৭০০-০০০০০০', undefined, 'phone +8801700000000'],
    ['ဖုန်း ၀၉၄၂၀၀၀၀၀၀၀', undefined, 'phone +959420000000'],
    ['звоните 8 (701) 000-00-00 жұмыс, өтініш', undefined, 'phone +77010000000'],
    ['liên hệ 0900.000.000', undefined, 'phone +84900000000'],
    ['연락처 010-0000-0000', undefined, 'phone +821000000000'],
    ['call eight-1-eight five five five 0 1 2 3', 'US', 'phone +18185550123'],
    ['电话 一三八零零零零零零零零', undefined, 'phone +8613800000000'],
    ['call 2O2 555 O1 23', 'US', 'phone +12025550123'],
    ['call 202-555-o12E', 'US', ''],
    ['โทร ศูนย์แปดศูนย์ ศูนย์ศูนย์ศูนย์ ศูนย์ศูนย์ศูนย์ศูนย์', undefined, 'phone +66800000000'],
    ['ফোন শূন্য এক সাত শূন্য শূন্য শূন্য শূন্য শূন্য শূন্য শূন্য শূন্য', undefined, 'phone +8801700000000'],
    ['WA nol delapan satu satu nol nol nol nol nol nol nol nol', 'ID', 'phone +6281100000000'],
    ['không chín không không không không không không không không', 'VN', 'phone +84900000000'],
    ['फोन नौ आठ शून्य शून्य शून्य शून्य शून्य शून्य शून्य शून्य', 'IN', 'phone +919800000000'],
    ['0917-XXX-XXXX', 'PH', ''],
  ])('reads %j', (text, region, expected) => {
    expect(found(text, region)).toEqual(expected === '' ? [] : [expected]);
  });

  it('reads two numbers that stand side by side', () => {
    expect(found('call 6000 0000 / 6000 0001', 'SG')).toEqual(['phone +6560000000', 'phone +6560000001']);
  });

  it.each([
    ['salary 15.000.000 - 20.000.000 VND', 'VN'],
    ['薪资 8000-12000', 'CN'],
    ['lương 10 000 000 - 15 000 000', 'VN'],
    ['from 2026-11-22 to 22/11/2026', 'TH'],
    ['aged 18-35, 2024-2026', 'PH'],
    ['licence no. 0812345678', 'TH'],
    ['统一编号 13800000000', 'CN'],
    ['Rp 0812345678', 'ID'],
    ['order id 08123456789012345678901234', 'ID'],
    ['win $2025550123', 'US'],
    ['1,000,000 people', 'US'],
  ])('takes %j for no phone', (text, region) => {
    expect(found(text, region)).toEqual([]);
  });

  it('needs a word that says phone for a number that could be anything', () => {
    expect(found('room 61234567', 'SG')).toEqual([]);
    expect(found('call 61234567', 'SG')).toEqual(['phone +6561234567']);
  });

  it('says which were written to be missed by filters', () => {
    const isDisguised = (text: string): boolean | undefined =>
      findContacts(text, { region: 'US' })[0]?.isDisguised;
    expect(isDisguised('call 202 555 0123')).toBe(false);
    expect(isDisguised('call two 0 two 555 0123')).toBe(true);
    expect(isDisguised('call ②02 555 0123')).toBe(true);
    expect(isDisguised('call 2*0*2*5*5*5*0*1*2*3')).toBe(true);
    expect(isDisguised('call 202 5\u200b55 0123')).toBe(true);
  });
});

describe('messengers', () => {
  it.each([
    ['https://t.me/Work_Desk88', 'telegram work_desk88'],
    ['t.me/+AbCdEf12345', 'telegram +AbCdEf12345'],
    ['https://t.me/joinchat/AbCdEf12345', 'telegram +AbCdEf12345'],
    ['https://t.me/s/work_channel?before=20', 'telegram work_channel'],
    ['加Telegram纸飞机沟通 @desk_lin', 'telegram desk_lin'],
    ['飞机：desklin88', 'telegram desklin88'],
    ['✈️ @desk_lin', 'telegram desk_lin'],
    ['✈️：desk_lin9', 'telegram desk_lin9'],
    ['телеграм @rabota_desk', 'telegram rabota_desk'],
    ['тг: rabota_desk', 'telegram rabota_desk'],
    ['텔레 @tmjob_desk', 'telegram tmjob_desk'],
    ['ㅌㄹ: tmjob_desk', 'telegram tmjob_desk'],
    ['Telegram: desklin', 'telegram desklin'],
    ['@desk_lin (Telegram)', 'telegram desk_lin'],
    ['TG +855 12 000 000', 'telegram +85512000000'],
    ['តេឡេក្រាម 012 000 000', 'telegram +85512000000'],
    ['टेलीग्राम: @desk_lin', 'telegram desk_lin'],
    ['wa.me/12025550123', 'whatsapp +12025550123'],
    ['https://api.whatsapp.com/send?phone=12025550123&text=hi', 'whatsapp +12025550123'],
    ['WA 0811-0000-0000', 'whatsapp +6281100000000'],
    ['whatsapp me on +1 202 555 0123', 'whatsapp +12025550123'],
    ['হোয়াটসঅ্যাপ ০১৭০০-০০০০০০', 'whatsapp +8801700000000'],
    ['واتساب +971 50 000 0000', 'whatsapp +971500000000'],
    ['https://line.me/ti/p/~goodjob', 'line goodjob'],
    ['LINE ID: work.abroad', 'line work.abroad'],
    ['LINE ID: hr.desk', 'line hr.desk'],
    ['ไลน์ @jobdesk', 'line jobdesk'],
    ['แอดไลน์ jobdesk99', 'line jobdesk99'],
    ['加賴ID：jobdesk99', 'line jobdesk99'],
    ['賴 ID：jobdesk_99', 'line jobdesk_99'],
    ['賴：jobdesk99', 'line jobdesk99'],
    ['微信 desk_9988', 'wechat desk_9988'],
    ['VX：desk9988', 'wechat desk9988'],
    ['薇信:desk_9988', 'wechat desk_9988'],
    ['加V desk_9988', 'wechat desk_9988'],
    ['weixin: desklin', 'wechat desklin'],
    ['加q:567931234', 'qq 567931234'],
    ['扣扣 10001', 'qq 10001'],
    ['QQ群：567931234', 'qq 567931234'],
    ['zalo 0900 000 000', 'zalo +84900000000'],
    ['https://zalo.me/0900000000', 'zalo +84900000000'],
    ['Viber 09 420 000 000', 'viber +959420000000'],
    ['카톡 아이디 jobdesk22', 'kakaotalk jobdesk22'],
    ['ㅋㅌ: jobdesk', 'kakaotalk jobdesk'],
    ['https://open.kakao.com/o/sAbCdEf', 'kakaotalk o/sAbCdEf'],
    ['Signal: +1 202 555 0123', 'signal +12025550123'],
    ['m.me/job.desk.22', 'facebook job.desk.22'],
    ['https://www.facebook.com/profile.php?id=100000000000000', 'facebook 100000000000000'],
    ['IG: @work_desk22', 'instagram work_desk22'],
    ['https://www.instagram.com/work_desk22/', 'instagram work_desk22'],
    ['薇：desk_9988', 'wechat desk_9988'],
    ['卫星：desk9988', 'wechat desk9988'],
    ['➕薇 desk9988', 'wechat desk9988'],
    ['V信：desk9988', 'wechat desk9988'],
    ['徽信 desk9988', 'wechat desk9988'],
    ['vx同号 13800000000', 'wechat +8613800000000'],
    ['13800000000 微信同号', 'wechat +8613800000000'],
    ['T.G: @desk_lin', 'telegram desk_lin'],
    ['ib tele @desk_lin', 'telegram desk_lin'],
    ['ലൈൻ ID: jobdesk9', 'line jobdesk9'],
    ['వాట్సాప్ +1 202 555 0123', 'whatsapp +12025550123'],
    ['ভাইবার +1 202 555 0123', 'viber +12025550123'],
    ['Botim +1 202 555 0123', 'phone +12025550123'],
    ['IMO: +1 202 555 0123', 'phone +12025550123'],
    ['+1 202 555 0123 (WhatsApp)', 'whatsapp +12025550123'],
    ['0900 000 000 (Zalo)', 'zalo +84900000000'],
    ['https://wa.me/message/ABCDEF', 'whatsapp wa.me/message/ABCDEF'],
    ['line.me/ti/p/AbCdEf123', 'line AbCdEf123'],
    ['zalo.me/g/abcd123', 'zalo g/abcd123'],
    ['open.kakao.com/o/sAbCdEf', 'kakaotalk o/sAbCdEf'],
    ['오픈톡 아이디 jobdesk22', 'kakaotalk jobdesk22'],
    ['fb.com/job.desk.22', 'facebook job.desk.22'],
  ])('reads %j', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each([
    ['contact @desk_lin', 'telegram desk_lin'],
    ['interested? @desk88', 'telegram desk88'],
    ['DM @desklin now', 'telegram desklin'],
    ['联系 @desklin', 'telegram desklin'],
  ])('reads %j as Telegram, whose names alone are written so', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each(['follow us @desk_lin', 'TikTok @desk_lin', 'meet @ Makati', 'office @Makati', 'lunch @12pm'])(
    'finds no messenger in %j',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  it('gives a number to each of the services named before it', () => {
    expect(found('zalo/viber: 0900 000 000').sort()).toEqual(['viber +84900000000', 'zalo +84900000000']);
    expect(found('VX/TG同号：desk9988').sort()).toEqual(['telegram desk9988', 'wechat desk9988']);
    expect(found('TG/WA: +855 12 000 000').sort()).toEqual([
      'telegram +85512000000',
      'whatsapp +85512000000',
    ]);
  });

  it.each([
    'Telegram only, no calls',
    'Contact us on Telegram or WhatsApp for more information',
    'LINE app needed, production line leader',
    'Telegram channel for members',
    'We use WeChat Pay and Facebook ads',
    'marketing on Facebook: experience needed',
    'quality control (QC), Q3 2026',
    'the signal is weak',
    'online work, telephone operator',
    'share https://t.me/share/url?url=x',
    'Telegram: send us your name',
    'Business Line : Government',
    'Facebook: Borey',
    'ขายออนไลน์ (O2O99)',
  ])('finds no handle in %j', (text) => {
    expect(found(text).filter((one) => !/^(?:url|domain) /.test(one))).toEqual([]);
  });
});

describe('addresses and wallets', () => {
  it.each([
    ['write to HR.Desk@Example.com.', ['email hr.desk@example.com']],
    ['hr (at) example (dot) com', ['email hr@example.com']],
    ['hr[at]example.com please', ['email hr@example.com']],
    ['hr at example dot com', ['email hr@example.com']],
    ['mail:_hr.desk@example.com', ['email hr.desk@example.com']],
    [
      'see https://jobs.example.org/apply?x=1.',
      ['url https://jobs.example.org/apply?x=1', 'domain example.org'],
    ],
    ['见https://jobs.example.org/a，谢谢', ['url https://jobs.example.org/a', 'domain example.org']],
    ['www.example.co.uk', ['url https://www.example.co.uk/', 'domain example.co.uk']],
    ['apply at example.com/jobs today', ['domain example.com']],
    ['https://docs.google.com/forms/d/1', ['url https://docs.google.com/forms/d/1']],
    ['TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', ['wallet TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t']],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', ['wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa']],
    ['BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', ['wallet bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4']],
    [
      'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
      ['wallet bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
    ],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', ['wallet 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed']],
    ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', ['wallet 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed']],
  ])('reads %j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    'work hard.Call us',
    'e.g. typing, i.e. chat',
    'meet at home',
    'Node.js and index.html, ASP.NET',
    'it is.it will be',
    'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u',
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5',
    'http://localhost/x',
  ])('finds nothing in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('links', () => {
  it.each([
    ['tel:+1-202-555-0123', ['phone +12025550123']],
    ['mailto:HR@example.com?subject=x', ['email hr@example.com']],
    ['tg://resolve?domain=Work_Desk', ['telegram work_desk']],
    ['whatsapp://send?phone=12025550123', ['whatsapp +12025550123']],
    ['viber://chat?number=%2B12025550123', ['viber +12025550123']],
    ['https://m.facebook.com/groups/Jobs.Desk/', ['facebook groups/jobs.desk']],
    ['https://www.facebook.com/sharer/sharer.php?u=x', []],
    ['https://example.com/t.me/x', []],
    ['javascript:alert(1)', []],
    ['not a link', []],
    ['https://t.me/%E0%A4%A', []],
  ])('reads %j', (link, expected) => {
    expect(contactsOfLink(link).map((one) => `${one.type} ${one.value}`)).toEqual(expected);
  });

  it('reads a national number of a link with the region', () => {
    expect(contactsOfLink('tel:0900000000', { region: 'VN' })).toEqual([
      { type: 'phone', value: '+84900000000' },
    ]);
  });
});

describe('what an analyst types', () => {
  const values = (text: string, region?: string): string[] =>
    normaliseContactQuery(text, region ? { region } : {}).map((one) => one.value);

  it('finds the same number in any notation', () => {
    for (const text of [
      '+1 202 555 0123',
      '1-202-555-0123',
      '001 202 5550123',
      '＋１２０２５５５０１２３',
      '(202) 555-0123',
      'wa.me/12025550123',
    ])
      expect(values(text, 'US')).toContain('+12025550123');
  });

  it('tries the usual countries for a number in national notation', () => {
    expect(values('0900 000 000')).toEqual(expect.arrayContaining(['+84900000000', '+66900000000']));
    expect(values('0900 000 000', 'VN')).toEqual(['+84900000000', '0900000000']);
  });

  it('keeps the type where the text names the service', () => {
    expect(normaliseContactQuery('zalo: 0900000000')).toEqual([{ type: 'zalo', value: '+84900000000' }]);
    expect(normaliseContactQuery('https://t.me/Desk_Lin')).toEqual([{ type: 'telegram', value: 'desk_lin' }]);
  });

  it('takes a bare word for a handle of any service', () => {
    expect(normaliseContactQuery('@Desk_Lin')).toEqual([{ value: 'desk_lin' }]);
    expect(normaliseContactQuery('desk_lin')).toEqual([{ value: 'desk_lin' }]);
  });

  it('reads addresses and wallets', () => {
    expect(values('HR@Example.com')).toEqual(['hr@example.com']);
    expect(values('example.com')).toEqual(['example.com']);
    expect(values('TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t')).toEqual(['TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t']);
  });

  it('gives nothing for words and blanks', () => {
    expect(values('   ')).toEqual([]);
    expect(values('typing job abroad')).toEqual([]);
  });
});

/** Texts of the characters that the patterns care about. */
const awkward = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '+1 202 555 0123',
        'TG: ',
        '@desk_lin',
        '微信',
        'desk_99',
        'zalo ',
        '0900 000 000',
        '✈️',
        ' ',
        '\n',
        '/',
        '.',
        'at',
        'dot',
        'hr@example.com',
        'https://',
        't.me/',
        '①',
        '๐',
        '𝟏',
        '\u200b',
        'é',
        'e\u0301',
        '😀',
        '\ud800',
        'eight',
        '-',
        '(',
        ')',
        '한',
        'ไลน์',
        '১',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

describe('every contact', () => {
  it('stands where it says, in a normal form of one line', () => {
    fc.assert(
      fc.property(awkward, fc.constantFrom(undefined, 'US', 'VN', 'TH', 'CN', 'xx'), (text, region) => {
        for (const one of findContacts(text, region ? { region } : {})) {
          expect(text.slice(one.start, one.end)).toBe(one.text);
          expect(one.end).toBeGreaterThan(one.start);
          expect(one.value).toMatch(/^\S(?:.*\S)?$/u);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '1',
    '1-',
    '1 ',
    'a',
    '@',
    'a@',
    'a.',
    '.',
    'telegram ',
    'tg/',
    'tg:',
    '+',
    '+1 ',
    'eight ',
    '(',
    '12345678 ',
    '微信',
    '加',
    'http://a',
    'www.',
    'a at ',
    'hr(at)',
    ' ',
    '一',
    '0x',
    '1A1zP1eP5Q',
    'o',
    'e\u0301',
    '\u200b',
    '✈️',
    'line.me/',
    't.me/',
    '0 0 0 0 ',
    '@a',
    '@ab_12 ',
    'a@b.',
    '1 (',
    'dm @',
    'one ',
  ])('is looked for in 100,000 hostile characters of %j', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length)).slice(0, 100_000);
    for (const one of findContacts(text, { region: 'VN' }))
      expect(text.slice(one.start, one.end)).toBe(one.text);
  });
});
