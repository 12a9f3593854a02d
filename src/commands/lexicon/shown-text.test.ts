import { describe, expect, it } from 'vitest';
import { cutTo, inContext, widthOf, wrap } from './shown-text.ts';

describe('text on a terminal', () => {
  it('is measured in columns, not in characters', () => {
    expect(widthOf('招聘abc')).toBe(7);
    expect(widthOf('đặt')).toBe(3);
    expect(widthOf('ที่พัก')).toBe(3);
  });

  it('is cut at either end to the room there is', () => {
    expect(cutTo('招聘打字员', 6)).toBe('招聘…');
    expect(cutTo('a long line', 6, 'end')).toBe('… line');
    expect(cutTo('short', 6)).toBe('short');
  });

  it('shows words within what stands around them', () => {
    const field = `${'before '.repeat(20)}WORDS${' after'.repeat(20)}`;
    const start = field.indexOf('WORDS');
    const shown = inContext(field, { start, end: start + 5 }, 40);
    expect(shown).toMatch(/^….*before \[WORDS\] after.*…$/);
    expect(widthOf(shown)).toBeLessThanOrEqual(40);
  });

  it('is wrapped at blanks and keeps its first indent', () => {
    expect(wrap('  one two three', { columns: 9, indent: 4 })).toBe('  one two\n    three');
  });
});
