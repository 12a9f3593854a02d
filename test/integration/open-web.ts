/** The web server on a real database, asked with `inject`, with people who sign in for real. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadReadyLists } from '../../crawlers/ready-lists.ts';
import type { UserRole } from '../../src/domain/review.ts';
import { createFolderBlobStore } from '../../src/evidence/blob-store.ts';
import { inspectImage } from '../../src/images/inspect-image.ts';
import { redrawImage } from '../../src/images/redraw-image.ts';
import { maskProtected } from '../../src/pipeline/mask-protected.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { newId } from '../../src/platform/ids.ts';
import { createLogger } from '../../src/platform/log.ts';
import { hashPassword } from '../../src/platform/passwords.ts';
import { openProtection } from '../../src/platform/protection-key.ts';
import { createSecretBox } from '../../src/platform/secret-box.ts';
import { createCrawlBudgetStore } from '../../src/storage/crawl-budget-store.ts';
import { createFoundPlaceStore } from '../../src/storage/found-places.ts';
import { createIntakeStore } from '../../src/storage/intake.ts';
import { createJobStore } from '../../src/storage/jobs.ts';
import { createLeadStore } from '../../src/storage/leads.ts';
import { createPersonAtRiskStore } from '../../src/storage/persons-at-risk.ts';
import { protectedContacts } from '../../src/storage/protected-identifiers.ts';
import { createProxyStore } from '../../src/storage/proxies.ts';
import { createReviewStore } from '../../src/storage/review.ts';
import { createSessionStore } from '../../src/storage/sessions.ts';
import { createStatisticsStore } from '../../src/storage/statistics.ts';
import { createTargetStore } from '../../src/storage/targets.ts';
import { createUserStore } from '../../src/storage/users.ts';
import type { WebNeeds } from '../../src/web/server/needs.ts';
import { createWebServer } from '../../src/web/server/server.ts';
import { quietAssessment } from '../fixtures/pipeline/small-world.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';

export const ownHeaders = { host: 'localhost:3000', origin: 'http://localhost:3000' };
export const testPassword = 'correct horse battery';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

export type Ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown) => Promise<Answer>;

export interface TestWeb {
  database: TestDatabase;
  needs: WebNeeds;
  app: Awaited<ReturnType<typeof createWebServer>>;
  /** Makes a user with this role and signs in; the answer asks in that user's name. */
  signInAs(role: UserRole, name?: string): Promise<Ask & { userId: string }>;
  close(): Promise<void>;
}

/** Functions that a test replaces by small real ones of its own. */
const notHere = (what: string) => async (): Promise<never> => {
  throw new Error(`this test did not bring ${what}`);
};

/** On a database of its own unless one is given: that one is whose test gave it. */
export const openWeb = async (more: Partial<WebNeeds> = {}, given?: TestDatabase): Promise<TestWeb> => {
  const database = given ?? (await openTestDatabase());
  const folder = await mkdtemp(join(tmpdir(), 'lurewatch-web-'));
  const { prisma } = database;
  const protection = openProtection(folder);
  const needs: WebNeeds = {
    log: createLogger('web-test'),
    version: '0.0.0-test',
    clock: systemClock,
    withoutProtected: (text) =>
      maskProtected(
        { protectedAmong: (contacts) => protectedContacts(database.pool, contacts, protection) },
        text,
      ),
    users: createUserStore(prisma),
    sessions: createSessionStore(prisma),
    leads: createLeadStore(prisma),
    review: createReviewStore(prisma),
    blobs: createFolderBlobStore(folder),
    targets: createTargetStore(prisma),
    foundPlaces: createFoundPlaceStore(prisma),
    proxies: createProxyStore(prisma, createSecretBox(folder)),
    targetTypes: new Map(),
    crawlBudget: createCrawlBudgetStore(prisma),
    loadReadyLists,
    previewTarget: notHere('previewTarget'),
    startRun: notHere('startRun'),
    cancelRun: notHere('cancelRun'),
    readMetrics: notHere('readMetrics'),
    pauseRun: notHere('pauseRun'),
    resumeRun: notHere('resumeRun'),
    intake: {
      intake: createIntakeStore(database, { protection }),
      blobs: createFolderBlobStore(folder),
      protection,
      visits: createTargetStore(prisma),
      inspectImage,
      assess: async () => ({ ...quietAssessment, tier: 'high', score: 80 }),
      madeWith: 'test',
    },
    imports: {
      types: notHere('imports'),
      upload: notHere('imports'),
      preview: notHere('imports'),
      start: notHere('imports'),
      discard: notHere('imports'),
      list: notHere('imports'),
      problems: notHere('imports'),
      retry: notHere('imports'),
      undo: notHere('imports'),
    },
    jobs: createJobStore(prisma),
    queueHealth: notHere('queueHealth'),
    retryJob: notHere('retryJob'),
    personsAtRisk: createPersonAtRiskStore(prisma),
    statistics: createStatisticsStore(prisma),
    imageLanguages: () => [],
    redrawImage,
    checkAdvert: notHere('checkAdvert'),
    exportBundle: notHere('exportBundle'),
    ...more,
  };
  const app = await createWebServer(needs);
  return {
    database,
    needs,
    app,
    async signInAs(role, name = `${role}-${newId().slice(-6)}`) {
      const userId = newId();
      const passwordHash = await hashPassword(testPassword);
      await prisma.user.create({ data: { id: userId, name, role, passwordHash } });
      const signedIn = await app.inject({
        method: 'POST',
        url: '/api/session',
        headers: ownHeaders,
        payload: { name, password: testPassword },
      });
      const [cookie] = signedIn.cookies;
      if (!cookie) throw new Error(`sign-in answered ${signedIn.statusCode}: ${signedIn.body}`);
      const ask: Ask = async (method, url, body) => {
        const response = await app.inject({
          method,
          url,
          headers: ownHeaders,
          cookies: { [cookie.name]: cookie.value },
          ...(body !== undefined && { payload: body as object }),
        });
        const isJson = String(response.headers['content-type']).includes('json');
        const { statusCode: status, headers, body: text } = response;
        return { status, headers, text, body: isJson ? response.json() : undefined };
      };
      return Object.assign(ask, { userId });
    },
    async close() {
      await app.close();
      if (!given) await database.stop();
      await rm(folder, { recursive: true });
    },
  };
};
