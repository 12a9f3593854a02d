/** Letters of another alphabet and invisible characters inside words: what folding undid. */
import type { Detector, DraftFinding } from '../reading.ts';
import type { FoldNote } from '../text/fold.ts';

const indicators: Record<FoldNote['kind'], string> = {
  'look-alike': 'look-alike-letters',
  invisible: 'invisible-characters',
};
const maxFindings = 3;

const detector: Detector = {
  id: 'hidden-characters',
  detect: ({ fields }) =>
    fields
      // optical reading mixes alphabets by itself
      .filter(({ field }) => field === 'text' || field === 'title')
      .flatMap(({ field, folded }) =>
        folded.notes.slice(0, maxFindings).map(
          ({ kind, start, end }): DraftFinding => ({
            indicator: indicators[kind],
            rule: `detector/${indicators[kind]}`,
            field,
            start,
            end,
            isReviewed: false,
          }),
        ),
      ),
};
export default detector;
