import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../domain/assessment.ts';
import { imageBoxes } from './image-boxes.ts';

const word = (start: number, end: number, left: number, top: number) => ({
  start,
  end,
  left,
  top,
  width: 0.125,
  height: 0.125,
});
/** "free flight\nKK Park" */
const image = {
  number: 1,
  words: [word(0, 4, 0, 0), word(5, 11, 0.25, 0), word(12, 14, 0, 0.5), word(15, 19, 0.25, 0.5)],
};
const finding = (field: string, start: number, end: number): Finding => ({
  field,
  start,
  end,
  text: '',
  indicator: 'free-flight',
  family: 'logistics',
  rule: 'en/flight',
  message: { id: 'x', params: {} },
  why: '',
  weight: 1,
  isReviewed: false,
});

describe('imageBoxes', () => {
  it('joins the words of a finding along their line, and begins anew on the next', () => {
    expect(imageBoxes(image, [finding('image:1', 5, 14)])).toEqual([
      { findings: [0], left: 0.25, top: 0, width: 0.125, height: 0.125 },
      { findings: [0], left: 0, top: 0.5, width: 0.125, height: 0.125 },
    ]);
    expect(imageBoxes(image, [finding('image:1', 0, 11)])).toEqual([
      { findings: [0], left: 0, top: 0, width: 0.375, height: 0.125 },
    ]);
  });

  it('takes a word that a finding covers in part, and nothing of other fields', () => {
    const findings = [finding('image:0', 0, 4), finding('text', 0, 4), finding('image:1', 16, 17)];
    expect(imageBoxes(image, findings)).toEqual([
      { findings: [2], left: 0.25, top: 0.5, width: 0.125, height: 0.125 },
    ]);
  });

  it('gives a word of several findings one box, and shows both places of what does not fit together', () => {
    const other = { field: 'image:1', start: 15, end: 19, text: '' };
    const both = { ...finding('text', 0, 4), other };
    const boxes = imageBoxes(image, [both, finding('image:1', 0, 11), finding('image:1', 0, 4)]);
    expect(boxes.map((box) => box.findings)).toEqual([[2, 1], [1], [0]]);
  });
});
