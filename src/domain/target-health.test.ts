import { describe, expect, it } from 'vitest';
import { judgeRun, type RunFacts, stretchedNextRun } from './target-health.ts';

const facts = (more: Partial<RunFacts> = {}): RunFacts => ({
  states: [{ state: 'done', count: 10, problem: null }],
  kinds: [{ kind: 'list', pages: 2, found: 80 }],
  earlier: [{ kind: 'list', perPage: [38, 40, 41] }],
  notices: [],
  ...more,
});

describe('the health of a target', () => {
  it('is good when pages hold what they held', () => {
    expect(judgeRun(facts())).toMatchObject({ state: 'working', sentence: 'it works' });
    expect(judgeRun(facts({ earlier: [] })).state).toBe('working');
  });

  it('says that the selectors no longer match when the lists are suddenly empty', () => {
    expect(judgeRun(facts({ kinds: [{ kind: 'list', pages: 1, found: 0 }] }))).toEqual({
      state: 'failing',
      code: 'selectors',
      sentence: 'the selectors no longer match: 0 adverts on a list page that had 40',
    });
    expect(judgeRun(facts({ kinds: [{ kind: 'list', pages: 3, found: 0 }] })).sentence).toBe(
      'the selectors no longer match: 0 adverts on 3 list pages that had 40 each',
    );
  });

  it('warns when adverts fall away against the median, not against one odd run', () => {
    expect(judgeRun(facts({ kinds: [{ kind: 'list', pages: 2, found: 10 }] }))).toMatchObject({
      state: 'warning',
      code: 'falling',
      sentence: 'adverts are falling away: 10 on 2 list pages that had 40 each',
    });
    const odd = [{ kind: 'list', perPage: [6, 7, 400] }];
    expect(judgeRun(facts({ kinds: [{ kind: 'list', pages: 2, found: 10 }], earlier: odd })).state).toBe(
      'working',
    );
  });

  it('never takes a break for the usual, however long it lasts', () => {
    const earlier = [{ kind: 'list', perPage: [0, 0, 0, 0, 0, 0, 0, 0, 40, 41] }];
    expect(judgeRun(facts({ kinds: [{ kind: 'list', pages: 1, found: 0 }], earlier })).code).toBe(
      'selectors',
    );
  });

  it('is not alarmed by a board that was small already', () => {
    const small = {
      kinds: [{ kind: 'list', pages: 1, found: 1 }],
      earlier: [{ kind: 'list', perPage: [3, 4] }],
    };
    expect(judgeRun(facts(small)).state).toBe('working');
  });

  it.each([
    ['blocked', 'the site asks for a login (401)', 'login'],
    ['blocked', 'the site refuses to show this page to us (403)', 'blocked'],
    ['refused', 'robots.txt does not allow it: Disallow: /jobs', 'robots'],
    ['failed', 'board.example could not be reached; given up after 4 tries', 'unreachable'],
    ['gone', 'the page is not there any more (404)', 'gone'],
    ['unreadable', 'the page is too large', 'unreadable'],
  ] as const)('says why nothing could be read: %s, %s', (state, problem, code) => {
    const health = judgeRun(facts({ states: [{ state, count: 1, problem }], kinds: [] }));
    expect(health).toEqual({ state: 'failing', code, sentence: `nothing could be read: ${problem}` });
  });

  it('warns when most pages could not be read, and not because adverts ended', () => {
    const mixed = (state: 'blocked' | 'gone') =>
      judgeRun(
        facts({
          states: [
            { state: 'done', count: 2, problem: null },
            { state, count: 8, problem: 'the site says no (403)' },
          ],
        }),
      );
    expect(mixed('blocked').sentence).toBe('8 of 10 pages could not be read: the site says no (403)');
    expect(mixed('gone').state).toBe('working');
  });

  it('warns when nothing was found, or the budget is used up', () => {
    expect(judgeRun(facts({ kinds: [{ kind: 'start', pages: 1, found: 0 }], earlier: [] }))).toMatchObject({
      state: 'warning',
      code: 'nothing-found',
    });
    const sentence = 'the most pages of one run (10) are used up; further pages were left';
    const notices = [{ code: 'page-budget' as const, sentence, count: 3, example: null }];
    expect(judgeRun(facts({ notices }))).toEqual({ state: 'warning', code: 'budget', sentence });
  });
});

describe('the schedule of a failing target', () => {
  const startedAt = new Date('2026-05-20T00:00:00Z');
  const inHours = (hours: number): Date => new Date(startedAt.getTime() + hours * 3_600_000);
  it.each([
    [24, 1, 24],
    [24, 2, 48],
    [24, 3, 96],
    [24, 4, 168],
    [24, 20, 168],
    [1, 20, 8],
    [24 * 30, 5, 24 * 30],
  ])('every %i h, failing for the %i. time in a row: next after %i h', (every, failingRuns, after) => {
    const next = stretchedNextRun({ startedAt, nextRunAt: inHours(every), failingRuns });
    expect((next.getTime() - startedAt.getTime()) / 3_600_000).toBe(after);
  });
});
