/** A revision with its posting, from the columns that they are kept in. */
import type { AdvertInput } from '../domain/assessment.ts';
import { storedPosting } from '../domain/lead-view.ts';
import type { Posting } from '../domain/posting.ts';
import type { StoredRevision } from '../pipeline/maintain.ts';

export interface RevisionRow {
  revisionId: string;
  site: string;
  itemKey: string;
  url: string;
  fields: unknown;
  postedIn: AdvertInput['postedIn'] | null;
  imagesKey: string;
  imageTexts: string[];
}

export const toStoredRevision = ({
  revisionId,
  site,
  itemKey,
  url,
  fields,
  postedIn,
  imagesKey,
  imageTexts,
}: RevisionRow): StoredRevision => {
  const posting: Posting = {
    contacts: [],
    images: [],
    links: [],
    remarks: [],
    fieldSources: {},
    ...withoutUndefined(storedPosting.parse(fields)),
    itemKey,
    url,
  };
  return { revisionId, site, posting, postedIn: postedIn ?? null, imagesKey, imageTexts };
};

/** Zod gives optional fields as possibly undefined; they are absent. */
const withoutUndefined = (fields: object): Pick<Posting, 'title' | 'text'> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Pick<
    Posting,
    'title' | 'text'
  >;
