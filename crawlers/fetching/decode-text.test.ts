import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replace(/\s/g, ''), 'hex');
/** 招聘客服，工作地点：缅甸 */
const gbk = bytes('d5d0 c6b8 bfcd b7fe a3ac b9a4 d7f7 b5d8 b5e3 a3ba c3e5 b5e9');
/** 招聘客服 in Big5 (traditional: 招聘客服) */
const big5 = bytes('a9db b875 abc8 aa41');
/** Работа за границей, windows-1251 */
const cyrillic = bytes('d0e0 e1ee f2e0 20e7 e020 e3f0 e0ed e8f6 e5e9');
/** งานแอดมินตอบแชท, TIS-620 */
const thai = bytes('a7d2 b9e1 cdb4 c1d4 b9b5 cdba e1aa b7');
/** 해외 취업, EUC-KR */
const korean = bytes('c7d8 bfdc 20c3 ebbe f7');
/** 海外で簡単なお仕事です。求人情報をご覧ください, Shift_JIS */
const japanese = bytes(
  '8a43 8a4f 82c5 8ac8 9250 82c8 82a8 8e64 8e96 82c5 82b7 8142 8b81 906c 8fee 95f1 82f0 82b2 9797 82ad 82be 82b3 82a2',
);
/** Zawgyi writes Burmese with code points of its own: no character set, so it stays as it is. */
const zawgyi = 'အလုပ္ေခၚစာ ျမန္မာ';
const page = (meta: string, body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<html><head>${meta}</head><body><p>`, 'latin1'),
    body,
    Buffer.from('</p></body></html>', 'latin1'),
  ]);

describe('a declared character set', () => {
  it.each([
    ['gb2312', gbk, '缅甸'],
    ['big5', big5, '招聘'],
    ['windows-1251', cyrillic, 'Работа за границей'],
    ['tis-620', thai, 'แอดมิน'],
    ['euc-kr', korean, '해외'],
    ['shift_jis', japanese, '求人情報'],
  ])('%s is read from the meta tag and from the header', (charset, body, words) => {
    expect(decodeText(page(`<meta charset="${charset}">`, body)).text).toContain(words);
    expect(decodeText(page('', body), `text/html; charset=${charset}`).text).toContain(words);
  });

  it('keeps UTF-8 in which a sign was cut, as texts are that are cut by bytes', () => {
    const whole = Buffer.from('{"title":"招聘客服，工作地点：缅甸妙瓦底，包机票住宿"}');
    const cut = Buffer.concat([whole.subarray(0, 12), Buffer.from([0xe6, 0x8b]), whole.subarray(12)]);
    expect(decodeText(cut, 'application/json')).toMatchObject({
      charset: 'utf-8',
      text: expect.stringContaining('妙瓦底，包机票住宿'),
    });
  });

  it('gives way to a byte order mark', () => {
    expect(decodeText(bytes('fffe 3c00 6200 3e00'), 'text/html; charset=gbk')).toEqual({
      text: '<b>',
      charset: 'utf-16le',
    });
    expect(decodeText(bytes('feff 003c 0062 003e')).text).toBe('<b>');
    expect(decodeText(Buffer.from('\uFEFFé'), 'text/html; charset=iso-8859-1')).toEqual({
      text: 'é',
      charset: 'utf-8',
    });
  });

  it('of two bytes a character is read from the header, without a mark', () => {
    const wide = Buffer.from('<p>งานดี</p>', 'utf16le');
    expect(decodeText(wide, 'text/html; charset=utf-16le').text).toBe('<p>งานดี</p>');
    expect(decodeText(Buffer.from(wide).swap16(), 'text/html; charset=utf-16be').text).toBe('<p>งานดี</p>');
  });

  it('is none for Zawgyi, which stays letter for letter', () => {
    expect(decodeText(Buffer.from(`<p>${zawgyi}</p>`)).text).toContain(zawgyi);
    expect(decodeText(Buffer.from(`<p>${zawgyi}</p>`), 'text/html; charset=windows-1252').text).toContain(
      zawgyi,
    );
  });

  it('gives way to text that can only be UTF-8', () => {
    expect(decodeText(page('', Buffer.from('ทำงาน')), 'text/html; charset=iso-8859-1').text).toContain(
      'ทำงาน',
    );
  });

  it('is passed over when nobody knows it', () => {
    expect(decodeText(Buffer.from('straße'), 'text/html; charset=klingon').text).toBe('straße');
  });
});

describe('an undeclared character set', () => {
  const repeated = (body: Buffer): Buffer => page('', Buffer.concat(Array.from({ length: 12 }, () => body)));
  it.each([
    ['GBK', gbk, '缅甸'],
    ['Big5', big5, '招聘'],
    ['windows-1251', cyrillic, 'Работа'],
    ['TIS-620', thai, 'แอดมิน'],
    ['EUC-KR', korean, '해외'],
    ['Shift_JIS', japanese, '求人情報'],
  ])('%s is told from the bytes', (_name, body, words) => {
    expect(decodeText(repeated(body)).text).toContain(words);
  });

  it('is UTF-8 when the bytes are', () => {
    expect(decodeText(Buffer.from('<p>việc nhẹ lương cao</p>'))).toEqual({
      text: '<p>việc nhẹ lương cao</p>',
      charset: 'utf-8',
    });
  });

  it('never fails', () => {
    for (const body of [Buffer.alloc(0), Buffer.from([0xff]), Buffer.from([0x80, 0x81, 0xfe])])
      expect(typeof decodeText(body).text).toBe('string');
  });
});
