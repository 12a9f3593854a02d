/** Postings as they were seen: the same again is a sighting, a changed one is a revision with its assessment. */
import { maskLiterals } from '../../domain/mask-texts.ts';
import type { Protection } from '../../domain/protected-identifier.ts';
import { newId } from '../../platform/ids.ts';
import type { Queryable } from '../database.ts';
import type { AssessedPosting } from '../frontier-contract.ts';
import { insertRows, recordset, storable, storableJson } from '../insert-rows.ts';
import { maskCapture } from '../mask-capture.ts';
import { withoutProtected } from '../protected-identifiers.ts';
import { withholdBlobs } from '../withhold-blobs.ts';
import { setGone, setOnline } from './gone-postings.ts';
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

export interface WrittenSighting extends WrittenPosting {
  /** When it was last seen before this sighting; null when it is new. */
  seenBefore: Date | null;
}

/** In the order given. */
export const writePostings = async (
  client: Queryable,
  given: SeenPosting[],
  protection?: Protection,
): Promise<WrittenSighting[]> => {
  if (given.length === 0) return [];
  const { seen, showing } = await withoutProtected(client, given, protection);
  await withholdBlobs(
    client,
    showing.map(({ one }) => one.captureId),
  );
  for (const { one, hits } of showing) await maskCapture(client, one.captureId, maskLiterals(hits));
  const postings = await lockPostings(client, seen);
  const placed = seen.map((one) => placeRevision(postings, one));
  await writeRevisions(client, placed);
  await moveOn(
    client,
    [...postings.values()].filter((posting) => posting.hasMoved),
  );
  await writeSightings(client, placed);
  await noteWhetherGone(client, placed);
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
    protection,
  );
  return placed.map((one, index) => ({
    assessed: one.seen.assessed,
    postingId: one.posting.id,
    isNew: one.posting.isNew,
    isDemonstration: one.posting.isDemonstration,
    revisionId: one.revisionId,
    seenBefore: one.seenBefore,
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
  /** Its row names `revisionId` already, but that revision is still to be written. */
  isRevisionDue: boolean;
  /** Its row has to be brought to this state. */
  hasMoved: boolean;
}

interface PlacedPosting {
  seen: SeenPosting;
  posting: PostingState;
  revisionId: string;
  number: number;
  isNewRevision: boolean;
  seenBefore: Date | null;
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
    .map(([key, one]) => ({ key, ...newPosting(one) }));
  const inserted = await insertRows<{ id: string }>(client, {
    table: 'posting',
    columns: postingColumns,
    rows,
    after: 'on conflict (site, "itemKey") do nothing returning id',
  });
  const insertedIds = new Set(inserted.rows.map((row) => row.id));
  const states = new Map<string, PostingState>();
  for (const row of rows.filter(({ id }) => insertedIds.has(id)))
    states.set(row.key, {
      id: row.id,
      isNew: true,
      isDemonstration: row.isDemonstration,
      lastSeenAt: row.lastSeenAt,
      revisionId: row.currentRevisionId,
      contentHash: first.get(row.key)?.assessed.contentHash ?? null,
      number: 1,
      isRevisionDue: true,
      hasMoved: false,
    });
  const known = rows.filter(({ id }) => !insertedIds.has(id));
  for (const [key, state] of await lockKnown(client, known)) states.set(key, state);
  return states;
};

const newPosting = (one: SeenPosting) => ({
  id: newId(),
  site: one.assessed.site,
  itemKey: one.assessed.posting.itemKey,
  url: one.assessed.posting.url,
  firstSeenAt: one.seenAt,
  lastSeenAt: one.seenAt,
  currentRevisionId: newId(),
  isDemonstration: one.isDemonstration,
});

const postingColumns = {
  id: 'uuid',
  site: 'text',
  itemKey: 'text',
  url: 'text',
  firstSeenAt: 'timestamptz',
  lastSeenAt: 'timestamptz',
  currentRevisionId: 'uuid',
  isDemonstration: 'boolean',
};

const lockKnown = async (
  client: Queryable,
  keys: { site: string; itemKey: string }[],
): Promise<[string, PostingState][]> => {
  if (keys.length === 0) return [];
  const { rows } = await client.query(
    `select p.id, p.site, p."itemKey", p."isDemonstration", p."lastSeenAt", p."currentRevisionId" as "revisionId",
       r."contentHash", coalesce(r.number, 0) as number
     from ${recordset(1, 'given', { site: 'text', itemKey: 'text' })}
     join posting p on p.site = given.site and p."itemKey" = given."itemKey"
     left join revision r on r.id = p."currentRevisionId"
     order by p.site, p."itemKey" for update of p`,
    [storableJson(keys.map(({ site, itemKey }) => ({ site, itemKey })))],
  );
  return rows.map((row) => [
    keyOf(row.site, row.itemKey),
    { ...row, isNew: false, isRevisionDue: false, hasMoved: false } as PostingState,
  ]);
};

/** Keeps `postings` at the state after this sighting, so that one seen twice in a flush is compared with itself. */
const placeRevision = (postings: Map<string, PostingState>, seen: SeenPosting): PlacedPosting => {
  const { site, posting: content, contentHash } = seen.assessed;
  const posting = postings.get(keyOf(site, content.itemKey));
  if (!posting)
    throw new Error(`the posting '${content.itemKey}' of ${site} was removed while it was written`);
  const seenBefore = posting.isRevisionDue ? null : posting.lastSeenAt;
  if (seen.seenAt > posting.lastSeenAt) {
    posting.lastSeenAt = seen.seenAt;
    posting.hasMoved = true;
  }
  const before = posting.revisionId;
  const isChanged = before === null || posting.contentHash !== contentHash;
  const isNewRevision = isChanged || posting.isRevisionDue;
  posting.isRevisionDue = false;
  if (isChanged) {
    posting.revisionId = newId();
    posting.contentHash = contentHash;
    posting.number += 1;
    posting.hasMoved = true;
  }
  return {
    seen,
    posting,
    revisionId: posting.revisionId as string,
    number: posting.number,
    isNewRevision,
    seenBefore,
    previousRevisionId: isChanged ? before : null,
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
  if (postings.length === 0) return;
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

/** An advert that is seen is online, unless it says itself that it is over. The last sighting of a flush counts. */
const noteWhetherGone = async (client: Queryable, placed: PlacedPosting[]): Promise<void> => {
  const last = new Map(placed.map((one) => [one.posting.id, one]));
  const expired = [...last.values()].filter((one) => one.seen.assessed.isExpired);
  const online = [...last.values()].filter((one) => !one.seen.assessed.isExpired && !one.posting.isNew);
  await setGone(
    client,
    expired.map(({ posting, seen }) => ({ postingId: posting.id, at: seen.seenAt, reason: 'expired' })),
  );
  await setOnline(
    client,
    online.map(({ posting, seen }) => ({ postingId: posting.id, at: seen.seenAt })),
  );
};
