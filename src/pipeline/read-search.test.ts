import { describe, expect, it } from 'vitest';
import { searchTerms } from '../domain/search-terms.ts';
import { readSearch } from './read-search.ts';

const lead = searchTerms('Typing work in Myawaddy, write to us', [
  { type: 'phone', value: '+66812345678' },
  { type: 'phone', value: '+12025550143' },
  { type: 'telegram', value: 'invented_hr_77' },
  { type: 'line', value: 'invented.line' },
  { type: 'email', value: 'desk@invented.example' },
]);
const finds = (asked: string): boolean =>
  readSearch(asked).some((terms) => terms.every((term) => lead.includes(term)));

describe('readSearch', () => {
  it.each([
    '+66 81 234 5678',
    '0066812345678',
    '081-234-5678',
    '(202) 555-0143',
    '001 202 555 0143',
    '๐๘๑ ๒๓๔ ๕๖๗๘',
    '＋１２０２５５５０１４３',
    'wa.me/66812345678',
    'https://api.whatsapp.com/send?phone=66812345678&text=hello',
    'whatsapp://send?phone=66812345678',
    'WhatsApp: +66 81 234 5678',
  ])('finds a number by %s', (asked) => expect(finds(asked)).toBe(true));

  it.each([
    '@Invented_HR_77',
    'invented_hr_77',
    'INVENTED_HR_77',
    't.me/invented_hr_77',
    'https://telegram.me/s/Invented_HR_77?before=40',
    'tg://resolve?domain=invented_hr_77',
    'TG: @invented_hr_77',
    '＠invented_hr_77',
    'line.me/R/ti/p/~invented.line',
    'Desk@Invented.example',
    'mailto:desk@invented.example',
  ])('finds a handle by %s', (asked) => expect(finds(asked)).toBe(true));

  it('wants every word, whatever stands beside a contact', () => {
    expect(finds('myawaddy typing')).toBe(true);
    expect(finds('Myawaddy @invented_hr_77')).toBe(true);
    expect(finds('Poipet @invented_hr_77')).toBe(false);
    expect(finds('Poipet t.me/invented_hr_77')).toBe(false);
    expect(finds('t.me/invented_hr_78')).toBe(false);
    expect(finds('081-234-5679')).toBe(false);
  });

  it('finds nothing by signs alone', () => {
    expect(readSearch(' … !! ')).toEqual([]);
  });
});
