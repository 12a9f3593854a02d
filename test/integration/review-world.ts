/** A deployment's storage on a real database, with crawls and imports of single adverts. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureTexts } from '../../src/app/capture-texts.ts';
import type { Assessment } from '../../src/domain/assessment.ts';
import { createFolderBlobStore } from '../../src/evidence/blob-store.ts';
import { assessPosting } from '../../src/pipeline/assess-posting.ts';
import { maskProtected } from '../../src/pipeline/mask-protected.ts';
import { createPersonFinder } from '../../src/pipeline/person-finder.ts';
import { protectPerson } from '../../src/pipeline/protect-person.ts';
import { newId } from '../../src/platform/ids.ts';
import { openProtection } from '../../src/platform/protection-key.ts';
import { createFrontier } from '../../src/storage/frontier.ts';
import type {
  AssessedPosting,
  LeasedUrl,
  NewCapture,
  UrlOutcome,
  VisitLease,
} from '../../src/storage/frontier-contract.ts';
import { createImportStore } from '../../src/storage/imports.ts';
import { protectedContacts } from '../../src/storage/protected-identifiers.ts';
import { createProtectedStore } from '../../src/storage/protected-store.ts';
import { createRuns } from '../../src/storage/runs.ts';
import { wordingTables } from '../../src/storage/stored-wordings.ts';
import { quietAssessment } from '../fixtures/pipeline/small-world.ts';
import { openTestDatabase } from './open-test-database.ts';

export const site = 'https://board.example';
/** Of nobody (North American numbers 555-01xx are kept for fiction). */
export const theirNumber = '+1 202 555 0177';

/** A lure of the tier high unless said otherwise; `theirNumber` in it is a contact. */
export const advert = (name: string, text: string, more: Partial<Assessment> = {}): AssessedPosting => {
  const start = text.indexOf(theirNumber);
  const contact = { type: 'phone', value: theirNumber.replaceAll(' ', ''), role: 'offer' } as const;
  const place = { field: 'text', start, end: start + theirNumber.length, text: theirNumber } as const;
  return assessPosting(
    {
      itemKey: `${site}/${name}`,
      url: `${site}/${name}`,
      title: name,
      text,
      contacts: [],
      images: [],
      links: [],
      remarks: [],
      fieldSources: {},
    },
    {
      ...quietAssessment,
      tier: 'high',
      score: 80,
      contacts: start < 0 ? [] : [{ ...contact, ...place }],
      ...more,
    },
    { site },
  );
};

export const openReviewWorld = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lurewatch-review-'));
  const database = await openTestDatabase();
  const protection = openProtection(folder);
  const blobs = createFolderBlobStore(join(folder, 'evidence'));
  const frontier = createFrontier(database, { browserAvailable: true, protection });
  const runs = createRuns(database);
  const imports = createImportStore(database, { protection });
  const asHtml = { mediaType: 'text/html' };

  const capture = (url: string, more: Partial<NewCapture> = {}): NewCapture => ({
    id: newId(),
    kind: 'fetch',
    requestedUrl: url,
    finalUrl: url,
    method: 'GET',
    status: 200,
    headers: {},
    redirects: [],
    remoteAddress: null,
    fetchedAt: new Date(),
    durationMs: 1,
    blobHash: null,
    screenshotHash: null,
    mediaType: 'text/html',
    charset: 'utf-8',
    bytes: 1,
    problem: null,
    userAgent: 'test',
    madeWith: 'test',
    ...more,
  });

  const outcomeOf = (url: LeasedUrl, rest: Partial<UrlOutcome>): UrlOutcome => ({
    url,
    state: 'done',
    status: 200,
    problem: null,
    etag: null,
    lastModified: null,
    isUnchanged: false,
    capture: null,
    blobs: [],
    postings: [],
    requests: [],
    ...rest,
  });

  const lease = async (lane: string, needsBrowser: boolean): Promise<VisitLease> => {
    const leased = await frontier.leaseVisit({
      lane,
      worker: 'w',
      needsBrowser,
      maxUrls: 8,
      leaseMs: 30_000,
    });
    if (!leased) throw new Error(`nothing was leased of ${lane}`);
    return leased;
  };

  let lanes = 0;
  /** Another target each time, as another source would be. */
  const crawl = async (
    address: string,
    postings: AssessedPosting[],
    more: { fetchedAt?: Date; body?: string } = {},
  ) => {
    lanes += 1;
    const lane = `lane${lanes}`;
    const targetId = newId();
    await database.prisma.target.create({
      data: {
        id: targetId,
        name: 'Board',
        typeId: 'job-board',
        options: {},
        delayMs: 0,
        renderMode: 'auto',
        everyHours: 0,
        maxPagesPerRun: 100,
      },
    });
    const keyHash = createHash('sha256').update(address).digest('hex');
    const where = { kind: 'posting', lane, origin: new URL(address).origin, depth: 0, priority: 0 };
    await runs.startRun({
      targetId,
      trigger: 'command',
      urls: [{ url: address, keyHash, needsBrowser: false, ...where }],
    });
    const leased = await lease(lane, false);
    const blob = await blobs.put(Buffer.from(more.body ?? `<p>${address} at ${newId()}`));
    const at = more.fetchedAt ? { fetchedAt: more.fetchedAt } : {};
    const result = await frontier.flushVisit(
      leased,
      [
        outcomeOf(leased.urls[0] as LeasedUrl, {
          postings,
          capture: capture(address, { blobHash: blob.hash, ...at }),
          blobs: [{ ...blob, ...asHtml }],
        }),
      ],
      { nextAllowedInMs: 0, isDone: true },
    );
    return { lane, result };
  };

  return {
    database,
    protection,
    blobs,
    imports,
    capture,
    crawl,

    /** The rendered capture that the lead of a crawl asks for. */
    async render(lane: string, address: string) {
      const leased = await lease(lane, true);
      const page = await blobs.put(Buffer.from('<p>the page as a browser shows it'));
      const picture = await blobs.put(Buffer.from('a picture'));
      const shown = capture(address, {
        kind: 'rendered',
        blobHash: page.hash,
        screenshotHash: picture.hash,
      });
      await frontier.flushVisit(
        leased,
        [
          outcomeOf(leased.urls[0] as LeasedUrl, {
            capture: shown,
            blobs: [
              { ...page, ...asHtml },
              { ...picture, mediaType: 'image/png' },
            ],
          }),
        ],
        { nextAllowedInMs: 0, isDone: true },
      );
      return { captureId: shown.id, pictureHash: picture.hash };
    },

    /** Resolves to the import's id. */
    async bring(postings: AssessedPosting[], more: Partial<NewCapture> = {}): Promise<string> {
      const { id } = await imports.open({
        name: 'file',
        fileHash: newId(),
        importer: 'web-archive',
        options: {},
        isPrivate: false,
        basis: '',
        protectionHash: '',
        protectedHashes: [],
        totalItems: null,
        suppliedBy: null,
      });
      const blob = await blobs.put(Buffer.from(`imported ${newId()}`));
      const supplied = capture(`${site}/imported`, { kind: 'supplied', blobHash: blob.hash, ...more });
      await imports.saveBatch({
        importId: id,
        from: 0,
        to: 1,
        items: [{ capture: supplied, blobs: [{ ...blob, ...asHtml }], postings, images: [] }],
        counts: { known: 0, protected: 0, skipped: 0, bad: 0 },
        problems: [],
        suppliedBy: null,
      });
      await imports.finish(id);
      return id;
    },

    undo: (id: string) =>
      imports.undo(id, {
        actor: 'command',
        reassess: (one) => assessPosting(one.posting, one.assessment, { site: one.site }),
      }),

    protect: () =>
      protectPerson(
        {
          store: createProtectedStore(database, { protection, actor: 'command' }),
          protection,
          blobs,
          textsOf: captureTexts,
          wordingTables,
        },
        { finder: createPersonFinder({ contacts: [theirNumber] }), isDryRun: false },
      ),

    withoutProtected: (text: string) =>
      maskProtected(
        { protectedAmong: (contacts) => protectedContacts(database.pool, contacts, protection) },
        text,
      ),

    rows: async (sql: string, values: unknown[] = []) => (await database.pool.query(sql, values)).rows,

    async close() {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export type ReviewWorld = Awaited<ReturnType<typeof openReviewWorld>>;
