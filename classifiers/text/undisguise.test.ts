import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrie } from '../matchers/literal-trie.ts';
import { fold } from './fold.ts';
import { undisguise } from './undisguise.ts';

const view = (text: string): string | undefined => undisguise(fold(text))?.folded.text;
const words = buildTrie([
  'free',
  'ticket',
  'telegram',
  'бесплатно',
  'билет',
  'नौकरी',
  'विदेश',
  'வேலை',
  'இலவசம்',
]);
const viewByWords = (text: string): string | undefined => undisguise(fold(text), words)?.folded.text;

describe('undisguise', () => {
  it.each([
    ['f r e e   t i c k e t', 'free ticket'],
    ['t.e.l.e.g.r.a.m now', 'telegram now'],
    ['押·金', '押金'],
    ['保*证*金', '保证金'],
    ['fr33 visa', 'free visa'],
    ['p@ssport', 'passport'],
    ['раб0та', 'работа'],
    ['f.r.e.e t.i.c.k.e.t', 'free ticket'],
    ['f-r-e-e t-i-c-k-e-t', 'free ticket'],
    ['f/r/e/e', 'free'],
    ['नौ क री', 'नौकरी'],
    ['टि.क.ट फ्री', 'टिकट फ्री'],
    ['पा-स्पो-र्ट', 'पास्पोर्ट'],
    ['টি কি ট', 'টিকিট'],
    ['வே லை யா', 'வேலையா'],
    ['රැ කි යා ව', 'රැකියාව'],
    ['ވަ ޒީ ފާ', 'ވަޒީފާ'],
    ['टि.कट फ्री', 'टिकट फ्री'],
    ['पास-पोर्ट', 'पासपोर्ट'],
    ['با.ہر نو*کری', 'باہر نوکری'],
    ['பாஸ்*போர்ட்', 'பாஸ்போர்ட்'],
  ])('reads %s as %s', (text, expected) => {
    expect(view(text)).toBe(expected);
  });

  it.each([
    'a plain text',
    'hr@example.com',
    'จ.ชลบุรี',
    '男/女, 包吃',
    'mp3 b2b',
    '1.5-2.5',
    'यह काम का है',
    'डॉ. बी. आर. राव',
    'नौकरी/काम',
  ])('leaves %s alone', (text) => {
    expect(view(text)).toBeUndefined();
  });

  it.each([
    ['f r e e t i c k e t', 'free ticket'],
    ['f-r-e-e-t-i-c-k-e-t', 'free ticket'],
    ['te1egram', 'telegram'],
    ['वि दे श नौ क री', 'विदेश नौकरी'],
    ['வே லை இ ல வ ச ம்', 'வேலை இலவசம்'],
    ['6есплатно бил3т', 'бесплатно билет'],
  ])('reads %s as %s by the words of the lexicon', (text, expected) => {
    expect(viewByWords(text)).toBe(expected);
  });

  it('keeps offsets into the original', () => {
    const original = 'get f r e e food';
    const second = undisguise(fold(original));
    const at = second?.folded.text.indexOf('free') ?? -1;
    const start = second?.folded.starts[at];
    const end = second?.folded.ends[at + 3];
    expect(original.slice(start, end)).toBe('f r e e');
  });

  it('never goes out of the text', () => {
    const unit = fc.constantFrom(
      'a',
      '押',
      '·',
      ' ',
      '.',
      '3',
      'ง',
      'า',
      '-',
      'Z',
      '\n',
      '@',
      'क',
      '्',
      'ी',
      'ை',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const second = undisguise(fold(text));
        if (!second) return;
        expect(second.folded.starts.length).toBe(second.folded.text.length);
        for (const end of second.folded.ends) expect(end).toBeLessThanOrEqual(text.length);
        for (const { from, to } of second.disguises) expect(to).toBeGreaterThan(from);
      }),
    );
  });
});
