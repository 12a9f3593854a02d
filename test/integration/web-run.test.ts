import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { createRuns } from '../../src/storage/runs.ts';
import { emptyTables } from './open-test-database.ts';
import { openWeb, type TestWeb } from './open-web.ts';
import { type SeededLead, seedLead } from './seed-leads.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb({
    pauseRun: (...input) => createRuns(web.database).pauseRun(...input),
    resumeRun: (...input) => createRuns(web.database).resumeRun(...input),
    cancelRun: (...input) => createRuns(web.database).cancelRun(...input),
  });
});
beforeEach(() => emptyTables(web.database));
afterAll(() => web.close());

const startedAt = new Date(Date.now() - 60_000);

/** A run that has read one page with an advert, and could not read another. */
const seedRun = async (): Promise<{ runId: string; seeded: SeededLead }> => {
  const { prisma } = web.database;
  const [targetId, runId] = [newId(), newId()];
  await prisma.target.create({
    data: {
      id: targetId,
      name: 'Example board',
      typeId: 'job-board',
      options: { startUrls: ['https://board.example.com/'] },
      delayMs: 0,
      renderMode: 'never',
      everyHours: 0,
      maxPagesPerRun: 50,
      runs: {
        create: {
          id: runId,
          trigger: 'person',
          startedAt,
          notices: { 'paging-stopped': { sentence: 'paging stopped', count: 1, example: null } },
        },
      },
    },
  });
  await prisma.lane.create({ data: { name: 'board.example.com' } });
  const seeded = await seedLead(prisma, { title: 'Typing clerk', tier: 'high' });
  const urls = [
    { state: 'done', lastStatus: 200, lastProblem: null },
    { state: 'blocked', lastStatus: 403, lastProblem: 'the site says no (403)' },
    { state: 'waiting', lastStatus: null, lastProblem: null },
  ];
  for (const [index, url] of urls.entries()) {
    const id = newId();
    const path = `https://board.example.com/${index}`;
    const lastVisitedAt = url.state === 'waiting' ? null : new Date();
    await prisma.url.create({
      data: {
        id,
        targetId,
        runId,
        laneName: 'board.example.com',
        keyHash: path,
        url: path,
        kind: 'posting',
        lastVisitedAt,
        ...url,
      },
    });
    if (url.state === 'done')
      await prisma.capture.update({
        where: { id: seeded.captureId },
        data: { runId, urlId: id, postingsRead: 1, fetchedAt: new Date() },
      });
  }
  await prisma.sighting.create({
    data: {
      id: newId(),
      postingId: seeded.postingId,
      targetId,
      captureId: seeded.captureId,
      seenAt: new Date(),
    },
  });
  return { runId, seeded };
};

describe('the page of a run', () => {
  it('shows what it has read, what not and why, and the adverts', async () => {
    const { runId, seeded } = await seedRun();
    const admin = await web.signInAs('admin');
    const { status, body } = await admin('GET', `/api/runs/${runId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      targetName: 'Example board',
      state: 'running',
      isPaused: false,
      captures: 1,
      postings: 1,
      leads: 1,
      newPostings: 1,
      maxPages: 50,
      notices: [{ code: 'paging-stopped', sentence: 'paging stopped' }],
      problems: [{ problem: 'the site says no (403)', count: 1 }],
      samples: [{ title: 'Typing clerk', tier: 'high', leadId: seeded.leadId }],
    });
    expect(body.urls.map(({ state }: { state: string }) => state).sort()).toEqual([
      'blocked',
      'done',
      'waiting',
    ]);
    expect(
      body.pages.map(({ url, problem, postings }: Record<string, unknown>) => [url, problem, postings]),
    ).toEqual([
      ['https://board.example.com/1', 'the site says no (403)', null],
      ['https://board.example.com/0', null, 1],
    ]);
    const { secondsPerStep, steps } = body.pace;
    expect(steps.length * secondsPerStep).toBeGreaterThanOrEqual(60);
    expect(steps.filter(({ read }: { read: number }) => read > 0)).toEqual([{ read: 1, unread: 0 }]);
  });

  it('shows nobody who asks for help', async () => {
    const { runId, seeded } = await seedRun();
    await web.database.prisma.assessment.updateMany({
      where: { revisionId: seeded.revisionId },
      data: { kind: 'plea' },
    });
    const admin = await web.signInAs('admin');
    expect((await admin('GET', `/api/runs/${runId}`)).body.samples).toEqual([]);
  });

  it('pauses, goes on and cancels, for admins alone', async () => {
    const { runId } = await seedRun();
    const admin = await web.signInAs('admin');
    const state = async () => {
      const { body } = await admin('GET', `/api/runs/${runId}`);
      return [body.state, body.isPaused];
    };
    expect((await admin('POST', `/api/runs/${runId}/pause`)).status).toBe(204);
    expect(await state()).toEqual(['running', true]);
    expect((await admin('POST', `/api/runs/${runId}/resume`)).status).toBe(204);
    expect(await state()).toEqual(['running', false]);
    expect((await admin('POST', `/api/runs/${runId}/cancel`)).status).toBe(204);
    expect(await state()).toEqual(['cancelled', false]);

    const analyst = await web.signInAs('analyst');
    expect((await analyst('GET', `/api/runs/${runId}`)).status).toBe(403);
    expect((await analyst('POST', `/api/runs/${runId}/pause`)).status).toBe(403);
    expect((await admin('GET', `/api/runs/${newId()}`)).body.code).toBe('not-there');
  });
});

describe('an advert that is gone', () => {
  it('is marked in the queue and on its page, and can be asked for or left out', async () => {
    const { prisma } = web.database;
    const gone = await seedLead(prisma, { title: 'Gone', tier: 'high' });
    await seedLead(prisma, { title: 'Online', tier: 'high' });
    const goneAt = new Date('2026-05-01T00:00:00Z');
    await prisma.posting.update({ where: { id: gone.postingId }, data: { goneAt, goneReason: 'expired' } });
    const ana = await web.signInAs('analyst');
    const titles = async (query: string): Promise<string[]> =>
      (await ana('GET', `/api/leads${query}`)).body.rows.map((row: { title: string }) => row.title).sort();
    expect(await titles('')).toEqual(['Gone', 'Online']);
    expect(await titles('?online=online')).toEqual(['Online']);
    expect(await titles('?online=gone')).toEqual(['Gone']);
    expect((await ana('GET', `/api/leads/${gone.leadId}`)).body.gone).toEqual({
      at: goneAt.toISOString(),
      reason: 'expired',
    });
  });

  it('tells what each revision changed', async () => {
    const { prisma } = web.database;
    const { leadId, postingId, revisionId, captureId } = await seedLead(prisma, { title: 'New title' });
    const { fields } = await prisma.revision.findUniqueOrThrow({ where: { id: revisionId } });
    await prisma.revision.update({ where: { id: revisionId }, data: { number: 2 } });
    await prisma.revision.create({
      data: {
        id: newId(),
        postingId,
        number: 1,
        contentHash: 'before',
        fields: { ...(fields as object), title: 'Old title', location: 'Hanoi' },
        captureId,
        createdAt: new Date('2026-04-01T00:00:00Z'),
      },
    });
    const ana = await web.signInAs('analyst');
    const { revisions } = (await ana('GET', `/api/leads/${leadId}`)).body;
    expect(revisions.map(({ number, changed }: Record<string, unknown>) => [number, changed])).toEqual([
      [2, ['title', 'location']],
      [1, []],
    ]);
  });
});
