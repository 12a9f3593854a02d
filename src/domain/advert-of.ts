import type { AdvertInput } from './assessment.ts';
import type { Posting } from './posting.ts';

export interface AdvertContext {
  postedIn?: string | undefined;
  /** Text read from its images, by their number in the posting; empty for one without. */
  imageTexts?: readonly string[];
}

/** The fields of a posting that count for its assessment. What a page says an image shows (alt) is not among them. */
export const advertOf = (
  posting: Posting,
  { postedIn, imageTexts = [] }: AdvertContext = {},
): AdvertInput => ({
  text: posting.text,
  title: posting.title,
  url: posting.url,
  ...(posting.employer === undefined ? {} : { employer: posting.employer }),
  ...(posting.location === undefined ? {} : { location: posting.location }),
  ...(postedIn === undefined ? {} : { postedIn }),
  ...(imageTexts.some((text) => text !== '') ? { imageTexts: [...imageTexts] } : {}),
});
