/** The hostile web is crawled from its start page to the end: nothing gets stuck, nothing good is missed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crawlHostileSite, type HostileCrawl } from '../fixtures/hostile-crawl.ts';
import { hostilePages } from '../site/hostile/start-hostile-site.ts';

let crawl: HostileCrawl;
/** What stands in the frontier of the hostile board, by path with query. */
let urls: Map<string, UrlRow>;

interface UrlRow {
  url: string;
  state: string;
  lastProblem: string | null;
}

interface FoundAdvert {
  title: string;
  text: string;
  url: string;
  isLead: boolean;
}

const urlsOf = async (targetId: string): Promise<UrlRow[]> =>
  (
    await crawl.database.pool.query<UrlRow>(
      'select url, state, "lastProblem" from url where "targetId" = $1::uuid and "leadId" is null',
      [targetId],
    )
  ).rows;

const advertsOf = async (targetId: string): Promise<FoundAdvert[]> =>
  (
    await crawl.database.pool.query<FoundAdvert>(
      `select distinct p.id, p.url, r.fields ->> 'title' as title, r.fields ->> 'text' as text, l.id is not null as "isLead"
       from sighting s join posting p on p.id = s."postingId" join revision r on r.id = p."currentRevisionId"
       left join lead l on l."postingId" = p.id where s."targetId" = $1::uuid`,
      [targetId],
    )
  ).rows;

const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url);
  return pathname + search;
};

beforeAll(async () => {
  crawl = await crawlHostileSite();
  urls = new Map((await urlsOf(crawl.targetIds.hostile)).map((row) => [pathOf(row.url), row]));
}, 300_000);
afterAll(async () => {
  await crawl?.close();
});

describe('the hostile site', () => {
  it('is crawled to the end: no run is open, no url waits or is leased', async () => {
    const { rows } = await crawl.database.pool.query(
      `select u.url, u.state from url u where u.state in ('waiting', 'leased')`,
    );
    expect(rows).toEqual([]);
    expect(await crawl.database.prisma.run.groupBy({ by: ['state'], _count: true })).toEqual([
      { state: 'finished', _count: crawl.site.others.length + 3 },
    ]);
    expect(await crawl.database.prisma.deadLetter.count()).toBe(0);
  });

  it.each(Object.entries(hostilePages))('%s ends as it should, in words', async (path, page) => {
    const row = urls.get(path);
    expect({ path, state: row?.state, problem: row?.lastProblem }).toEqual({
      path,
      state: page.ends,
      problem: page.says ? expect.stringMatching(page.says) : (row?.lastProblem ?? null),
    });
    if (page.title === undefined) return;
    expect((await advertsOf(crawl.targetIds.hostile)).map(({ title }) => title)).toContain(page.title);
  });

  it('hides no good advert, shows none twice, and its lures are leads', async () => {
    const found = (await advertsOf(crawl.targetIds.hostile))
      .map(({ text, isLead }) => ({ id: Number(/Reference number (\d+)/.exec(text)?.[1]), isLead }))
      .filter(({ id }) => !Number.isNaN(id))
      .sort((one, other) => one.id - other.id);
    expect(found).toEqual(crawl.site.adverts.map(({ id, sort }) => ({ id, isLead: sort === 'lure' })));
  });

  it('shows an advert once that stands under thousands of addresses', async () => {
    const copies = await advertsOf(crawl.targetIds.copies);
    expect(copies.map(({ title }) => title)).toEqual(['Night porter for a hotel']);
    expect(await urlsOf(crawl.targetIds.copies)).toHaveLength(2000);
  });

  it('leads into no endless space further than its limits, and the run says so', async () => {
    const { notices } = await crawl.database.prisma.run.findFirstOrThrow({
      where: { targetId: crawl.targetIds.hostile },
    });
    expect(Object.keys(notices as object)).toEqual(
      expect.arrayContaining(['page-budget', 'paging-stopped', 'repeating-path']),
    );
    const spaces = [...urls.keys()].filter((path) =>
      /^\/endless\/(paging|calendar|session|visitor|deeper|circle)/.test(path),
    );
    expect(spaces.length).toBeLessThan(4 * 31 + 20);
  });

  it('gives every trouble a reason that is a sentence, not a code', () => {
    for (const { url, state, lastProblem } of urls.values())
      if (state !== 'done') {
        expect(lastProblem, url).toMatch(/\w+ \w+ \w+/);
        expect(lastProblem, url).not.toMatch(
          /undefined|\[object|E[A-Z]{4,}|UND_ERR|Parse Error|HPE_|at \/|\bnull\b/,
        );
      }
  });

  it('does not starve its neighbour', async () => {
    const { hostile, neighbour } = crawl.targetIds;
    const endOf = async (targetId: string): Promise<number> =>
      (await crawl.database.prisma.run.findFirstOrThrow({ where: { targetId } })).finishedAt?.getTime() ?? 0;
    expect(await endOf(neighbour)).toBeLessThan(await endOf(hostile));
    expect(await advertsOf(neighbour)).toHaveLength(crawl.neighbour.adverts.length);
  });

  it('does not fill the memory', () => {
    const { before, peak } = crawl.memory;
    expect((peak - before) / 1024 / 1024).toBeLessThan(500);
  });
});

describe('a trouble with a site of its own', () => {
  it('ends as it should, in words', async () => {
    for (const { name, host, advertUrl } of crawl.site.others) {
      const rows = await urlsOf(crawl.targetIds.others.get(name) ?? '');
      const row = rows.find(({ url }) => url === advertUrl);
      expect({ name, state: row?.state, problem: row?.lastProblem }).toEqual({
        name,
        state: host.ends,
        problem: host.says ? expect.stringMatching(host.says) : null,
      });
    }
  });
});
