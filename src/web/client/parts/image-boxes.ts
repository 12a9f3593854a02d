/** Where findings stand on an image: words next to each other that the same findings cover share a box. */
import type { Finding } from '../../../domain/assessment.ts';
import type { ImageView } from '../../../domain/lead-view.ts';

export interface ImageBox {
  /** Indexes into the list of findings; the narrowest first. */
  findings: number[];
  /** Parts of the image's width and height, 0–1. */
  left: number;
  top: number;
  width: number;
  height: number;
}

type Word = ImageView['words'][number];

/** Wider gaps than this many heights of a word are between columns. */
const widestGap = 2;

const isNextTo = (box: ImageBox, word: Word): boolean => {
  const middle = word.top + word.height / 2;
  const gap = Math.max(word.left - (box.left + box.width), box.left - (word.left + word.width));
  return middle > box.top && middle < box.top + box.height && gap < widestGap * box.height;
};

const join = (box: ImageBox, word: Word): void => {
  const right = Math.max(box.left + box.width, word.left + word.width);
  const bottom = Math.max(box.top + box.height, word.top + word.height);
  box.left = Math.min(box.left, word.left);
  box.top = Math.min(box.top, word.top);
  box.width = right - box.left;
  box.height = bottom - box.top;
};

/** No two lie above each other, so that each can be pointed at. */
export const imageBoxes = (
  image: Pick<ImageView, 'number' | 'words'>,
  findings: readonly Finding[],
): ImageBox[] => {
  const spans = findings
    .flatMap((finding, index) =>
      [finding, ...(finding.other ? [finding.other] : [])].map((span) => ({ ...span, index })),
    )
    .filter((span) => span.field === `image:${image.number}`)
    .sort((one, other) => one.end - one.start - (other.end - other.start));
  const boxes: ImageBox[] = [];
  for (const word of image.words) {
    const covering = spans.filter((span) => span.start < word.end && span.end > word.start);
    if (covering.length === 0) continue;
    const { left, top, width, height } = word;
    const found = [...new Set(covering.map((span) => span.index))];
    const last = boxes.at(-1);
    if (last && last.findings.join() === found.join() && isNextTo(last, word)) join(last, word);
    else boxes.push({ findings: found, left, top, width, height });
  }
  return boxes;
};
