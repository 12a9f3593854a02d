import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../domain/assessment.ts';
import { markFindings } from './mark-findings.ts';

const findingAt = (start: number, end: number, more: Partial<Finding> = {}): Finding => ({
  field: 'text',
  start,
  end,
  text: '',
  indicator: 'free-flight',
  family: 'logistics',
  rule: 'en/free-flight',
  message: { id: 'free-flight', params: {} },
  why: 'The flight is paid.',
  weight: 5,
  isReviewed: true,
  ...more,
});

describe('markFindings', () => {
  it('shows both of two overlapping findings, the narrower one first', () => {
    const segments = markFindings('free flight today', [findingAt(0, 17), findingAt(5, 11)], 'text');
    expect(segments).toEqual([
      { text: 'free ', start: 0, findings: [0] },
      { text: 'flight', start: 5, findings: [1, 0] },
      { text: ' today', start: 11, findings: [0] },
    ]);
  });

  it('marks the second span of a mismatch and leaves other fields alone', () => {
    const other = { field: 'title', start: 0, end: 6, text: 'Manila' };
    const findings = [findingAt(0, 4, { other })];
    expect(markFindings('Manila clerk', findings, 'title')[0]).toEqual({
      text: 'Manila',
      start: 0,
      findings: [0],
    });
    expect(markFindings('Manila clerk', [findingAt(0, 4)], 'title')).toEqual([
      { text: 'Manila clerk', start: 0, findings: [] },
    ]);
  });

  it('loses and doubles no character, whatever the spans', () => {
    const span = fc.tuple(fc.nat(40), fc.nat(40));
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(span, { maxLength: 8 }), (text, spans) => {
        const findings = spans.map(([start, length]) => findingAt(start, start + length));
        const segments = markFindings(text, findings, 'text');
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
        for (const segment of segments)
          for (const index of segment.findings) {
            const finding = findings[index];
            expect(finding && finding.start <= segment.start && segment.start < finding.end).toBe(true);
          }
      }),
    );
  });
});
