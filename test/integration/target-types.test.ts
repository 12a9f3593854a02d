/** Every target type crawls its place of the test site: from the address to the analysts' queue. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTargetTypes } from '../../crawlers/target-types.ts';
import { discoverPlaces } from '../site/discover-places.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';
import { runTestApp, type TestApp } from './run-test-app.ts';

const places = await discoverPlaces();
const types = await loadTargetTypes();

let site: TestSite;
let running: TestApp;

beforeAll(async () => {
  site = await startTestSite({ adverts: 15, perPage: 6 });
  running = await runTestApp(site);
});
afterAll(async () => {
  await running?.close();
});

/** What stands in the database of one target: number of the advert → how often, and whether it is a lead. */
const foundBy = async (targetId: string): Promise<{ id: number; isLead: boolean }[]> => {
  const { rows } = await running.database.pool.query<{ text: string; isLead: boolean }>(
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
      const options = places.get(typeId)?.options(`${site.url}/${typeId}`) ?? {};
      const targetId = await running.addTarget(typeId, options);
      const runId = await running.crawl(targetId);
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
      const states = await running.database.pool.query<{ state: string }>(
        `select distinct state from url where "runId" = $1::uuid and "leadId" is null`,
        [runId],
      );
      for (const { state } of states.rows) expect(['done', 'gone', 'refused', 'blocked']).toContain(state);
    },
    60_000,
  );
});
