/** The page behind an entry: one advert, completed with what the feed said of it. */
import { carriedFields, readAdvertPage } from '../../reading/advert-page.ts';
import { htmlToText } from '../../reading/html-to-text.ts';
import type { Page, Reading } from '../../target-type.ts';

export const readEntryPage = (page: Page): Reading => {
  const { carry } = page;
  const summary = carry.summary === undefined ? {} : { text: htmlToText(carry.summary) };
  const { posting, problems } = readAdvertPage(page, {
    fields: { ...carriedFields(carry), ...summary },
    source: 'feed',
    itemKey: carry.itemKey,
  });
  if (posting || problems.some((one) => one.code === 'needs-browser'))
    return { postings: posting ? [posting] : [], requests: [], problems };
  const nothing = { code: 'no-posting', message: 'No advert was found on the page behind an entry.' };
  return { postings: [], requests: [], problems: [...problems, nothing] };
};
