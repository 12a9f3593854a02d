/**
 * One tick of the dispatcher: opens runs whose time has come, gives lapsed leases back, closes finished runs, and
 * hands out hints of lanes that have something due. Everything it knows is in the database; it may run anywhere.
 */
import type { DeadLetters, Frontier, Runs, VisitTarget } from '../storage/frontier-contract.ts';
import { type StartRunNeeds, startRun } from './start-run.ts';

export interface DispatchNeeds extends StartRunNeeds {
  frontier: Pick<Frontier, 'dueLanes' | 'reapLapsedLeases' | 'finishIdleRuns' | 'nextDueInMs'>;
  runs: Pick<Runs, 'startRun' | 'takeDueTargets'>;
  deadLetters: DeadLetters;
  /** Adds a hint; one that already waits or runs is not added again. */
  addVisit(lane: string): Promise<void>;
  addBrowserVisit(lane: string): Promise<void>;
  /** Why crawling must pause now, in words; undefined when it need not. */
  pauseReason(): Promise<string | undefined>;
}

export interface DispatchReport {
  lanes: number;
  finishedRuns: string[];
  pausedBecause: string | undefined;
  /** When the next thing is due; null when nothing waits. */
  nextDueInMs: number | null;
}

/** No job of a queue: the name under which a run that could not be started stands among the dead letters. */
export const startRunJobName = 'start-run';

const lanesATick = 50;
const targetsATick = 20;

export const dispatchVisits = async (needs: DispatchNeeds): Promise<DispatchReport> => {
  const { frontier } = needs;
  await frontier.reapLapsedLeases();
  const finishedRuns = await frontier.finishIdleRuns();
  const pausedBecause = await needs.pauseReason();
  if (pausedBecause !== undefined) return { lanes: 0, finishedRuns, pausedBecause, nextDueInMs: null };
  for (const target of await needs.runs.takeDueTargets(targetsATick)) await startDueRun(needs, target);
  const lanes = await frontier.dueLanes({ needsBrowser: false, limit: lanesATick });
  for (const lane of lanes) await needs.addVisit(lane);
  const browserLanes = needs.hasBrowser
    ? await frontier.dueLanes({ needsBrowser: true, limit: lanesATick })
    : [];
  for (const lane of browserLanes) await needs.addBrowserVisit(lane);
  return {
    lanes: lanes.length + browserLanes.length,
    finishedRuns,
    pausedBecause,
    nextDueInMs: await frontier.nextDueInMs(),
  };
};

/** One target that can't be started must not keep the others waiting. */
const startDueRun = async (needs: DispatchNeeds, target: VisitTarget): Promise<void> => {
  try {
    await startRun(needs, { target, trigger: 'schedule' });
  } catch (error) {
    await needs.deadLetters.add({
      queue: 'dispatch',
      jobName: startRunJobName,
      payload: { targetId: target.id },
      error: error instanceof Error ? error.message : String(error),
      attempts: 1,
    });
  }
};
