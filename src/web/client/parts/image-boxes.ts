/** Where findings stand on an image: the boxes of the words that each covers, joined along a line. */
import type { Finding } from '../../../domain/assessment.ts';
import type { ImageView } from '../../../domain/lead-view.ts';

export interface ImageBox {
  /** Index into the list of findings. */
  finding: number;
  /** Parts of the image's width and height, 0–1. */
  left: number;
  top: number;
  width: number;
  height: number;
}

type Word = ImageView['words'][number];

const isSameLine = (box: Omit<ImageBox, 'finding'>, word: Word): boolean => {
  const middle = word.top + word.height / 2;
  return middle > box.top && middle < box.top + box.height;
};

const joined = (box: Omit<ImageBox, 'finding'>, word: Word): Omit<ImageBox, 'finding'> => {
  const left = Math.min(box.left, word.left);
  const top = Math.min(box.top, word.top);
  return {
    left,
    top,
    width: Math.max(box.left + box.width, word.left + word.width) - left,
    height: Math.max(box.top + box.height, word.top + word.height) - top,
  };
};

const boxesOfSpan = (words: readonly Word[], span: { start: number; end: number }) => {
  const boxes: Omit<ImageBox, 'finding'>[] = [];
  for (const word of words) {
    if (word.end <= span.start || word.start >= span.end) continue;
    const last = boxes.at(-1);
    if (last && isSameLine(last, word)) boxes[boxes.length - 1] = joined(last, word);
    else boxes.push({ left: word.left, top: word.top, width: word.width, height: word.height });
  }
  return boxes;
};

/** The largest first, so that smaller ones lie above them and can be pointed at. */
export const imageBoxes = (
  image: Pick<ImageView, 'number' | 'words'>,
  findings: readonly Finding[],
): ImageBox[] =>
  findings
    .flatMap((finding, index) =>
      [finding, ...(finding.other ? [finding.other] : [])]
        .filter((span) => span.field === `image:${image.number}`)
        .flatMap((span) => boxesOfSpan(image.words, span))
        .map((box) => ({ ...box, finding: index })),
    )
    .sort((one, other) => other.width * other.height - one.width * one.height);
