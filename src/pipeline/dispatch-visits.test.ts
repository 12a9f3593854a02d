import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TargetType } from '../../crawlers/target-type.ts';
import type { NewUrl, VisitTarget } from '../storage/frontier-contract.ts';
import { type DispatchNeeds, dispatchVisits } from './dispatch-visits.ts';

const boardType: TargetType<{ start: string }> = {
  id: 'board',
  label: 'Board',
  description: '',
  options: z.object({ start: z.string() }),
  optionsFor: (url) => ({ options: { start: url }, fit: 1 }),
  kinds: ['start'],
  start: ({ start }) => [{ url: start, kind: 'list' }],
  read: () => ({ postings: [], requests: [], problems: [] }),
  isInScope: () => true,
};

const target = (options: Record<string, unknown>): VisitTarget => ({
  id: 'target-1',
  name: 'Jobs',
  typeId: 'board',
  options,
  delayMs: 0,
  renderMode: 'auto',
  everyHours: 24,
  maxPagesPerRun: 10,
  isDemonstration: false,
});

const openWorld = (input: { due?: VisitTarget[]; pausedBecause?: string; hasBrowser?: boolean }) => {
  const visits: string[] = [];
  const browserVisits: string[] = [];
  const started: NewUrl[] = [];
  const letters: { error: string }[] = [];
  const needs: DispatchNeeds = {
    frontier: {
      dueLanes: async ({ needsBrowser }) => (needsBrowser ? ['scripts.example'] : ['a.example', 'b.example']),
      reapLapsedLeases: async () => 0,
      finishIdleRuns: async () => ['run-0'],
      nextDueInMs: async () => 1200,
    },
    runs: {
      takeDueTargets: async () => input.due ?? [],
      startRun: async ({ urls }) => {
        started.push(...urls);
        return { runId: 'run-1', isNew: true };
      },
    },
    targetTypes: new Map([['board', boardType as TargetType]]),
    hasBrowser: input.hasBrowser ?? false,
    deadLetters: { add: async (letter) => void letters.push(letter) },
    addVisit: async (lane) => void visits.push(lane),
    addBrowserVisit: async (lane) => void browserVisits.push(lane),
    pauseReason: async () => input.pausedBecause,
  };
  return { needs, visits, browserVisits, started, letters };
};

describe('dispatchVisits', () => {
  it('hints at every lane that has something due, and says when the next one has', async () => {
    const world = openWorld({});
    expect(await dispatchVisits(world.needs)).toEqual({
      lanes: 2,
      finishedRuns: ['run-0'],
      pausedBecause: undefined,
      nextDueInMs: 1200,
    });
    expect(world.visits).toEqual(['a.example', 'b.example']);
    expect(world.browserVisits).toEqual([]);
  });

  it('hints at browser lanes where there is a browser', async () => {
    const world = openWorld({ hasBrowser: true });
    await dispatchVisits(world.needs);
    expect(world.browserVisits).toEqual(['scripts.example']);
  });

  it('starts the runs of targets whose time has come', async () => {
    const world = openWorld({ due: [target({ start: 'https://jobs.example/list#top' })] });
    await dispatchVisits(world.needs);
    expect(world.started).toMatchObject([
      { url: 'https://jobs.example/list', kind: 'list', lane: 'jobs.example', depth: 0, needsBrowser: false },
    ]);
  });

  it('keeps a target that can not be started as a dead letter, and starts the others', async () => {
    const world = openWorld({ due: [target({}), target({ start: 'https://jobs.example/' })] });
    await dispatchVisits(world.needs);
    expect(world.letters[0]?.error).toContain(
      "the options of crawl target 'Jobs' don't fit its type 'board': start",
    );
    expect(world.started).toHaveLength(1);
  });

  it('starts and hints at nothing while crawling must pause, but still closes what is over', async () => {
    const world = openWorld({
      due: [target({ start: 'https://jobs.example/' })],
      pausedBecause: 'the disk is full',
    });
    const report = await dispatchVisits(world.needs);
    expect(report).toMatchObject({ pausedBecause: 'the disk is full', finishedRuns: ['run-0'] });
    expect([...world.visits, ...world.started]).toEqual([]);
  });
});
