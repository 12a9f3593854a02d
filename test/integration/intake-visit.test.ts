import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptIntake, undoIntake } from '../../src/pipeline/intake.ts';
import { newId } from '../../src/platform/ids.ts';
import { verifyAudit } from '../../src/storage/audit.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';
import { until } from './run-deployment.ts';
import { runTestApp, type TestApp } from './run-test-app.ts';

let site: TestSite;
let running: TestApp;
let actor: string;
let partnerId: string;
beforeAll(async () => {
  site = await startTestSite({ adverts: 15, perPage: 6 });
  running = await runTestApp(site);
  const { prisma } = running.database;
  actor = newId();
  partnerId = newId();
  await prisma.user.create({ data: { id: actor, name: 'ines', role: 'analyst', passwordHash: 'none' } });
  await prisma.intakePartner.create({ data: { id: partnerId, name: 'Example Shelter', tokenHash: 'x' } });
});
afterAll(() => running.close());

const handIn = (item: { url: string; text?: string }) =>
  running.app.intake.intake.add({
    partnerId,
    reference: null,
    title: '',
    text: '',
    employer: null,
    location: null,
    postedIn: null,
    images: [],
    protectedHashes: [],
    ...item,
  });
const shown = async (id: string) =>
  (await running.app.intake.intake.list('accepted')).find((one) => one.id === id);
const runEnded = async (targetId: string): Promise<boolean> =>
  (await running.database.prisma.run.count({ where: { targetId, state: 'finished' } })) > 0;

it('visits an accepted address as any crawled page, once, and takes it away again', async () => {
  const lure = site.adverts.find(({ sort }) => sort === 'lure');
  const url = `${site.url}/jobs/ad-${lure?.id}`;
  const id = await handIn({ url });
  expect(site.hits).toEqual([]);
  expect(await acceptIntake(running.app.intake, { id, actor })).toEqual({ leadId: null, isVisited: true });
  const targetId = (await shown(id))?.targetId as string;
  expect(targetId).not.toBeNull();
  await until(() => runEnded(targetId), 'the end of the visit');
  const captures = await running.database.prisma.capture.findMany({ where: { run: { targetId } } });
  // Robots of the site were asked first, and nothing but the page was fetched.
  expect(site.hits.map(({ path }) => path)).toEqual(['/robots.txt', new URL(url).pathname]);
  expect(captures.map(({ requestedUrl, kind }) => [requestedUrl, kind])).toEqual([[url, 'fetch']]);
  const { leadId } = (await shown(id)) ?? {};
  const lead = await running.database.prisma.lead.findUniqueOrThrow({ where: { id: leadId as string } });
  expect(lead.site).toBe(site.url);

  await undoIntake(running.app.intake, { id, actor });
  expect(await running.database.prisma.posting.count()).toBe(0);
  expect(await running.database.prisma.capture.count()).toBe(0);
  const target = await running.database.prisma.target.findUniqueOrThrow({ where: { id: targetId } });
  expect(target.removedAt).not.toBeNull();
  expect((await running.app.intake.intake.list('new')).map((one) => one.id)).toEqual([id]);
  expect((await verifyAudit(running.database.prisma)).problems).toEqual([]);
});

it('never fetches what would reach the people behind an advert', async () => {
  const alone = await handIn({ url: 'https://wa.me/12025550142' });
  await expect(acceptIntake(running.app.intake, { id: alone, actor })).rejects.toThrow('is not fetched');
  expect((await running.app.intake.intake.byId(alone))?.state).toBe('new');
  const withText = await handIn({ url: 'https://wa.me/12025550143', text: 'Typing work abroad, room paid' });
  expect(await acceptIntake(running.app.intake, { id: withText, actor })).toMatchObject({ isVisited: false });
  expect((await shown(withText))?.targetId).toBeNull();
});
