import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoAdverts } from './adverts/index.ts';
import { type DemoSite, startDemoSite } from './demo-site.ts';
import { demoTargets } from './demo-targets.ts';

let site: DemoSite;
beforeAll(async () => {
  site = await startDemoSite();
});
afterAll(() => site.close());

const read = async (path: string): Promise<string> => (await fetch(site.url + path)).text();

const collect = async (path: string, pattern: RegExp, next: RegExp): Promise<string[]> => {
  const page = await read(path);
  const found = [...page.matchAll(pattern)].map((match) => match[1] ?? '');
  const following = next.exec(page)?.[1];
  return following ? [...found, ...(await collect(following, pattern, next))] : found;
};

test('every advert stands on exactly one page that can be reached by links', async () => {
  const board = await collect('/jobs', /href="\/jobs\/([a-z0-9-]+)"/g, /rel="next" href="([^"]+)"/);
  const classifieds = await collect(
    '/classifieds',
    /href="\/classifieds\/([a-z0-9-]+)"/g,
    /rel="next" href="([^"]+)"/,
  );
  const messages = await collect(
    '/s/lurewatch_demo',
    /data-post="lurewatch_demo\/(\d+)"/g,
    /href="(\/s\/[^"]+before=\d+)"/,
  );
  const channel = demoAdverts.filter((advert) => advert.place === 'channel');
  expect(new Set([...board, ...classifieds]).size).toBe(board.length + classifieds.length);
  expect(board.length + classifieds.length + channel.length).toBe(demoAdverts.length);
  // one more message than adverts: the service message that a reader has to skip
  expect(new Set(messages).size).toBe(channel.length + 1);
});

test('the texts cover at least ten languages and every kind of writer', () => {
  expect(new Set(demoAdverts.map((advert) => advert.language)).size).toBeGreaterThanOrEqual(10);
  expect(new Set(demoAdverts.map((advert) => advert.label))).toEqual(
    new Set(['lure', 'lookalike', 'ordinary', 'seeking', 'question', 'warning', 'plea']),
  );
});

test('an unknown page and a path that leaves the image folder are not found', async () => {
  expect((await fetch(`${site.url}/nothing`)).status).toBe(404);
  expect((await fetch(`${site.url}/images/..%2fdemo-site.ts`)).status).toBe(404);
});

test('a taken port is stepped over', async () => {
  const second = await startDemoSite({ preferredPort: site.port });
  expect(second.port).not.toBe(site.port);
  await second.close();
});

test('the targets point at the site', () => {
  for (const target of demoTargets(site.url)) expect(JSON.stringify(target.options)).toContain(site.url);
});
