/** The demonstration's picture: its advert is read first because of what stands on it, in Chinese. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openApp } from '../../src/app.ts';
import { type DemoSite, startDemoSite } from '../../src/demo/demo-site.ts';
import { demoTargets } from '../../src/demo/demo-targets.ts';
import { ocrFolder } from '../../src/images/installed-languages.ts';
import { languageDataFile } from '../../src/images/read-image-text.ts';
import { ocrDataFor } from '../fixtures/images/ocr-data.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';
import { until } from './run-deployment.ts';

describe('the picture of the demonstration', () => {
  const closers: (() => unknown)[] = [];
  let data: Awaited<ReturnType<typeof ocrDataFor>>;
  let site: DemoSite;
  let database: TestDatabase;

  beforeAll(async () => {
    data = await ocrDataFor(['zh-Hans']);
    if (!data.folder) return;
    const folder = mkdtempSync(join(tmpdir(), 'lurewatch-demo-picture-'));
    closers.push(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(languageDataFile(data.folder, 'chi_sim'), languageDataFile(ocrFolder(folder), 'chi_sim'));
    site = await startDemoSite();
    closers.push(site.close);
    database = await openTestDatabase();
    closers.push(database.stop);
    const app = await openApp({
      name: 'test',
      databaseUrl: database.connectionString,
      dataFolder: folder,
      allowedPrivateHosts: [`127.0.0.1:${site.port}`],
      browser: 'never',
      fetchesImages: true,
      readingThreads: 1,
    });
    closers.push(app.close);
    const dispatcher = app.startDispatcher();
    closers.push(dispatcher.stop);
    for (const running of [await app.startWorker(), await app.startMaintenance()])
      closers.push(running.close);
    const [board] = demoTargets(site.url);
    if (!board) throw new Error('the demonstration has no board');
    const target = await app.targets.byId(await app.targets.add({ actor: 'test', settings: board }));
    if (!target) throw new Error('the target is not there');
    await app.startRun({ target, trigger: 'person' });
  }, 300_000);
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });
  beforeEach((test) => {
    if (data.missing) test.skip(data.missing);
  });

  const lead = () =>
    database.prisma.lead.findFirst({
      where: { posting: { url: { endsWith: '/jobs/zh-image-advert' } } },
      include: { assessment: true },
    });

  it('raises its advert to the first ones of the queue, by words that stand on it alone', async () => {
    await until(
      async () => Boolean((await lead())?.assessment.imagesKey),
      'the lead with the text of its picture',
    );
    const found = await lead();
    expect(found?.tierRank).toBe(3);
    const assessments = await database.prisma.assessment.findMany({
      where: { revisionId: found?.revisionId ?? '' },
      orderBy: { createdAt: 'asc' },
    });
    const [byTextAlone, withPicture] = assessments.map((one) => one.score);
    expect(withPicture).toBeGreaterThan(byTextAlone ?? 100);
    const findings = found?.assessment.findings as { field: string; text: string }[];
    const onPicture = findings.filter(({ field }) => field === 'image:0').map(({ text }) => text);
    expect(onPicture.join(' ')).toMatch(/妙瓦底/);
    expect(onPicture.join(' ')).toMatch(/机票/);
  });
});
