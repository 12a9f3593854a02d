/**
 * Somebody is to be protected whose data is stored already: their identifiers are known first, so that nothing new
 * comes in, then everything that is stored is gone through. Broken off anywhere, the same again completes it.
 */
import { maskTexts } from '../domain/mask-texts.ts';
import type { Protection } from '../domain/protected-identifier.ts';
import type { BlobStore } from '../evidence/blob-store.ts';
import { type MaskedAdvert, maskAdvert, type StoredAdvert } from './mask-advert.ts';
import type { PersonFinder } from './person-finder.ts';

export interface ProtectedSummary {
  byCommand: number;
  byImports: number;
  byIntake: number;
  withheldFiles: number;
}

/** A row beside the adverts, with those of its columns in which people may stand. */
export interface StoredWording {
  key: string;
  texts: Record<string, unknown>;
}

export interface StoredCapture {
  id: string;
  hash: string;
  screenshotHash: string | null;
  mediaType: string | null;
  isWithheld: boolean;
}

export interface ProtectedStore {
  summary(): Promise<ProtectedSummary>;
  /** Those of the hashes that are protected. */
  known(hashes: readonly string[]): Promise<Set<string>>;
  add(input: { hashes: readonly string[]; kinds: readonly string[] }): Promise<void>;
  /** Returns how many there were. */
  remove(input: { hashes: readonly string[]; reason: string }): Promise<number>;
  /** Under a new key, the old one being lost: returns how many identifiers nobody can recognise any more. */
  startAnew(reason: string): Promise<number>;
  masked(counts: ProtectedCounts): Promise<void>;
  /** False when one that began before is writing still. */
  waitForWriters(): Promise<boolean>;
  adverts(after: string, limit: number): Promise<StoredAdvert[]>;
  saveAdverts(adverts: readonly MaskedAdvert[]): Promise<void>;
  /** Text read on images. */
  readings(after: string, limit: number): Promise<{ hash: string; text: string }[]>;
  /** The images themselves are withheld. */
  saveReadings(readings: readonly { hash: string; text: string }[]): Promise<void>;
  captures(after: string, limit: number): Promise<StoredCapture[]>;
  withhold(captureIds: readonly string[]): Promise<number>;
  wordings(table: string, after: string, limit: number): Promise<StoredWording[]>;
  saveWordings(table: string, rows: readonly StoredWording[]): Promise<void>;
  contacts(after: string, limit: number): Promise<{ id: string; type: string; value: string }[]>;
  dropContacts(ids: readonly string[]): Promise<void>;
  places(): Promise<{ id: string; address: string; name: string | null }[]>;
  dropPlaces(ids: readonly string[]): Promise<void>;
  targets(): Promise<{ id: string; name: string; options: string }[]>;
  bundlesWith(postingIds: readonly string[]): Promise<{ id: string; createdAt: Date; recipient: string }[]>;
}

export interface ProtectPersonNeeds {
  store: ProtectedStore;
  protection: Protection;
  blobs: Pick<BlobStore, 'get'>;
  /** Of a captured page: as it is, and as a reader sees it. */
  textsOf(body: Uint8Array, mediaType: string | null): string[];
  /** Names of src/storage/stored-wordings.ts. */
  wordingTables: readonly string[];
  onProgress?(doing: string, count: number): void;
}

export interface ProtectedCounts {
  postings: number;
  revisions: number;
  leads: number;
  contacts: number;
  /** Pages and images that show them. */
  captures: number;
  /** What people wrote, addresses, what was handed in. */
  otherTexts: number;
  places: number;
}

export interface ProtectReport {
  counts: ProtectedCounts;
  /** Something that began to write before was not done: what it brings was not gone through. */
  isAnyMissed: boolean;
  /** Crawled places that are the person's own, it seems: nothing is masked in them, an admin removes them. */
  targets: { id: string; name: string }[];
  /** What left the house with it earlier. */
  bundles: { id: string; createdAt: Date; recipient: string }[];
}

const firstId = '00000000-0000-0000-0000-000000000000';
const batchSize = 500;

/** With `isDryRun` nothing is changed. */
export const protectPerson = async (
  needs: ProtectPersonNeeds,
  { finder, isDryRun }: { finder: PersonFinder; isDryRun: boolean },
): Promise<ProtectReport> => {
  const { store, protection } = needs;
  let isAnyMissed = false;
  if (!isDryRun) {
    const hashes = finder.identifiers.map((identifier) => protection.hashOf(identifier));
    await store.add({ hashes, kinds: finder.kinds });
    isAnyMissed = !(await store.waitForWriters());
  }
  const step = { ...needs, finder, isDryRun };
  // Before the images: what adverts were judged by stands on those too.
  const adverts = await maskAdverts(step);
  const images = await maskReadings(step);
  const pages = await withholdCaptures(step);
  const counts: ProtectedCounts = {
    ...adverts.counts,
    captures: pages + images,
    contacts: await dropContacts(step),
    otherTexts: await maskWordings(step),
    places: await dropPlaces(step),
  };
  if (!isDryRun) await store.masked(counts);
  const targets = (await store.targets()).filter(
    ({ name, options }) => finder.shows(name) || finder.shows(options),
  );
  return {
    counts,
    isAnyMissed,
    targets: targets.map(({ id, name }) => ({ id, name })),
    bundles: await store.bundlesWith(adverts.postingIds),
  };
};

type Step = ProtectPersonNeeds & { finder: PersonFinder; isDryRun: boolean };

/** Rows after rows, until there are none. */
async function* batches<Row>(
  read: (after: string) => Promise<Row[]>,
  keyOf: (row: Row) => string,
  first: string,
): AsyncGenerator<Row[]> {
  for (let after = first; ; ) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = keyOf(last);
  }
}

const maskAdverts = async ({
  store,
  finder,
  isDryRun,
  onProgress,
}: Step): Promise<{
  counts: Pick<ProtectedCounts, 'postings' | 'revisions' | 'leads'>;
  postingIds: string[];
}> => {
  const postings = new Set<string>();
  let revisions = 0;
  let leads = 0;
  let seen = 0;
  for await (const rows of batches(
    (after) => store.adverts(after, batchSize),
    (row) => row.revisionId,
    firstId,
  )) {
    const masked = rows.flatMap((row) => maskAdvert(finder, row) ?? []);
    if (masked.length > 0 && !isDryRun) await store.saveAdverts(masked);
    for (const { postingId, lead } of masked) {
      postings.add(postingId);
      revisions += 1;
      if (lead) leads += 1;
    }
    seen += rows.length;
    onProgress?.('adverts', seen);
  }
  return { counts: { postings: postings.size, revisions, leads }, postingIds: [...postings] };
};

const maskReadings = async ({ store, finder, isDryRun }: Step): Promise<number> => {
  let found = 0;
  for await (const rows of batches(
    (after) => store.readings(after, batchSize),
    (row) => row.hash,
    '',
  )) {
    const masked = rows
      .filter(({ text }) => finder.shows(text))
      .map(({ hash, text }) => ({ hash, text: finder.mask(text) }));
    if (masked.length > 0 && !isDryRun) await store.saveReadings(masked);
    found += masked.length;
  }
  return found;
};

/** The bytes stay as evidence. */
const withholdCaptures = async (step: Step): Promise<number> => {
  const { store, isDryRun, onProgress } = step;
  let found = 0;
  let seen = 0;
  for await (const rows of batches(
    (after) => store.captures(after, batchSize),
    (row) => row.id,
    firstId,
  )) {
    const showing: string[] = [];
    for (const row of rows) if (!row.isWithheld && (await showsPerson(step, row))) showing.push(row.id);
    if (showing.length > 0 && !isDryRun) await store.withhold(showing);
    found += showing.length;
    seen += rows.length;
    onProgress?.('captures', seen);
  }
  return found;
};

const showsPerson = async (
  { blobs, textsOf, finder }: Step,
  { hash, mediaType }: StoredCapture,
): Promise<boolean> => {
  if (mediaType !== null && /^(image|video|audio|font)\//i.test(mediaType)) return false;
  const body = await blobs.get(hash);
  return body !== undefined && textsOf(body, mediaType).some(finder.shows);
};

const maskWordings = async ({ store, finder, isDryRun, wordingTables }: Step): Promise<number> => {
  let found = 0;
  for (const table of wordingTables)
    for await (const rows of batches(
      (after) => store.wordings(table, after, batchSize),
      (row) => row.key,
      firstId,
    )) {
      const masked = rows
        .map(({ key, texts }) => ({ key, texts: maskTexts(texts, finder.mask), before: texts }))
        .filter(({ texts, before }) => JSON.stringify(texts) !== JSON.stringify(before))
        .map(({ key, texts }) => ({ key, texts }));
      if (masked.length > 0 && !isDryRun) await store.saveWordings(table, masked);
      found += masked.length;
    }
  return found;
};

const dropContacts = async ({ store, finder, isDryRun }: Step): Promise<number> => {
  let found = 0;
  for await (const rows of batches(
    (after) => store.contacts(after, batchSize),
    (row) => row.id,
    firstId,
  )) {
    const theirs = rows.filter((row) => finder.isContact(row) || finder.shows(row.value));
    if (theirs.length > 0 && !isDryRun) await store.dropContacts(theirs.map(({ id }) => id));
    found += theirs.length;
  }
  return found;
};

/** A channel of their own is proposed to nobody. */
const dropPlaces = async ({ store, finder, isDryRun }: Step): Promise<number> => {
  const theirs = (await store.places()).filter(
    ({ address, name }) =>
      finder.isContact({ type: 'telegram', value: address.toLowerCase() }) ||
      finder.shows(address) ||
      finder.shows(name ?? ''),
  );
  if (theirs.length > 0 && !isDryRun) await store.dropPlaces(theirs.map(({ id }) => id));
  return theirs.length;
};
