/** The adverts of the database as the classifier reads them, newest first, for looking only. */
import { advertOf } from '../domain/advert-of.ts';
import type { AdvertInput } from '../domain/assessment.ts';
import { storedPosting } from '../domain/lead-view.ts';
import { appendAuditRow } from './audit.ts';
import { type Database, inTransaction } from './database.ts';
import { imageTextsOf } from './image-texts.ts';

export interface StoredAdvert {
  revisionId: string;
  url: string;
  input: AdvertInput;
}

interface Row {
  revisionId: string;
  url: string;
  fields: unknown;
  postedIn: string | null;
  imageTexts: string[];
}

const batchSize = 500;

/** Current revisions, at most `limit` of them. */
export async function* readStoredAdverts(
  { pool }: Pick<Database, 'pool'>,
  limit: number,
): AsyncGenerator<StoredAdvert> {
  let before: string | null = null;
  for (let left = limit; left > 0; ) {
    const { rows }: { rows: Row[] } = await pool.query<Row>(
      `select r.id as "revisionId", p.url, r.fields, r."postedIn", ${imageTextsOf} as "imageTexts"
       from posting p join revision r on r.id = p."currentRevisionId"
       where $1::uuid is null or r.id < $1::uuid
       order by r.id desc limit $2`,
      [before, Math.min(batchSize, left)],
    );
    for (const row of rows) yield toAdvert(row);
    left -= rows.length;
    before = rows.at(-1)?.revisionId ?? null;
    if (rows.length < batchSize) return;
  }
}

const toAdvert = ({ revisionId, url, fields, postedIn, imageTexts }: Row): StoredAdvert => {
  const posting = storedPosting.parse(fields);
  const { employer, location } = posting;
  const input = advertOf(
    {
      itemKey: '',
      url,
      title: posting.title,
      text: posting.text,
      ...(employer === undefined ? {} : { employer }),
      ...(location === undefined ? {} : { location }),
      contacts: [],
      images: [],
      links: [],
      remarks: [],
      fieldSources: {},
    },
    { postedIn: postedIn ?? undefined, imageTexts },
  );
  return { revisionId, url, input };
};

/** Reading adverts in bulk is a read of persons' data, so it is on record. */
export const recordBulkRead = (
  { pool }: Pick<Database, 'pool'>,
  details: { purpose: string; adverts: number },
): Promise<void> =>
  inTransaction(pool, (client) =>
    appendAuditRow(client, {
      actor: 'command',
      action: 'adverts.read',
      subjectType: 'posting',
      subjectId: 'many',
      details,
    }),
  );
