/** Every target type crawls its place of the test site: from the address to the analysts' queue. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTargetTypes } from '../../crawlers/target-types.ts';
import { type App, openApp } from '../../src/app.ts';
import { discoverPlaces } from '../site/discover-places.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';
import { until } from './run-deployment.ts';

const places = await discoverPlaces();
const types = await loadTargetTypes();

let site: TestSite;
let database: TestDatabase;
let app: App;
let close: () => Promise<void>;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lurewatch-target-types-'));
  site = await startTestSite({ adverts: 15, perPage: 6 });
  database = await openTestDatabase();
  app = await openApp({
    name: 'test',
    databaseUrl: database.connectionString,
    dataFolder: folder,
    allowedPrivateHosts: [site.host],
    browser: 'never',
    readingThreads: 1,
  });
  const dispatcher = app.startDispatcher();
  const worker = await app.startWorker();
  close = async () => {
    await dispatcher.stop();
    await worker.close();
    await app.close();
    await database.stop();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterAll(async () => {
  await close?.();
});

/** Runs the target to its end. */
const crawl = async (typeId: string): Promise<{ targetId: string; runId: string }> => {
  const options = places.get(typeId)?.options(`${site.url}/${typeId}`) ?? {};
  const targetId = await app.targets.add({
    actor: 'test',
    settings: {
      name: typeId,
      typeId,
      options,
      delayMs: 0,
      renderMode: 'never',
      everyHours: 0,
      maxPagesPerRun: 500,
    },
  });
  const target = await app.targets.byId(targetId);
  if (!target) throw new Error(`the target ${typeId} is not there`);
  const { runId } = await app.startRun({ target, trigger: 'person' });
  await until(
    async () => (await database.prisma.run.findUniqueOrThrow({ where: { id: runId } })).state === 'finished',
    `the end of the run of ${typeId}`,
  );
  return { targetId, runId };
};

/** What stands in the database of one target: number of the advert → how often, and whether it is a lead. */
const foundBy = async (targetId: string): Promise<{ id: number; isLead: boolean }[]> => {
  const { rows } = await database.pool.query<{ text: string; isLead: boolean }>(
    `select distinct p.id, concat_ws(' ', r.fields ->> 'title', r.fields ->> 'text') as text, l.id is not null as "isLead"
     from sighting s join posting p on p.id = s."postingId" join revision r on r.id = p."currentRevisionId"
     left join lead l on l."postingId" = p.id where s."targetId" = $1::uuid`,
    [targetId],
  );
  return rows.map(({ text, isLead }) => {
    const id = Number(/Reference number (\d+)/.exec(text)?.[1]);
    return { id, isLead };
  });
};

describe('a target type', () => {
  it.each([...types.keys()])('%s has its place on the test site', (typeId) => {
    expect([...places.keys()]).toContain(typeId);
  });

  it.each([...types.keys()].filter((typeId) => places.has(typeId)))(
    '%s is crawled from its address into leads',
    async (typeId) => {
      const { targetId, runId } = await crawl(typeId);
      const shown = places.get(typeId)?.shown?.(site.adverts) ?? site.adverts;
      const found = await foundBy(targetId);
      expect(found.map((one) => one.id).sort((one, other) => one - other)).toEqual(
        shown.map((advert) => advert.id),
      );
      const lures = shown.filter((advert) => advert.sort === 'lure').map((advert) => advert.id);
      expect(
        found
          .filter((one) => one.isLead)
          .map((one) => one.id)
          .sort((one, other) => one - other),
      ).toEqual(lures);
      const states = await database.pool.query<{ state: string }>(
        `select distinct state from url where "runId" = $1::uuid and "leadId" is null`,
        [runId],
      );
      for (const { state } of states.rows) expect(['done', 'gone', 'refused', 'blocked']).toContain(state);
    },
    60_000,
  );
});
