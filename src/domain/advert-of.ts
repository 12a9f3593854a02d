import type { AdvertInput } from './assessment.ts';
import type { Posting } from './posting.ts';

/** The fields of a posting that count for its assessment. */
export const advertOf = (posting: Posting, postedIn?: string): AdvertInput => ({
  text: posting.text,
  title: posting.title,
  url: posting.url,
  ...(posting.employer === undefined ? {} : { employer: posting.employer }),
  ...(posting.location === undefined ? {} : { location: posting.location }),
  ...(postedIn === undefined ? {} : { postedIn }),
});
