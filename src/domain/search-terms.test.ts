import { describe, expect, it } from 'vitest';
import { foldText, searchTerms } from './search-terms.ts';

const finds = (stored: string[], asked: string): boolean =>
  searchTerms(asked).every((term) => stored.includes(term));

describe('searchTerms', () => {
  it('finds two characters inside Chinese, Thai and Burmese text', () => {
    expect(finds(searchTerms('柬埔寨高薪客服招聘'), '客服')).toBe(true);
    expect(finds(searchTerms('รับสมัครงานแอดมินปอยเปต'), 'แอดมิน')).toBe(true);
    expect(finds(searchTerms('မြဝတီ အလုပ်'), 'အလုပ်')).toBe(true);
    expect(finds(searchTerms('柬埔寨高薪客服招聘'), '会计')).toBe(false);
  });

  it('finds words in any case and with or without diacritics', () => {
    const stored = searchTerms('Tuyển nhân viên, Đà Nẵng');
    expect(finds(stored, 'TUYEN da nang')).toBe(true);
  });

  it('finds a phone number in any notation and any digits', () => {
    const stored = searchTerms('ติดต่อ', [{ type: 'phone', value: '+66812345678' }]);
    for (const asked of ['081-234-5678', '+66 81 234 5678', '๐๘๑ ๒๓๔ ๕๖๗๘', 'https://wa.me/66812345678'])
      expect(finds(stored, asked), asked).toBe(true);
    expect(finds(stored, '081-234-5679')).toBe(false);
  });

  it('finds a handle with @, as an address, or bare', () => {
    const stored = searchTerms('DM me', [{ type: 'telegram', value: 'hr_example_88' }]);
    for (const asked of [
      '@HR_example_88',
      't.me/hr_example_88',
      'https://t.me/s/hr_example_88',
      'hr_example_88',
    ])
      expect(finds(stored, asked), asked).toBe(true);
  });

  it('keeps vowel signs of Indic and Thai scripts', () => {
    expect(foldText('नौकरी')).toBe('नौकरी');
    expect(foldText('งาน ๙๙')).toBe('งาน 99');
  });
});
