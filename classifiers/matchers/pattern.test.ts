import { describe, expect, it } from 'vitest';
import { fold } from '../text/fold.ts';
import { matchPhrases } from './match-phrases.ts';
import { readPattern } from './pattern.ts';
import { compilePhrases } from './phrase-set.ts';
import type { WordEdges } from './verify-anchor.ts';

const find = (pattern: string, text: string, edges: WordEdges = 'both'): string[] => {
  const set = compilePhrases([{ rule: 0, edges, pattern: readPattern(pattern) }]);
  const folded = fold(text);
  return matchPhrases(set, folded).map(({ from, to }) =>
    text.slice(folded.starts[from] as number, folded.ends[to - 1] as number),
  );
};

describe('patterns', () => {
  it.each([
    ['free (flight|ticket)', 'A FREE  ticket!', ['FREE  ticket']],
    ['free (flight|ticket)', 'free tickets', []],
    ['no [prior] experience', 'no experience, No Prior experience', ['no experience', 'No Prior experience']],
    ['free <3> ticket', 'free and easy air ticket', ['free and easy air ticket']],
    ['free <2> ticket', 'free and easy air ticket', []],
    ['free <3> ticket', 'You are free. Buy a ticket', []],
    ['free <3> ticket', 'free\nticket', []],
    ['работ* за границей', 'Работа за границей', ['Работа за границей']],
    ['earn # usd', 'earn 1,500 USD, earn 20usd', ['earn 1,500 USD', 'earn 20usd']],
    ['age # (-|to) #', 'age 18-35, age 18 to 35', ['age 18-35', 'age 18 to 35']],
    ['pick[-]up', 'pick-up pickup pick up', ['pick-up', 'pickup', 'pick up']],
    ['(a|the) job (in|at) (asia|africa)', 'the job in Asia', ['the job in Asia']],
    ['\\#1 agency', '#1 agency', ['#1 agency']],
    ["don't worry", 'Don’t worry', ['Don’t worry']],
    ['[very] good pay', 'good pay', ['good pay']],
  ])('%s in %s', (pattern, text, expected) => {
    expect(find(pattern, text)).toEqual(expected);
  });

  it('lets endings free where a language asks for it', () => {
    expect(find('숙식 제공', '숙식제공합니다', 'start')).toEqual(['숙식제공']);
    expect(find('iş', 'işçi aranıyor', 'start')).toEqual(['iş']);
    expect(find('iş', 'giriş', 'start')).toEqual([]);
  });

  it('needs no edges and no spaces in scripts written without them', () => {
    expect(find('包机票', '公司包机票食宿', 'none')).toEqual(['包机票']);
    expect(find('包 机票', '包机票', 'none')).toEqual(['包机票']);
    expect(find('BC公司', 'ABC公司', 'none')).toEqual([]);
    expect(find('月薪#万', '月薪3-5万 月薪三万', 'none')).toContain('月薪三万');
    expect(find('ฟรีตั๋ว', 'ฟรี ตั๋ว', 'none')).toEqual(['ฟรี ตั๋ว']);
    expect(find('ลาว', 'ลา ว่า', 'none')).toEqual([]);
  });

  it('counts in a gap the letters of scripts without spaces, not the marks on them', () => {
    expect(find('ฟรี <1> ตั๋ว', 'ฟรีที่นี้ตั๋ว', 'none')).toEqual(['ฟรีที่นี้ตั๋ว']);
    expect(find('ฟรี <1> ตั๋ว', 'ฟรีกกกกกกตั๋ว', 'none')).toEqual([]);
  });

  it('matches words with their accents or without any, and no others', () => {
    expect(find('bạn bè', 'bạn bè, ban be, bán bè', 'both')).toEqual(['bạn bè', 'ban be']);
    expect(find('hoà bình', 'hòa bình')).toEqual(['hòa bình']);
  });

  it('matches Kazakh words typed with some or all letters of a Russian keyboard, and no others', () => {
    expect(find('жұмыс күні', 'жұмыс күні, жумыс куни, жұмыс куни, жүмыс күні', 'start')).toEqual([
      'жұмыс күні',
      'жумыс куни',
      'жұмыс куни',
    ]);
  });

  it.each([
    ['free (ticket', /not closed/],
    ['free ticket)', /no opening bracket/],
    ['a|b', /outside of brackets/],
    ['free <99> ticket', /a gap is written/],
    ['<2> ticket', /at an end/],
    ['[free] [ticket]', /match anything/],
    ['free\\', /nothing follows/],
  ])('refuses %s and says why', (pattern, reason) => {
    expect(() => readPattern(pattern)).toThrow(reason);
  });

  it('looks only so often for one rule in a hostile text', () => {
    expect(find('free ticket', 'free ticket '.repeat(20_000)).length).toBe(50);
  });
});
