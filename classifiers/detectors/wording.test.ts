import { beforeAll, describe, expect, it } from 'vitest';
import { loadRules, type Rules, weighAdvert } from '../classify.ts';
import { readAdvert } from '../read-advert.ts';
import type { AdvertReading, DraftFinding } from '../reading.ts';
import { scoreFindings } from '../score.ts';
import wording from './wording.ts';

let rules: Rules;
beforeAll(async () => {
  rules = await loadRules();
});

const wordingsOf = (text: string): DraftFinding[] =>
  weighAdvert({ text }, rules).drafts.filter(
    (one) => one.indicator.endsWith('-wording') && one.rule.startsWith('detector/'),
  );

describe('how the whole is put', () => {
  it('is a finding where it is like lures, with the clause that says most of it', () => {
    const text =
      'Ребята, кто хочет уехать и нормально зарабатывать: визу и билет берём на себя, опыт не нужен, всему научим. Пишите в личку, места заканчиваются!';
    const [finding, ...others] = wordingsOf(text);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ indicator: 'clear-lure-wording', field: 'text', isReviewed: false });
    const clause = text.slice(finding?.start, finding?.end);
    expect(clause.length).toBeGreaterThan(10);
    expect(clause.length).toBeLessThan(text.length);
  });

  it('is clear on a job board only where nothing at all speaks for an honest advert', () => {
    const reading = readAdvert({ text: 'Typists for an office abroad' }, rules);
    const wordingAt = (margin: number, input: AdvertReading['input']): string | undefined => {
      const odds = { lure: margin, honest: 0, seeking: -9, question: -9, warning: -9, plea: -9 };
      const clauseFor = () => ({ field: 'text', start: 0, end: 7 });
      return wording.detect(
        { ...reading, input, wording: { isKnown: true, odds, clauseFor } },
        rules.lexicon.tables,
      )[0]?.indicator;
    };
    const { text } = reading.input;
    const posted = { text, title: 'Typist', employer: 'Sample Works Ltd' };
    expect([3, 6].map((margin) => wordingAt(margin, { text }))).toEqual([
      'clear-lure-wording',
      'clear-lure-wording',
    ]);
    expect([3, 6].map((margin) => wordingAt(margin, posted))).toEqual(['lure-wording', 'clear-lure-wording']);
  });

  it('speaks against where it is like honest adverts', () => {
    const [finding] = wordingsOf(
      'В детский сад № 12 требуется повар. Требования: образование, санитарная книжка. Официальное трудоустройство, отпуск, социальный пакет. Обращаться в отдел кадров с 9 до 17.',
    );
    expect(finding?.indicator).toBe('honest-wording');
  });

  it('says nothing of people who plead, of an empty text, and of a language it was not trained on', () => {
    expect(
      wordingsOf(
        'Мой брат не выходит на связь уже месяц. Прошу всех, кто что-нибудь знает о нём, помогите найти, мама плачет каждый день.',
      ),
    ).toEqual([]);
    expect(wordingsOf('')).toEqual([]);
    expect(wordingsOf('☎ 0000 ✈ 1500')).toEqual([]);
    expect(
      wordingsOf('Wir suchen dringend Leute für die Arbeit im Ausland, Flug und Unterkunft werden bezahlt.'),
    ).toEqual([]);
  });

  it('keeps a number in one clause, and the marks around a clause out of it', () => {
    for (const { start, end } of wordingsOf(
      'งานแอดมินต่างประเทศ รายได้ 30,000 บาท บริษัทดูแลที่พักและตั๋ว ไม่ต้องมีประสบการณ์ ทักมาเลย',
    ))
      expect(
        'งานแอดมินต่างประเทศ รายได้ 30,000 บาท บริษัทดูแลที่พักและตั๋ว ไม่ต้องมีประสบการณ์ ทักมาเลย'.slice(start, end),
      ).not.toMatch(/^[\s,.0]|[\s,.]$/u);
  });

  it('cuts a clause of marks alone out of the text as it stands', () => {
    const lure = 'Ребята, кто хочет уехать: визу и билет берём на себя, опыт не нужен, пишите в личку';
    for (const marks of ['!'.repeat(400), '?!'.repeat(7), ' … … … … … … … … … … …', '。'.repeat(5_000)])
      for (const { start, end } of wordingsOf(`${marks}\n${lure}\n${marks}`)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
      }
  });

  it('is enough by itself only where it is clear, and then for an analyst to read, not for a high tier', () => {
    const weightOf = (indicator: string): number => rules.lexicon.indicators[indicator]?.weight ?? 0;
    const tierAlone = (indicator: string): string =>
      scoreFindings([{ indicator, family: 'wording', weight: weightOf(indicator) }]).tier;
    expect(weightOf('lure-wording')).toBeGreaterThan(10);
    expect(['none', 'low']).toContain(tierAlone('lure-wording'));
    expect(tierAlone('clear-lure-wording')).toBe('medium');
    // so that a likeness that grows never lowers a score
    expect(weightOf('clear-lure-wording')).toBeGreaterThanOrEqual(weightOf('lure-wording'));
  });
});
