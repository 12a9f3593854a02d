/** Postings as they were seen: the same again is a sighting, a changed one is a revision with its assessment. */
import { newId } from '../../platform/ids.ts';
import type { Queryable } from '../database.ts';
import type { AssessedPosting } from '../frontier-contract.ts';
import { insertRows, recordset, storable } from '../insert-rows.ts';
import { writeAssessments } from './write-assessments.ts';
import { writeContacts } from './write-contacts.ts';

/** One posting read out of one capture. */
export interface SeenPosting {
  assessed: AssessedPosting;
  captureId: string;
  seenAt: Date;
  targetId: string | null;
  postedIn: string | null;
  isDemonstration: boolean;
}

export interface WrittenPosting {
  assessed: AssessedPosting;
  postingId: string;
  isNew: boolean;
  isDemonstration: boolean;
  revisionId: string;
  /** Set when this sighting brought a new revision. */
  previousRevisionId: string | null;
  assessmentId: string;
}

/** In the order given. */
export const writePostings = async (client: Queryable, seen: SeenPosting[]): Promise<WrittenPosting[]> => {
  if (seen.length === 0) return [];
  const postings = await lockPostings(client, seen);
  const placed = seen.map((one) => placeRevision(postings, one));
  await writeRevisions(client, placed);
  await moveOn(client, [...postings.values()]);
  await writeSightings(client, placed);
  const assessmentIds = await writeAssessments(
    client,
    placed.map(({ seen, revisionId }) => ({
      revisionId,
      assessment: seen.assessed.assessment,
      at: seen.seenAt,
    })),
  );
  await writeContacts(
    client,
    placed
      .filter((one) => one.isNewRevision)
      .map(({ revisionId, seen: { assessed } }) => ({
        revisionId,
        contacts: [...assessed.assessment.contacts, ...assessed.posting.contacts],
      })),
  );
  return placed.map((one, index) => ({
    assessed: one.seen.assessed,
    postingId: one.posting.id,
    isNew: one.posting.isNew,
    isDemonstration: one.posting.isDemonstration,
    revisionId: one.revisionId,
    previousRevisionId: one.previousRevisionId,
    assessmentId: assessmentIds[index] as string,
  }));
};

interface PostingState {
  id: string;
  isNew: boolean;
  isDemonstration: boolean;
  lastSeenAt: Date;
  revisionId: string | null;
  contentHash: string | null;
  number: number;
}

interface PlacedPosting {
  seen: SeenPosting;
  posting: PostingState;
  revisionId: string;
  number: number;
  isNewRevision: boolean;
  previousRevisionId: string | null;
}

const keyOf = (site: string, itemKey: string): string => `${storable(site)}\n${storable(itemKey)}`;

/** Makes missing ones and locks all, in the order of their keys, so that two transactions never wait for each other. */
const lockPostings = async (client: Queryable, seen: SeenPosting[]): Promise<Map<string, PostingState>> => {
  const first = new Map<string, SeenPosting>();
  for (const one of seen) {
    const key = keyOf(one.assessed.site, one.assessed.posting.itemKey);
    if (!first.has(key)) first.set(key, one);
  }
  const rows = [...first]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => ({
      id: newId(),
      site: one.assessed.site,
      itemKey: one.assessed.posting.itemKey,
      url: one.assessed.posting.url,
      firstSeenAt: one.seenAt,
      lastSeenAt: one.seenAt,
      isDemonstration: one.isDemonstration,
    }));
  const inserted = await insertRows<{ id: string }>(client, {
    table: 'posting',
    columns: postingColumns,
    rows,
    after: 'on conflict (site, "itemKey") do nothing returning id',
  });
  const isNew = new Set(inserted.rows.map((row) => row.id));
  const { rows: found } = await client.query(
    `select p.id, p.site, p."itemKey", p."isDemonstration", p."lastSeenAt", p."currentRevisionId" as "revisionId",
       r."contentHash", coalesce(r.number, 0) as number
     from ${recordset(1, 'given', { site: 'text', itemKey: 'text' })}
     join posting p on p.site = given.site and p."itemKey" = given."itemKey"
     left join revision r on r.id = p."currentRevisionId"
     order by p.site, p."itemKey" for update of p`,
    [JSON.stringify(rows.map(({ site, itemKey }) => ({ site: storable(site), itemKey: storable(itemKey) })))],
  );
  return new Map(
    found.map((row) => [
      keyOf(row.site, row.itemKey),
      { ...(row as PostingState), isNew: isNew.has(row.id) },
    ]),
  );
};

const postingColumns = {
  id: 'uuid',
  site: 'text',
  itemKey: 'text',
  url: 'text',
  firstSeenAt: 'timestamptz',
  lastSeenAt: 'timestamptz',
  isDemonstration: 'boolean',
};

/** Keeps `postings` at the state after this sighting, so that one seen twice in a flush is compared with itself. */
const placeRevision = (postings: Map<string, PostingState>, seen: SeenPosting): PlacedPosting => {
  const { site, posting: content, contentHash } = seen.assessed;
  const posting = postings.get(keyOf(site, content.itemKey));
  if (!posting)
    throw new Error(`the posting '${content.itemKey}' of ${site} was removed while it was written`);
  if (seen.seenAt > posting.lastSeenAt) posting.lastSeenAt = seen.seenAt;
  if (posting.revisionId !== null && posting.contentHash === contentHash)
    return {
      seen,
      posting,
      revisionId: posting.revisionId,
      number: posting.number,
      isNewRevision: false,
      previousRevisionId: null,
    };
  const previousRevisionId = posting.revisionId;
  posting.revisionId = newId();
  posting.contentHash = contentHash;
  posting.number += 1;
  return {
    seen,
    posting,
    revisionId: posting.revisionId,
    number: posting.number,
    isNewRevision: true,
    previousRevisionId,
  };
};

const writeRevisions = async (client: Queryable, placed: PlacedPosting[]): Promise<void> => {
  const rows = placed.filter((one) => one.isNewRevision).map(toRevision);
  if (rows.length === 0) return;
  await insertRows(client, {
    table: 'revision',
    columns: {
      id: 'uuid',
      postingId: 'uuid',
      number: 'int',
      contentHash: 'text',
      fields: 'jsonb',
      postedIn: 'text',
      captureId: 'uuid',
      createdAt: 'timestamptz',
    },
    rows,
  });
};

const toRevision = ({ seen, posting, revisionId, number }: PlacedPosting) => {
  const { itemKey: _itemKey, url: _url, ...fields } = seen.assessed.posting;
  return {
    id: revisionId,
    postingId: posting.id,
    number,
    contentHash: seen.assessed.contentHash,
    fields,
    postedIn: seen.postedIn,
    captureId: seen.captureId,
    createdAt: seen.seenAt,
  };
};

const moveOn = async (client: Queryable, postings: PostingState[]): Promise<void> => {
  await client.query(
    `update posting p set "currentRevisionId" = given."revisionId",
       "lastSeenAt" = greatest(p."lastSeenAt", given."lastSeenAt")
     from ${recordset(1, 'given', { id: 'uuid', revisionId: 'uuid', lastSeenAt: 'timestamptz' })}
     where p.id = given.id`,
    [JSON.stringify(postings.map(({ id, revisionId, lastSeenAt }) => ({ id, revisionId, lastSeenAt })))],
  );
};

const writeSightings = async (client: Queryable, placed: PlacedPosting[]): Promise<void> => {
  await insertRows(client, {
    table: 'sighting',
    columns: { id: 'uuid', postingId: 'uuid', targetId: 'uuid', captureId: 'uuid', seenAt: 'timestamptz' },
    rows: placed.map(({ seen, posting }) => ({
      id: newId(),
      postingId: posting.id,
      targetId: seen.targetId,
      captureId: seen.captureId,
      seenAt: seen.seenAt,
    })),
    after: 'on conflict ("postingId", "captureId") do nothing',
  });
};
