import { describe, expect, it } from 'vitest';
import type { Tier } from '../../src/domain/assessment.ts';
import { evaluationMarkdown } from './evaluation-markdown.ts';
import type { Scored, Truth } from './labelled-advert.ts';
import { evaluateScored } from './report.ts';

const row = (id: string, truth: Truth, tier: Tier, text = 'A text.'): Scored => ({
  id,
  truth,
  label: truth,
  language: 'en',
  source: 'own',
  text,
  assessment: { kind: 'offer', tier, score: { none: 0, low: 20, medium: 45, high: 80 }[tier], gist: '' },
  without: [],
});
const markdownOf = (...rows: Scored[]): string => evaluationMarkdown(evaluateScored(rows, 'abc'));

describe('the evaluation as Markdown', () => {
  it('shows counts, shares and intervals, false flags first', () => {
    const text = markdownOf(
      row('l1', 'lure', 'high'),
      row('l2', 'lure', 'none'),
      ...Array.from({ length: 10 }, (_, index) => row(`o${index}`, 'ordinary', 'none')),
    );
    expect(text).toContain('- False flags at medium or higher: 0 % (0 of 10), at high: 0 % (0 of 10)');
    expect(text).toMatch(/^\|all *\| *2\| *50 \(9\.5–91\)\| *50\| *10\| *0 \(0–28\)\| *0\| *100\|/m);
    expect(text).toContain('**100 %** of the first 20 are lures');
    expect(text).toMatch(/- `l2` en, lure read as offer, none, 0:\n {2}A text\./);
  });

  it('lets no text pass for Markdown or steer a terminal', () => {
    const text = markdownOf(
      row('o', 'ordinary', 'high', '<img src=x> **bold** `code`\u001b[2J\u202e [a](b)'),
    );
    expect(text).toContain('\\<img src=x\\> \\*\\*bold\\*\\* \\`code\\`');
    expect(text).not.toMatch(/[\u001b\u202e]/);
  });

  it("says what it can't tell when a set lacks lures or ordinary adverts", () => {
    expect(markdownOf(row('w', 'warning', 'none'))).toContain('the set needs lures and ordinary adverts');
    expect(markdownOf(row('l', 'lure', 'none'), row('o', 'ordinary', 'none'))).toContain(
      'nothing reaches the queue',
    );
  });
});
