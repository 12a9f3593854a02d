import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Assessment } from '../../src/domain/assessment.ts';
import type { Contact } from '../../src/domain/contact.ts';
import { RetryableError } from '../../src/domain/failure.ts';
import type { Posting } from '../../src/domain/posting.ts';
import { newId } from '../../src/platform/ids.ts';
import { createFrontier } from '../../src/storage/frontier.ts';
import type {
  AssessedPosting,
  LeasedUrl,
  NewUrl,
  UrlOutcome,
  VisitLease,
} from '../../src/storage/frontier-contract.ts';
import { createRuns } from '../../src/storage/runs.ts';
import { emptyTables, openTestDatabase, type TestDatabase } from './open-test-database.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

const newUrl = (url: string, lane = 'board.example'): NewUrl => ({
  url,
  kind: 'list',
  keyHash: sha(url),
  lane,
  origin: new URL(url).origin,
  depth: 0,
  priority: 0,
  needsBrowser: false,
});

const contact = (type: Contact['type'], value: string, role: Contact['role'] = 'offer'): Contact => ({
  type,
  value,
  role,
  field: 'text',
  start: 0,
  end: value.length,
  text: value,
});

interface AdvertOptions {
  text?: string;
  contacts?: Contact[];
  tier?: Assessment['tier'];
  kind?: Assessment['kind'];
  rulesVersion?: string;
}

/** A lure when its tier says so; the title carries characters that PostgreSQL can't hold. */
const advert = (name: string, options: AdvertOptions = {}): AssessedPosting => {
  const {
    text = `Advert ${name}`,
    contacts = [],
    tier = 'none',
    kind = 'offer',
    rulesVersion = 'r1',
  } = options;
  const posting: Posting = {
    itemKey: `https://board.example/${name}`,
    url: `https://board.example/${name}`,
    title: `\u0000${name}\ud800`,
    text,
    contacts: [],
    images: [],
    links: [],
    remarks: [],
    fieldSources: {},
  };
  const isLead = kind === 'offer' && (tier === 'medium' || tier === 'high');
  const tierRank = { none: 0, low: 1, medium: 2, high: 3 }[tier];
  return {
    posting,
    site: 'https://board.example',
    contentHash: sha(JSON.stringify([text, contacts])),
    assessment: {
      rulesVersion,
      kind,
      score: tierRank * 20,
      tier,
      urgent: false,
      scheme: 'unclear',
      gist: 'typing job',
      languages: [{ code: 'en', share: 1 }],
      findings: [],
      contacts,
    },
    lead: isLead
      ? {
          tierRank,
          score: tierRank * 20,
          urgent: false,
          language: 'en',
          title: name,
          place: null,
          textHash: sha(text),
          searchTerms: ['advert', '客服'],
        }
      : null,
    isPersonAtRisk: kind === 'plea',
  };
};

const outcome = (url: LeasedUrl, rest: Partial<UrlOutcome> = {}): UrlOutcome => {
  const blob = { hash: sha(url.url), bytes: 10, mediaType: 'text/html' };
  return {
    url,
    state: 'done',
    status: 200,
    problem: null,
    etag: '"1"',
    lastModified: null,
    isUnchanged: false,
    capture: {
      id: newId(),
      kind: 'fetch',
      requestedUrl: url.url,
      finalUrl: url.url,
      method: 'GET',
      status: 200,
      headers: { 'content-type': 'text/html' },
      redirects: [],
      remoteAddress: '192.0.2.1',
      fetchedAt: new Date('2026-03-01T08:00:00.123Z'),
      durationMs: 12,
      blobHash: blob.hash,
      screenshotHash: null,
      mediaType: 'text/html',
      charset: 'utf-8',
      bytes: 10,
      problem: null,
      userAgent: 'test',
      madeWith: 'test',
    },
    blobs: [blob],
    postings: [],
    requests: [],
    ...rest,
  };
};

const done = { nextAllowedInMs: 0, isDone: true };
const lane = 'board.example';

describe.each([{ timezone: 'UTC' }, { timezone: 'Asia/Bangkok' }])(
  'the frontier on a server in $timezone',
  (settings) => {
    let database: TestDatabase;
    let frontier: ReturnType<typeof createFrontier>;
    let runs: ReturnType<typeof createRuns>;
    beforeAll(async () => {
      database = await openTestDatabase({ settings });
      frontier = createFrontier(database, { browserAvailable: true });
      runs = createRuns(database);
    });
    afterAll(() => database.stop());
    beforeEach(() => emptyTables(database));

    const addTarget = async (
      more: { maxPagesPerRun?: number; isDemonstration?: boolean; everyHours?: number } = {},
    ) => {
      const id = newId();
      await database.prisma.target.create({
        data: {
          id,
          name: 'Board',
          typeId: 'job-board',
          options: {},
          delayMs: 0,
          renderMode: 'never',
          everyHours: 0,
          maxPagesPerRun: 100,
          postedIn: 'Manila',
          ...more,
        },
      });
      return id;
    };

    const startRun = async (paths: string[], more: Parameters<typeof addTarget>[0] = {}) => {
      const targetId = await addTarget(more);
      const urls = paths.map((path) => newUrl(`https://board.example/${path}`));
      return { targetId, ...(await runs.startRun({ targetId, trigger: 'command', urls })) };
    };

    const lease = async (worker = 'w1', leaseMs = 30_000): Promise<VisitLease> => {
      const leased = await frontier.leaseVisit({ lane, worker, needsBrowser: false, maxUrls: 64, leaseMs });
      if (!leased) throw new Error('nothing was leased');
      return leased;
    };

    /** One run, one page, these adverts. */
    const crawl = async (postings: AssessedPosting[], more: Parameters<typeof addTarget>[0] = {}) => {
      await startRun([`page-${newId()}`], more);
      const leased = await lease();
      const result = await frontier.flushVisit(
        leased,
        [outcome(leased.urls[0] as LeasedUrl, { postings })],
        done,
      );
      expect(result.isAccepted).toBe(true);
      await frontier.finishIdleRuns();
      return result;
    };

    const groupOf = async (name: string): Promise<string> => {
      const lead = await database.prisma.lead.findFirstOrThrow({ where: { title: name } });
      return lead.groupId;
    };

    const countRows = async (): Promise<Record<string, number>> => {
      const { prisma } = database;
      return {
        captures: await prisma.capture.count(),
        postings: await prisma.posting.count(),
        revisions: await prisma.revision.count(),
        assessments: await prisma.assessment.count(),
        contacts: await prisma.contact.count(),
        mentions: await prisma.contactMention.count(),
        leads: await prisma.lead.count(),
        groups: await prisma.leadGroup.count(),
        sightings: await prisma.sighting.count(),
        urls: await prisma.url.count(),
        persons: await prisma.personAtRisk.count(),
      };
    };

    describe('leases', () => {
      it('gives a lane to one of many that ask at once, with its urls, target and host', async () => {
        const { targetId } = await startRun(['a', 'b']);
        expect(await frontier.dueLanes({ needsBrowser: false, limit: 5 })).toEqual([lane]);
        const asked = await Promise.all(
          Array.from({ length: 8 }, (_, index) =>
            frontier.leaseVisit({
              lane,
              worker: `w${index}`,
              needsBrowser: false,
              maxUrls: 64,
              leaseMs: 30_000,
            }),
          ),
        );
        const won = asked.filter((one) => one !== null);
        expect(won).toHaveLength(1);
        expect(won[0]?.urls.map((url) => url.url).sort()).toEqual([
          'https://board.example/a',
          'https://board.example/b',
        ]);
        expect(won[0]?.targets.get(targetId)?.postedIn).toBe('Manila');
        expect([...(won[0]?.hosts.keys() ?? [])]).toEqual(['https://board.example']);
        expect(await frontier.dueLanes({ needsBrowser: false, limit: 5 })).toEqual([]);
      });

      it('keeps a late worker from writing after its lease was reaped', async () => {
        await startRun(['a']);
        const late = await lease('late', 1);
        await new Promise((resolve) => setTimeout(resolve, 10));
        expect(await frontier.reapLapsedLeases()).toBe(1);
        const next = await lease('next');
        expect(next.token > late.token).toBe(true);
        const written = await frontier.flushVisit(
          late,
          [outcome(late.urls[0] as LeasedUrl, { postings: [advert('x')] })],
          done,
        );
        expect(written).toEqual({ isAccepted: false, postings: [], newUrls: 0, hasImageWork: false });
        expect(await frontier.renewLease(late, 30_000)).toBe(false);
        expect(await frontier.renewLease(next, 30_000)).toBe(true);
        expect((await countRows()).captures).toBe(0);
        expect(next.urls[0]?.attempts).toBe(1);
      });

      it('loses no page when a lapsed lane is asked for before it is reaped', async () => {
        await startRun(['a']);
        await lease('killed', 1);
        await startRun(['b']);
        await new Promise((resolve) => setTimeout(resolve, 10));
        const early = await frontier.leaseVisit({
          lane,
          worker: 'next',
          needsBrowser: false,
          maxUrls: 64,
          leaseMs: 30_000,
        });
        if (early)
          await frontier.flushVisit(
            early,
            early.urls.map((url) => outcome(url)),
            done,
          );
        await frontier.reapLapsedLeases();
        const left = await lease('after');
        expect(left.urls.map((url) => url.url)).toContain('https://board.example/a');
      });

      it('spaces a lane and backs off by the database clock', async () => {
        await startRun(['a', 'b', 'c']);
        const leased = await lease();
        const [first, second] = leased.urls as [LeasedUrl, LeasedUrl];
        await frontier.flushVisit(leased, [outcome(first)], { nextAllowedInMs: 60_000, isDone: true });
        expect(await frontier.dueLanes({ needsBrowser: false, limit: 5 })).toEqual([]);
        const dueInMs = (await frontier.nextDueInMs()) as number;
        expect(dueInMs).toBeGreaterThan(50_000);
        expect(dueInMs).toBeLessThanOrEqual(60_000);
        await database.pool.query(`update lane set "nextAllowedAt" = now()`);
        const again = await lease();
        expect(again.urls.map((url) => url.id)).toContain(second.id);
        await frontier.flushVisit(
          again,
          [
            outcome(second, {
              state: 'waiting',
              problem: 'busy',
              retryAfterMs: 5000,
              capture: null,
              blobs: [],
            }),
          ],
          { nextAllowedInMs: 0, backOffMs: 600_000, isDone: true },
        );
        await database.pool.query(`update lane set "nextAllowedAt" = now()`);
        expect(await frontier.dueLanes({ needsBrowser: false, limit: 5 })).toEqual([]);
        expect(
          await frontier.leaseVisit({ lane, worker: 'w', needsBrowser: false, maxUrls: 9, leaseMs: 1000 }),
        ).toBeNull();
      });

      it('visits a page alone that failed before, and gives up one that ends its worker again and again', async () => {
        await startRun(['a', 'b']);
        await database.pool.query(`update url set attempts = 2 where url like '%/a'`);
        await database.pool.query(`update url set "dueAt" = now() - interval '1 hour' where url like '%/a'`);
        for (let lapse = 0; lapse < 4; lapse += 1) {
          const alone = await lease('w', 1);
          expect(alone.urls.map((url) => url.url)).toEqual(['https://board.example/a']);
          await new Promise((resolve) => setTimeout(resolve, 5));
          await frontier.reapLapsedLeases();
          await database.pool.query(
            `update url set "dueAt" = now() - interval '1 hour' where url like '%/a'`,
          );
        }
        const gone = await database.prisma.url.findFirstOrThrow({
          where: { url: 'https://board.example/a' },
        });
        expect(gone.state).toBe('unreadable');
        expect(gone.lastProblem).toContain('the worker ended 6 times');
        expect((await lease()).urls.map((url) => url.url)).toEqual(['https://board.example/b']);
      });

      it('gives further urls to the visit that holds the lane, and to no other', async () => {
        await startRun(['a', 'b', 'c']);
        const urlsOf = ({ urls }: Pick<VisitLease, 'urls'>) => urls.map((url) => url.url.slice(-1)).sort();
        const some = { needsBrowser: false, maxUrls: 2 };
        const leased = (await frontier.leaseVisit({
          ...some,
          lane,
          worker: 'w',
          leaseMs: 30_000,
        })) as VisitLease;
        const more = await frontier.leaseMore(leased, some);
        expect([...urlsOf(leased), ...urlsOf(more)].sort()).toEqual(['a', 'b', 'c']);
        expect(more.targets.size).toBe(1);
        const all = [...leased.urls, ...more.urls].map((url) => outcome(url));
        await frontier.flushVisit(leased, all, done);
        expect(await database.prisma.url.count({ where: { state: 'done' } })).toBe(3);
        await startRun(['d']);
        expect((await frontier.leaseMore(leased, some)).urls).toEqual([]);
        expect(urlsOf(await lease())).toEqual(['d']);
      });

      it('gives no url beside one that is visited alone', async () => {
        await startRun(['a', 'b']);
        const some = { needsBrowser: false, maxUrls: 9 };
        await database.pool.query(`update url set attempts = 2, "dueAt" = now() - interval '1 hour'
          where url like '%/a'`);
        const alone = await lease();
        expect(alone.urls).toHaveLength(1);
        expect((await frontier.leaseMore(alone, some)).urls).toEqual([]);
        await frontier.flushVisit(alone, [], done);
        await database.pool.query(`update url set attempts = 0`);
        const both = { ...(await lease()), urls: [] };
        await database.pool.query(`update url set attempts = 2, state = 'waiting' where url like '%/a'`);
        expect((await frontier.leaseMore(both, some)).urls).toEqual([]);
      });

      it('takes nothing of a paused target or a cancelled run', async () => {
        const { targetId, runId } = await startRun(['a']);
        await database.prisma.target.update({ where: { id: targetId }, data: { state: 'paused' } });
        expect(await frontier.dueLanes({ needsBrowser: false, limit: 5 })).toEqual([]);
        expect(await frontier.nextDueInMs()).toBeNull();
        await database.prisma.target.update({ where: { id: targetId }, data: { state: 'active' } });
        await runs.cancelRun(runId, 'somebody');
        expect(await frontier.dueLanes({ needsBrowser: false, limit: 5 })).toEqual([]);
      });
    });

    describe('a flush', () => {
      it('writes everything once, however often it is repeated', async () => {
        const { runId } = await startRun(['a']);
        const leased = await lease();
        const outcomes = [
          outcome(leased.urls[0] as LeasedUrl, {
            postings: [
              advert('lure', { tier: 'high', contacts: [contact('telegram', 'invented_agent')] }),
              advert('plain'),
              advert('plea', { kind: 'plea' }),
            ],
            requests: [
              newUrl('https://board.example/next'),
              newUrl('https://other.example/1', 'other.example'),
            ],
          }),
        ];
        const first = await frontier.flushVisit(leased, outcomes, done);
        const rows = await countRows();
        const second = await frontier.flushVisit(leased, outcomes, done);
        expect(await countRows()).toEqual(rows);
        expect(rows).toMatchObject({
          captures: 1,
          postings: 3,
          revisions: 3,
          assessments: 3,
          leads: 1,
          groups: 1,
          persons: 1,
        });
        expect(first.newUrls).toBe(2);
        expect(first.postings.map((one) => one.isNew)).toEqual([true, true, true]);
        expect(first.postings[0]?.isNewLead).toBe(true);
        expect(second.postings[0]).toMatchObject({
          isNew: false,
          isNewLead: false,
          leadId: first.postings[0]?.leadId,
        });
        expect(await runs.counts(runId)).toMatchObject({ captures: 1, postings: 3, leads: 1, waiting: 2 });
      });

      it('keeps times and offsets what they were, also of characters that PostgreSQL can not hold', async () => {
        await crawl([advert('x', { text: 'a\u0000b', contacts: [contact('telegram', 'handle')] })]);
        const revision = await database.prisma.revision.findFirstOrThrow({ include: { posting: true } });
        expect(revision.fields).toMatchObject({ text: 'a\ufffdb', title: '\ufffdx\ufffd' });
        expect(revision.createdAt.toISOString()).toBe('2026-03-01T08:00:00.123Z');
        expect(revision.posting.firstSeenAt.toISOString()).toBe('2026-03-01T08:00:00.123Z');
        const { rows } = await database.pool.query<{ at: Date }>('select "fetchedAt" as at from capture');
        expect(rows[0]?.at.toISOString()).toBe('2026-03-01T08:00:00.123Z');
      });

      it('makes a sighting of the same content and a revision of a changed one', async () => {
        await crawl([advert('x')]);
        await crawl([advert('x')]);
        expect(await countRows()).toMatchObject({ postings: 1, sightings: 2, revisions: 1, assessments: 1 });
        await crawl([advert('x', { text: 'changed' })]);
        const posting = await database.prisma.posting.findFirstOrThrow({ include: { revisions: true } });
        expect(posting.revisions.map((revision) => revision.number).sort()).toEqual([1, 2]);
        expect(posting.currentRevisionId).toBe(posting.revisions.find((one) => one.number === 2)?.id);
      });

      it('writes nothing at all when a part of it can not be written', async () => {
        await startRun(['a']);
        const leased = await lease();
        const broken = advert('x', { tier: 'high' });
        broken.assessment.score = Number.NaN;
        const flushing = frontier.flushVisit(
          leased,
          [outcome(leased.urls[0] as LeasedUrl, { postings: [broken] })],
          done,
        );
        await expect(flushing).rejects.toThrow(/null value/);
        expect(await countRows()).toMatchObject({ captures: 0, postings: 0 });
        const url = await database.prisma.url.findFirstOrThrow();
        expect(url.state).toBe('leased');
      });

      it('says that it may be tried again when the server ends the connection', async () => {
        await startRun(['a']);
        const leased = await lease();
        const holder = await database.pool.connect();
        await holder.query('begin');
        await holder.query('select from lane where name = $1 for update', [lane]);
        const flushing = frontier.flushVisit(leased, [], done).catch((error: unknown) => error);
        let ended = 0;
        while (ended === 0) {
          const { rowCount } = await holder.query(
            'select pg_terminate_backend(pid) from pg_locks where not granted and pid <> pg_backend_pid()',
          );
          ended = rowCount ?? 0;
        }
        await holder.query('rollback');
        holder.release();
        expect(await flushing).toBeInstanceOf(RetryableError);
      });

      it('drops what belongs to a target that was deleted meanwhile', async () => {
        const { targetId } = await startRun(['a']);
        const leased = await lease();
        await database.prisma.target.delete({ where: { id: targetId } });
        const result = await frontier.flushVisit(
          leased,
          [outcome(leased.urls[0] as LeasedUrl, { postings: [advert('x')] })],
          done,
        );
        expect(result).toMatchObject({ isAccepted: true, postings: [] });
        expect(await countRows()).toMatchObject({ captures: 0, postings: 0 });
      });

      it('loses and doubles nothing when many workers write the same adverts at once', async () => {
        const lanes = Array.from({ length: 6 }, (_, index) => `site-${index}.example`);
        for (const name of lanes) {
          const targetId = await addTarget();
          await runs.startRun({ targetId, trigger: 'command', urls: [newUrl(`https://${name}/`, name)] });
        }
        const shared = Array.from({ length: 30 }, (_, index) =>
          advert(`shared-${index}`, {
            tier: 'high',
            contacts: [contact('phone', `+1202555010${index % 10}`)],
          }),
        );
        await Promise.all(
          lanes.map(async (name, index) => {
            const leased = await frontier.leaseVisit({
              lane: name,
              worker: name,
              needsBrowser: false,
              maxUrls: 9,
              leaseMs: 30_000,
            });
            if (!leased) throw new Error(`${name} was not leased`);
            const postings = index % 2 === 0 ? shared : [...shared].reverse();
            const result = await frontier.flushVisit(
              leased,
              [outcome(leased.urls[0] as LeasedUrl, { postings })],
              done,
            );
            expect(result.isAccepted).toBe(true);
          }),
        );
        expect(await countRows()).toMatchObject({
          captures: 6,
          postings: 30,
          revisions: 30,
          leads: 30,
          groups: 10,
          contacts: 10,
          sightings: 180,
        });
      });
    });

    describe('runs', () => {
      it('are open once a target, stay within their pages, and end when nothing is left', async () => {
        const { targetId, runId } = await startRun(['a', 'b'], { maxPagesPerRun: 3 });
        expect(await runs.startRun({ targetId, trigger: 'person', urls: [] })).toEqual({
          runId,
          isNew: false,
        });
        const leased = await lease();
        const [first, second] = leased.urls as [LeasedUrl, LeasedUrl];
        const requests = ['a', 'c', 'd', 'e'].map((path) => newUrl(`https://board.example/${path}`));
        const result = await frontier.flushVisit(
          leased,
          [outcome(first, { requests }), outcome(second)],
          done,
        );
        expect(result.newUrls).toBe(1);
        expect(await frontier.finishIdleRuns()).toEqual([]);
        const last = await lease();
        expect(last.urls.map((url) => url.url)).toEqual(['https://board.example/c']);
        await frontier.flushVisit(last, [outcome(last.urls[0] as LeasedUrl)], done);
        expect(await frontier.finishIdleRuns()).toEqual([runId]);
        expect(await frontier.nextDueInMs()).toBeNull();
        const again = await runs.startRun({
          targetId,
          trigger: 'schedule',
          urls: [newUrl('https://board.example/a')],
        });
        expect(again.isNew).toBe(true);
        expect((await lease()).urls.map((url) => [url.url, url.etag])).toEqual([
          ['https://board.example/a', '"1"'],
        ]);
        expect((await countRows()).urls).toBe(3);
      });

      it('are audited when a person starts or cancels one, once', async () => {
        const targetId = await addTarget();
        const asked = { targetId, trigger: 'person' as const, urls: [newUrl('https://board.example/a')] };
        const { runId } = await runs.startRun({ ...asked, actor: 'ana' });
        await runs.startRun({ ...asked, actor: 'ben' });
        await runs.cancelRun(runId, 'ben');
        await runs.cancelRun(runId, 'ana');
        await runs.startRun({ ...asked, trigger: 'schedule' });
        const entries = await database.prisma.auditEntry.findMany({
          where: { subjectType: 'run' },
          orderBy: { sequence: 'asc' },
        });
        expect(entries.map(({ action, actor, subjectId }) => [action, actor, subjectId])).toEqual([
          ['run.started', 'ana', runId],
          ['run.cancelled', 'ben', runId],
        ]);
      });

      it('are due by their schedule, for one of many that ask at once', async () => {
        const id = await addTarget({ everyHours: 6 });
        await addTarget();
        const taken = await Promise.all([1, 2, 3].map(() => runs.takeDueTargets(10)));
        expect(taken.flat().map((target) => target.id)).toEqual([id]);
        const target = await database.prisma.target.findUniqueOrThrow({ where: { id } });
        const inHours = ((target.nextRunAt?.getTime() ?? 0) - Date.now()) / 3_600_000;
        expect(inHours).toBeGreaterThan(5.9);
        expect(inHours).toBeLessThan(6.1);
      });
    });

    describe('leads', () => {
      const phone = contact('phone', '+12025550101');

      it('are grouped by an exact copy of their text or by a contact to answer to', async () => {
        await crawl([
          advert('one', { tier: 'high', contacts: [phone] }),
          advert('two', { tier: 'medium', contacts: [contact('whatsapp', '+12025550101')] }),
          advert('three', { tier: 'high', text: 'copied' }),
        ]);
        await crawl([
          advert('four', { tier: 'high', text: 'copied' }),
          advert('five', { tier: 'high', contacts: [{ ...phone, role: 'other' }] }),
          advert('six', { tier: 'high', contacts: [contact('url', 'https://board.example')] }),
          advert('seven', { tier: 'high', contacts: [contact('url', 'https://board.example')] }),
        ]);
        expect(await groupOf('two')).toBe(await groupOf('one'));
        expect(await groupOf('four')).toBe(await groupOf('three'));
        const groups = await Promise.all(['one', 'three', 'five', 'six', 'seven'].map(groupOf));
        expect(new Set(groups).size).toBe(5);
      });

      it('of the demonstration are never grouped with real ones', async () => {
        await crawl([advert('real', { tier: 'high', text: 'same', contacts: [phone] })]);
        await crawl([advert('shown', { tier: 'high', text: 'same', contacts: [phone] })], {
          isDemonstration: true,
        });
        expect(await groupOf('shown')).not.toBe(await groupOf('real'));
        const shown = await database.prisma.lead.findFirstOrThrow({ where: { title: 'shown' } });
        expect(shown.isDemonstration).toBe(true);
      });

      it('that link two groups merge them, unless a person was at one', async () => {
        await crawl([advert('one', { tier: 'high', contacts: [phone] })]);
        await crawl([advert('two', { tier: 'high', text: 'copied' })]);
        const older = await groupOf('one');
        await crawl([advert('bridge', { tier: 'high', text: 'copied', contacts: [phone] })]);
        expect([await groupOf('one'), await groupOf('two'), await groupOf('bridge')]).toEqual([
          older,
          older,
          older,
        ]);
        expect((await countRows()).groups).toBe(1);

        await crawl([advert('three', { tier: 'high', text: 'another' })]);
        const touched = await groupOf('three');
        await database.prisma.leadGroup.update({ where: { id: touched }, data: { state: 'pursued' } });
        await crawl([advert('bridge two', { tier: 'high', text: 'another', contacts: [phone] })]);
        expect(await groupOf('three')).toBe(touched);
        expect(await groupOf('one')).toBe(touched);
      });

      it('that are new do not vanish in a dismissed group when they can stand elsewhere', async () => {
        await crawl([advert('gone', { tier: 'medium', contacts: [phone] })]);
        const dismissed = await groupOf('gone');
        await database.prisma.leadGroup.update({ where: { id: dismissed }, data: { state: 'dismissed' } });
        await crawl([advert('open', { tier: 'medium', text: 'elsewhere' })]);
        await crawl([advert('both', { tier: 'medium', text: 'elsewhere', contacts: [phone] })]);
        expect(await groupOf('both')).toBe(await groupOf('open'));
        await crawl([advert('same again', { tier: 'medium', contacts: [phone], text: 'Advert gone' })]);
        expect((await database.prisma.leadGroup.findUniqueOrThrow({ where: { id: dismissed } })).state).toBe(
          'dismissed',
        );
      });

      it('that were dismissed come back when their tier or contacts changed, not for other words', async () => {
        await crawl([advert('x', { tier: 'medium', contacts: [phone] })]);
        const groupId = await groupOf('x');
        const stateAfter = async (options: AdvertOptions): Promise<string> => {
          await database.prisma.leadGroup.update({ where: { id: groupId }, data: { state: 'dismissed' } });
          await crawl([advert('x', options)]);
          return (await database.prisma.leadGroup.findUniqueOrThrow({ where: { id: groupId } })).state;
        };
        expect(await stateAfter({ tier: 'medium', text: 'reworded', contacts: [phone] })).toBe('dismissed');
        expect(
          await stateAfter({
            tier: 'medium',
            text: 'other number',
            contacts: [contact('phone', '+12025550102')],
          }),
        ).toBe('new');
        expect(
          await stateAfter({ tier: 'high', text: 'stronger', contacts: [contact('phone', '+12025550102')] }),
        ).toBe('new');
        expect(await database.prisma.auditEntry.count({ where: { action: 'group.reopened' } })).toBe(2);
      });

      it('stay, lower in the order, when a later revision no longer reaches the queue', async () => {
        await crawl([advert('x', { tier: 'high' })]);
        await crawl([advert('x', { tier: 'low', text: 'harmless now' })]);
        const lead = await database.prisma.lead.findFirstOrThrow({ include: { assessment: true } });
        expect(lead).toMatchObject({ tierRank: 1, score: 20, assessment: { tier: 'low' } });
      });

      it('ask once for a rendered capture in the same lane, which outlives the run', async () => {
        await crawl([advert('x', { tier: 'high' })]);
        expect(await frontier.dueLanes({ needsBrowser: true, limit: 5 })).toEqual([lane]);
        const leased = await frontier.leaseVisit({
          lane,
          worker: 'b',
          needsBrowser: true,
          maxUrls: 9,
          leaseMs: 30_000,
        });
        const url = leased?.urls[0] as LeasedUrl;
        const lead = await database.prisma.lead.findFirstOrThrow();
        expect(url).toMatchObject({ kind: 'rendered-capture', leadId: lead.id, needsBrowser: true });
        await frontier.flushVisit(leased as VisitLease, [outcome(url)], done);
        const capture = await database.prisma.capture.findFirstOrThrow({ where: { leadId: lead.id } });
        expect(capture.urlId).toBe(url.id);
        await crawl([advert('x', { tier: 'high', text: 'changed' })]);
        expect(await database.prisma.url.count({ where: { leadId: lead.id } })).toBe(1);
        const without = createFrontier(database);
        expect(await without.nextDueInMs()).toBeNull();
      });
    });
  },
);
