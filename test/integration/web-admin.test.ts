import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TargetType } from '../../crawlers/target-type.ts';
import jobBoard from '../../crawlers/targets/job-board/index.ts';
import type { BundleSelection } from '../../src/domain/bundle-selection.ts';
import { RetryableError } from '../../src/domain/failure.ts';
import { sha256 } from '../../src/evidence/blob-store.ts';
import { newId } from '../../src/platform/ids.ts';
import { verifyAudit } from '../../src/storage/audit.ts';
import { emptyTables } from './open-test-database.ts';
import { openWeb, type TestWeb } from './open-web.ts';
import { seedLead } from './seed-leads.ts';

let web: TestWeb;
const started: { target: string; actor: string }[] = [];
const retried: unknown[] = [];
let areQueuesAway = false;
const exported: { selection: BundleSelection; createdById: string }[] = [];

beforeAll(async () => {
  web = await openWeb({
    targetTypes: new Map([[jobBoard.id, jobBoard as TargetType]]),
    startRun: async ({ target, actor }) => {
      started.push({ target: target.id, actor });
      return { runId: newId(), isNew: true };
    },
    queueHealth: async () => {
      throw new Error('the queues are away');
    },
    retryJob: async (letter) => {
      if (areQueuesAway) throw new RetryableError('the queues do not answer');
      retried.push(letter);
    },
    exportBundle: async ({ selection, file, createdById }) => {
      exported.push({ selection, createdById });
      await writeFile(file, 'PK');
      return {
        id: 'b1',
        file,
        fileHash: sha256('PK'),
        bytes: 2,
        leadCount: 1,
        hasDemonstration: false,
      };
    },
  });
});
beforeEach(async () => {
  await emptyTables(web.database);
  started.length = retried.length = exported.length = 0;
});
afterAll(() => web.close());

const settings = {
  name: 'Example board',
  typeId: 'job-board',
  options: { startUrls: ['https://board.example.com/'] },
};

describe('crawl targets', () => {
  it('offer each type with the schema that its form is drawn from', async () => {
    const admin = await web.signInAs('admin');
    const [type] = (await admin('GET', '/api/target-types')).body;
    expect(type).toMatchObject({
      id: 'job-board',
      schema: {
        type: 'object',
        properties: { startUrls: { type: 'array', title: expect.any(String), isLeading: true } },
      },
    });
  });

  it('are added, run, paused, changed, removed and restored, each with an audit entry', async () => {
    const admin = await web.signInAs('admin');
    const bad = await admin('POST', '/api/targets', { ...settings, options: { startUrls: ['ftp://x'] } });
    expect([bad.status, bad.body.message]).toEqual([400, expect.stringMatching(/options\.startUrls/)]);
    const unknown = await admin('POST', '/api/targets', { ...settings, typeId: 'nothing' });
    expect(unknown.body.message).toMatch(/job-board/);

    const { id } = (await admin('POST', '/api/targets', settings)).body;
    expect((await admin('GET', '/api/targets')).body).toMatchObject([
      { id, settings: { name: 'Example board', delayMs: 2000 }, state: 'active', lastRun: null },
    ]);
    expect((await admin('POST', `/api/targets/${id}/run`)).body.isNew).toBe(true);
    expect(started).toEqual([{ target: id, actor: admin.userId }]);
    await admin('POST', `/api/targets/${id}/state`, { state: 'paused' });
    expect((await admin('POST', `/api/targets/${id}/run`)).status).toBe(400);
    await admin('POST', `/api/targets/${id}/state`, { state: 'active' });
    const reason = 'the owner of the site has agreed in writing';
    await admin('PUT', `/api/targets/${id}`, { ...settings, name: 'Renamed', ignoreRobotsReason: reason });
    await admin('DELETE', `/api/targets/${id}`);
    expect((await admin('GET', '/api/targets')).body).toEqual([]);
    expect((await admin('POST', `/api/targets/${id}/run`)).status).toBe(404);
    await admin('POST', `/api/targets/${id}/restore`);
    expect((await admin('GET', '/api/targets')).body[0].settings.name).toBe('Renamed');
    const { prisma } = web.database;
    const audit = await prisma.auditEntry.findMany({
      where: { subjectId: id },
      orderBy: { sequence: 'asc' },
    });
    expect(audit.map((entry) => entry.action)).toEqual([
      'target.added',
      'target.paused',
      'target.resumed',
      'target.changed',
      'target.removed',
      'target.restored',
    ]);
    expect(audit[3]?.details).toEqual({
      changed: ['name', 'ignoreRobotsReason'],
      ignoreRobotsReason: reason,
    });
    expect((await verifyAudit(prisma)).problems).toEqual([]);
  });

  it('and users that nobody has are not there', async () => {
    const admin = await web.signInAs('admin');
    await web.signInAs('admin');
    const id = newId();
    for (const url of [`/api/targets/${id}/restore`, `/api/users/${id}/enable`, `/api/users/${id}/disable`]) {
      const { status, body } = await admin('POST', url);
      expect([url, status, body.code]).toEqual([url, 404, 'not-there']);
    }
    expect(await web.database.prisma.auditEntry.count({ where: { subjectId: id } })).toBe(0);
  });

  it('say what the last run did, counted from its pages', async () => {
    const { prisma } = web.database;
    const admin = await web.signInAs('admin');
    const { id: targetId } = (await admin('POST', '/api/targets', settings)).body;
    const runId = newId();
    await prisma.run.create({ data: { id: newId(), targetId, trigger: 'person', startedAt: new Date(0) } });
    await prisma.run.create({ data: { id: runId, targetId, trigger: 'schedule', state: 'finished' } });
    await prisma.lane.create({ data: { name: 'example.com' } });
    const states = ['done', 'done', 'refused', 'refused', 'failed'];
    for (const [index, state] of states.entries())
      await prisma.url.create({
        data: {
          id: newId(),
          targetId,
          runId,
          laneName: 'example.com',
          keyHash: String(index),
          url: `https://board.example.com/${index}`,
          kind: 'posting',
          state,
          lastProblem: state === 'done' ? null : `why ${state}`,
        },
      });
    const lead = await seedLead(prisma);
    await prisma.capture.update({ where: { id: lead.captureId }, data: { runId } });
    await prisma.sighting.create({
      data: {
        id: newId(),
        postingId: lead.postingId,
        captureId: lead.captureId,
        targetId,
        seenAt: new Date(),
      },
    });
    const [target] = (await admin('GET', '/api/targets')).body;
    expect(target.lastRun).toMatchObject({
      id: runId,
      captures: 1,
      postings: 1,
      leads: 1,
      problems: [
        { problem: 'why refused', count: 2 },
        { problem: 'why failed', count: 1 },
      ],
    });
    expect(target.lastRun.urls).toContainEqual({ state: 'done', count: 2 });
    expect((await admin('GET', '/api/jobs')).body).toMatchObject({
      runs: [{ id: runId }, {}],
      health: null,
      problem: 'the queues are away',
    });
  });

  it('let the demonstration go with one click, with all that it found, and touch nothing else', async () => {
    const { prisma } = web.database;
    const admin = await web.signInAs('admin');
    await web.needs.targets.add({
      settings: { ...settings, delayMs: 0, renderMode: 'auto', everyHours: 0, maxPagesPerRun: 10 },
      actor: 'system',
      isDemonstration: true,
    });
    const kept = await seedLead(prisma, { text: 'kept' });
    const shown = await seedLead(prisma, { text: 'shown', isDemonstration: true });
    // One group holds both: it stays with the lead that stays.
    await seedLead(prisma, { text: 'shown too', isDemonstration: true, groupId: kept.groupId });
    expect((await admin('DELETE', '/api/demonstration')).status).toBe(204);
    expect((await prisma.lead.findMany()).map((lead) => lead.id)).toEqual([kept.leadId]);
    expect((await prisma.leadGroup.findMany()).map((group) => group.id)).toEqual([kept.groupId]);
    expect(await prisma.posting.count()).toBe(1);
    expect(await prisma.capture.count({ where: { id: shown.captureId } })).toBe(0);
    expect((await prisma.blob.findMany()).map((blob) => blob.hash)).toEqual([sha256('kept')]);
    expect((await admin('GET', '/api/targets')).body).toEqual([]);
  });
});

describe('failed jobs', () => {
  const addDeadLetter = async (): Promise<string> => {
    const id = newId();
    await web.database.prisma.deadLetter.create({
      data: {
        id,
        queue: 'maintain',
        jobName: 'maintain',
        payload: { step: 'retention' },
        error: 'Error: disk full',
        attempts: 3,
        failedAt: new Date(),
      },
    });
    return id;
  };

  it('are tried again once', async () => {
    const admin = await web.signInAs('admin');
    const id = await addDeadLetter();
    expect((await admin('POST', `/api/dead-letters/${id}/retry`)).status).toBe(204);
    expect((await admin('POST', `/api/dead-letters/${id}/retry`)).status).toBe(404);
    expect(retried).toEqual([{ jobName: 'maintain', payload: { step: 'retention' } }]);
    expect((await admin('GET', '/api/jobs')).body.deadLetters[0].retriedAt).not.toBeNull();
  });

  it('stay to be tried again when they could not be queued', async () => {
    const admin = await web.signInAs('admin');
    const id = await addDeadLetter();
    areQueuesAway = true;
    const away = await admin('POST', `/api/dead-letters/${id}/retry`);
    areQueuesAway = false;
    expect([away.status, away.body.message]).toEqual([503, 'the queues do not answer']);
    const { prisma } = web.database;
    const ofRetry = { where: { action: 'dead-letter.retried' } };
    expect((await admin('GET', '/api/jobs')).body.deadLetters).toMatchObject([{ id, retriedAt: null }]);
    expect(await prisma.auditEntry.count(ofRetry)).toBe(0);
    const both = [1, 2].map(() => admin('POST', `/api/dead-letters/${id}/retry`));
    expect((await Promise.all(both)).map((answer) => answer.status).sort()).toEqual([204, 404]);
    expect(retried).toHaveLength(1);
    expect(await prisma.auditEntry.count(ofRetry)).toBe(1);
  });
});

describe('an export', () => {
  it('takes every lead of the chosen groups, or what a filter finds, as a file', async () => {
    const { prisma } = web.database;
    const first = await seedLead(prisma, { language: 'th' });
    const second = await seedLead(prisma, { groupId: first.groupId, language: 'en' });
    await seedLead(prisma, { language: 'ko' });
    const ines = await web.signInAs('investigator');
    const asked = { marking: 'TLP:AMBER', purpose: 'a shared inquiry', recipient: 'an agency' };
    const answer = await ines('POST', '/api/bundles', { ...asked, groupIds: [first.groupId] });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="lurewatch-b1.zip"',
      'x-bundle-sha256': sha256('PK'),
    });
    expect(answer.text).toBe('PK');
    await ines('POST', '/api/bundles', { ...asked, filter: { language: ['th'] } });
    for (const { selection, createdById } of exported) {
      expect('leadIds' in selection && [...selection.leadIds].sort()).toEqual(
        [first.leadId, second.leadId].sort(),
      );
      expect(createdById).toBe(ines.userId);
    }
    expect(exported).toHaveLength(2);
    expect((await ines('POST', '/api/bundles', asked)).status).toBe(400);
    expect((await ines('POST', '/api/bundles', { ...asked, filter: { language: ['fr'] } })).status).toBe(400);
    const short = { ...asked, groupIds: [first.groupId], includeCapturesReason: 'short' };
    expect((await ines('POST', '/api/bundles', short)).status).toBe(400);
    expect(exported).toHaveLength(2);
  });
});

describe('persons at risk', () => {
  it('are listed with an audit entry for the look, and marked as handled', async () => {
    const { prisma } = web.database;
    const seeded = await seedLead(prisma, { title: 'Please help', text: 'My brother can’t leave.' });
    const assessment = await prisma.assessment.findFirstOrThrow();
    await prisma.lead.deleteMany();
    const id = newId();
    await prisma.personAtRisk.create({
      data: { id, postingId: seeded.postingId, assessmentId: assessment.id, createdAt: new Date() },
    });
    const ines = await web.signInAs('investigator', 'ines');
    expect((await ines('GET', '/api/persons-at-risk')).body).toMatchObject([
      { id, text: 'My brother can’t leave.', state: 'new' },
    ]);
    await ines('POST', `/api/persons-at-risk/${id}`, { isHandled: true, note: 'Passed on.' });
    expect((await ines('GET', '/api/persons-at-risk')).body).toMatchObject([
      { state: 'handled', handledBy: 'ines', note: 'Passed on.' },
    ]);
    const actions = await prisma.auditEntry.groupBy({
      by: ['action'],
      _count: true,
      orderBy: { action: 'asc' },
    });
    expect(actions.map(({ action, _count }) => [action, _count])).toEqual([
      ['person-at-risk.handled', 1],
      ['persons-at-risk.read', 2],
      ['session.opened', 1],
    ]);
  });
});
