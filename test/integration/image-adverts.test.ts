/** Adverts whose words stand in a picture, from the site to the queue; hostile pictures cost a note and nothing else. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import { writeBundle } from '../../src/exporters/bundle.ts';
import { verifyBundle } from '../../src/exporters/verify-bundle.ts';
import { ocrFolder } from '../../src/images/installed-languages.ts';
import { languageDataFile } from '../../src/images/read-image-text.ts';
import { newId } from '../../src/platform/ids.ts';
import { loadExportLeads } from '../../src/storage/bundles.ts';
import { createReviewStore } from '../../src/storage/review.ts';
import { drawAdvert } from '../fixtures/images/draw-advert.ts';
import { ocrDataFor } from '../fixtures/images/ocr-data.ts';
import { htmlPage } from '../site/board-pages.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';
import type { Answer } from '../site/trouble-pages.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';
import { until } from './run-deployment.ts';

const lureLines = [
  'Typing job in Myawaddy KK Park',
  'Salary 3000 USD a month',
  'Free flight, visa, food and room',
  'No experience, passport is enough',
  'Telegram: @invented_poster_hr',
];

/** A PNG that says it is 30,000 pixels wide and high: some kilobytes, and 2.7 GB once it is unpacked. */
const bomb = async (): Promise<Buffer> => {
  const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const header = Buffer.from(png.subarray(12, 29));
  header.writeUInt32BE(30_000, 4);
  header.writeUInt32BE(30_000, 8);
  header.copy(png, 12);
  const { crc32 } = await import('node:zlib');
  png.writeUInt32BE(crc32(header), 29);
  return png;
};

const animation = (): Promise<Buffer> => {
  const frame = (background: string) => ({
    create: { width: 200, height: 200, channels: 3 as const, background },
  });
  return sharp([frame('red'), frame('blue')] as never, { join: { animated: true } })
    .gif()
    .toBuffer();
};

const picture =
  (content: Buffer | string, type = 'image/png'): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': type }).end(content);
  };

const advert = (name: string, image: string, text: string): Answer => {
  const page = htmlPage(
    name,
    `<main><h1>${name}</h1><table><tr><th>Location</th><td>As in the picture</td></tr></table>
     <section><p>${text}</p><p><img src="${image}" alt="poster"></p></section></main>`,
  );
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  };
};

const hostile = ['bomb', 'broken', 'page', 'drawing', 'animation', 'missing'] as const;

describe('adverts whose words stand in a picture', () => {
  let data: Awaited<ReturnType<typeof ocrDataFor>>;
  let folder: string;
  let site: TestSite;
  let database: TestDatabase;
  let app: App;
  let close: () => Promise<void>;

  beforeAll(async () => {
    data = await ocrDataFor(['en', 'zh-Hans']);
    if (!data.folder) return;
    folder = mkdtempSync(join(tmpdir(), 'lurewatch-images-'));
    const poster = await drawAdvert(lureLines);
    const names = ['poster', 'repost', ...hostile];
    const plain =
      'We are looking for colleagues. All details are in the picture. Apply soon, places are few.';
    site = await startTestSite({
      robots: 'User-agent: *\nDisallow: /forbidden/\n',
      pages: {
        '/posters': (_request, response) => {
          const cards = names
            .map(
              (name) =>
                `<article class="card"><h2><a href="/posters/ad-${names.indexOf(name) + 1}">Job ${name}</a></h2></article>`,
            )
            .join('');
          response
            .writeHead(200, { 'content-type': 'text/html' })
            .end(htmlPage('Jobs', `<main>${cards}</main>`));
        },
        ...Object.fromEntries(
          names.map((name, index) => [
            `/posters/ad-${index + 1}`,
            advert(
              `Job ${name}`,
              name === 'missing' ? '/forbidden/poster.png' : `/pictures/${name}.png`,
              plain,
            ),
          ]),
        ),
        '/pictures/poster.png': picture(poster),
        '/pictures/repost.png': picture(
          await sharp(poster).resize(700).jpeg({ quality: 60 }).toBuffer(),
          'image/jpeg',
        ),
        '/pictures/bomb.png': picture(await bomb()),
        '/pictures/broken.png': picture(poster.subarray(0, 2000)),
        '/pictures/page.png': picture('<html><body>Log in to see pictures</body></html>'),
        '/pictures/drawing.png': picture(
          '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><text>Free flight</text></svg>',
          'image/svg+xml',
        ),
        '/pictures/animation.png': picture(await animation(), 'image/gif'),
      },
    });
    database = await openTestDatabase();
    app = await openApp({
      name: 'test',
      databaseUrl: database.connectionString,
      dataFolder: folder,
      allowedPrivateHosts: [site.host],
      browser: 'never',
      fetchesImages: true,
      readingThreads: 1,
    });
    const dispatcher = app.startDispatcher();
    const worker = await app.startWorker();
    const maintenance = await app.startMaintenance();
    close = async () => {
      await dispatcher.stop();
      await Promise.all([worker.close(), maintenance.close()]);
      await app.close();
      await database.stop();
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    };
  }, 300_000);
  afterAll(async () => {
    await close?.();
  });
  beforeEach((test) => {
    if (data.missing) test.skip(data.missing);
  });

  const install = (name: string): void =>
    cpSync(languageDataFile(data.folder ?? '', name), languageDataFile(ocrFolder(folder), name));

  const run = async (): Promise<void> => {
    const [known] = await app.targets.list();
    const settings = {
      name: 'Posters',
      typeId: 'job-board',
      options: { startUrls: [`${site.url}/posters`] },
      delayMs: 0,
      renderMode: 'never' as const,
      everyHours: 0,
      maxPagesPerRun: 100,
    };
    const id = known?.id ?? (await app.targets.add({ actor: 'test', settings }));
    const target = await app.targets.byId(id);
    if (!target) throw new Error('the target is not there');
    const { runId } = await app.startRun({ target, trigger: 'person' });
    await until(
      async () =>
        (await database.prisma.run.findUniqueOrThrow({ where: { id: runId } })).state === 'finished',
      'the end of the run',
    );
  };

  const readings = async () =>
    database.pool
      .query<{
        title: string;
        text: string | null;
        note: string | null;
        problem: string | null;
        words: number;
      }>(
        `select r.fields ->> 'title' as title, g.text, g.note, i.problem, jsonb_array_length(g.words) as words
         from posting_image i join posting p on p.id = i."postingId" join revision r on r.id = p."currentRevisionId"
         left join image_reading g on g."blobHash" = i."blobHash"`,
      )
      .then(({ rows }) => new Map(rows.map((row) => [row.title, row])));

  it('are not fetched while no language is installed', async () => {
    await run();
    expect(await database.prisma.posting.count()).toBe(8);
    expect(site.hits.filter((hit) => hit.path.startsWith('/pictures/'))).toEqual([]);
    expect(await database.prisma.lead.count()).toBe(0);
  });

  it('become leads by their picture, with contacts, words and places of the words', async () => {
    install('eng');
    await run();
    await until(async () => (await database.prisma.imageReading.count()) === 7, 'all pictures being read');
    await until(async () => (await database.prisma.lead.count()) === 2, 'the leads');
    const read = (await readings()).get('Job poster');
    expect(read?.text).toContain('Typing job in Myawaddy KK Park\n');
    expect(read?.words).toBeGreaterThan(15);
    const leads = await database.prisma.lead.findMany({
      include: { assessment: true },
      orderBy: { title: 'asc' },
    });
    expect(leads.map((lead) => lead.title)).toEqual(['Job poster', 'Job repost']);
    expect(leads.map((lead) => lead.tierRank)).toEqual([3, 3]);
    expect(new Set(leads.map((lead) => lead.groupId)).size).toBe(1);
    const findings = leads[0]?.assessment.findings as { field: string; text: string }[];
    expect(findings.some(({ field, text }) => field === 'image:0' && text.includes('Myawaddy'))).toBe(true);
    expect(leads[0]?.searchTerms).toContain('invented_poster_hr');
  });

  it('keep their posting and get a note when the picture is hostile or may not be fetched', async () => {
    const read = await readings();
    const noteOf = (name: string) => read.get(`Job ${name}`)?.note;
    expect(noteOf('bomb')).toContain('40 megapixels');
    expect(noteOf('broken')).toContain('broken');
    expect(noteOf('page')).toContain('no image');
    expect(noteOf('drawing')).toContain('svg');
    expect(noteOf('animation')).toContain('animated');
    expect(read.get('Job missing')).toMatchObject({ text: null, note: null });
    expect(read.get('Job missing')?.problem).toContain('robots.txt');
    expect(await database.prisma.posting.count()).toBe(8);
  });

  it('leave in a bundle with picture, text and perceptual hash, and the bundle is whole', async () => {
    const leads = await database.prisma.lead.findMany({ orderBy: { title: 'asc' } });
    const [lead] = await loadExportLeads(
      database.prisma,
      leads.slice(0, 1).map((one) => one.id),
    );
    const [image] = lead?.images ?? [];
    expect(image?.text).toContain('Myawaddy');
    expect(image?.perceptualHash).toMatch(/^[0-9a-f]{16}$/);
    const capture = lead?.captures.find((one) => one.id === image?.captureId);
    expect(capture).toMatchObject({ mediaType: 'image/png', status: 200, isWithheld: false });
    const file = join(folder, 'bundle.zip');
    await writeBundle(
      {
        file,
        leads: lead ? [lead] : [],
        request: {
          marking: 'TLP:AMBER',
          purpose: 'to try out pictures in bundles',
          recipient: 'Desk of an invented agency',
          includeCapturesReason: 'the words stand in the picture alone',
        },
        createdAt: new Date(),
        softwareVersion: 'test',
      },
      app.blobs,
    );
    const report = await verifyBundle(file);
    expect(report.problems).toEqual([]);
    expect(report.manifest?.files.map((one) => one.path)).toContain(`captures/${capture?.hash}`);
  });

  it('know each other by their picture', async () => {
    const leads = await database.prisma.lead.findMany({ orderBy: { title: 'asc' } });
    const view = await createReviewStore(database.prisma).readLead(leads[0]?.id ?? '', newId());
    expect(view?.samePictures.map((other) => [other.leadId, other.title])).toEqual([
      [leads[1]?.id, 'Job repost'],
    ]);
    expect(view?.images[0]).toMatchObject({ number: 0, isShown: true, note: null, languages: ['eng'] });
  });

  it('are not read twice, and stay leads when their page is seen again', async () => {
    const before = await database.pool.query('select "blobHash", "readAt" from image_reading order by 1');
    const leads = await database.pool.query('select id, "assessmentId", "updatedAt" from lead order by 1');
    await run();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(
      (await database.pool.query('select "blobHash", "readAt" from image_reading order by 1')).rows,
    ).toEqual(before.rows);
    expect(
      (await database.pool.query('select id, "assessmentId", "updatedAt" from lead order by 1')).rows,
    ).toEqual(leads.rows);
  });

  it("are read again when a language was installed since, but not what can't be read", async () => {
    install('chi_sim');
    await run();
    await until(
      async () =>
        (await database.prisma.imageReading.count({ where: { installed: { has: 'zh-Hans' } } })) === 2,
      'the pictures being read again',
    );
    const again = await database.prisma.imageReading.findMany({ where: { languages: { has: 'chi_sim' } } });
    expect(again.map((reading) => reading.note)).toEqual([null, null]);
    expect(await database.prisma.lead.count()).toBe(2);
  });
});
