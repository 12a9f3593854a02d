/** Request headers of a target: from the form to the fetch, with their values in no other place. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';
import { runTestApp, type TestApp } from './run-test-app.ts';

const secret = 'key-0123456789-never-shown';
const header = `X-Api-Key: ${secret}`;
const job = {
  id: 7,
  title: 'Night cook for a hospital',
  description: 'We look for a cook who works nights in our kitchen. Apply at the office with your papers.',
};

let site: TestSite;
let test: TestApp;
beforeAll(async () => {
  site = await startTestSite({
    adverts: 1,
    pages: {
      '/keyed/jobs': (request, response) =>
        request.headers['x-api-key'] === secret
          ? response
              .writeHead(200, { 'content-type': 'application/json' })
              .end(JSON.stringify({ jobs: [job] }))
          : response.writeHead(401).end('no key'),
    },
  });
  test = await runTestApp(site);
});
afterAll(() => test.close());

const options = (headers: string[], path = '/keyed/jobs') => ({ startUrls: [`${site.url}${path}`], headers });
const settingsOf = async (id: string) => {
  const view = (await test.app.targets.list()).find((target) => target.id === id);
  if (!view) throw new Error('the target was not stored');
  return view.settings;
};
const titles = async (): Promise<string[]> => {
  const { rows } = await test.database.pool.query<{ title: string }>(
    `select fields->>'title' as title from revision`,
  );
  return rows.map((row) => row.title);
};

describe('request headers', () => {
  it('are sent with the requests of their target, and stored, shown and logged nowhere', async () => {
    const id = await test.addTarget('json-api', options([header]));
    await test.crawl(id);
    expect(await titles()).toEqual([job.title]);
    expect((await settingsOf(id)).options).toMatchObject({ headers: ['X-Api-Key: (kept)'] });
    expect((await test.app.targets.byId(id))?.options).toMatchObject({ headers: ['X-Api-Key: (kept)'] });
    const { rows } = await test.database.pool.query<{ name: string }>(
      `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
    );
    for (const { name } of rows) {
      const found = await test.database.pool.query(
        `select count(*)::int as count from ${name} t where t::text like $1`,
        [`%${secret}%`],
      );
      expect([name, found.rows[0]?.count]).toEqual([name, 0]);
    }
    expect(
      site.hits.filter((hit) => hit.path === '/robots.txt').some((hit) => hit.headers['x-api-key']),
    ).toBe(false);
  });

  it('are kept when the settings are saved as they are shown, but not for another place', async () => {
    const id = await test.addTarget('json-api', options([header]));
    const shown = await settingsOf(id);
    await test.app.targets.change(id, { ...shown, name: 'Renamed' }, 'command');
    const before = site.hits.length;
    await test.crawl(id);
    expect(site.hits.slice(before).find((hit) => hit.path === '/keyed/jobs')?.headers['x-api-key']).toBe(
      secret,
    );
    const moved = { ...shown, options: { ...shown.options, startUrls: ['https://elsewhere.example/jobs'] } };
    await expect(test.app.targets.change(id, moved, 'command')).rejects.toThrow(
      'an address of the target is new: enter the request header X-Api-Key anew',
    );
    const unknown = { ...shown, options: options(['X-Other: (kept)']) };
    await expect(test.app.targets.change(id, unknown, 'command')).rejects.toThrow(
      'no value is stored for the request header X-Other: enter it',
    );
    await test.app.targets.change(id, { ...shown, options: options([]) }, 'command');
    expect((await settingsOf(id)).options).toMatchObject({ headers: [] });
  });

  it('that can not be opened any more are asked for anew, and nothing is fetched without them', async () => {
    const [one, other] = [
      await test.addTarget('json-api', options([header])),
      await test.addTarget('json-api', options([header], '/keyed/jobs?other')),
    ];
    // A sealed value is bound to its target.
    await test.database.pool.query(
      'update target set options = (select options from target where id = $1) where id = $2',
      [one, other],
    );
    const before = site.hits.length;
    const runId = await test.crawl(other);
    const { problems } = await test.app.runs.counts(runId);
    expect(problems.map(({ problem }) => problem)).toEqual([
      'its request headers can no longer be opened with the key of this deployment: enter them anew',
    ]);
    expect(site.hits.slice(before).map((hit) => hit.path)).not.toContain('/keyed/jobs');
  });

  it('are tried by a preview as they are entered', async () => {
    const settings = {
      name: 'Keyed',
      typeId: 'json-api',
      ...{ delayMs: 0, everyHours: 0, maxPagesPerRun: 5 },
    };
    const preview = (headers: string[]) =>
      test.app.previewTarget({ ...settings, renderMode: 'never', options: options(headers) });
    expect((await preview([header])).postings.map(({ title }) => title)).toEqual([job.title]);
    await expect(preview(['X-Api-Key: (kept)'])).rejects.toThrow('401');
  });
});
