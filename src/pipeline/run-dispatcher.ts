/** Ticks the dispatcher until it is stopped: when something becomes due, when it is nudged, and now and then. */
import type { Logger } from '../platform/log.ts';
import { type DispatchNeeds, type DispatchReport, dispatchVisits } from './dispatch-visits.ts';
import { type HealthStore, judgeRuns } from './judge-runs.ts';

export interface Dispatcher {
  /** Something may be due that the last tick did not know of. */
  nudge(): void;
  /** Resolves when the tick in hand is over. */
  stop(): Promise<void>;
}

export const tickLimits = { shortestMs: 100, longestMs: 1000, afterFailureMs: 2000 } as const;

export const runDispatcher = (
  needs: DispatchNeeds & { health: HealthStore; log: Logger },
  options: { onTick?: (report: DispatchReport) => void } = {},
): Dispatcher => {
  let isStopped = false;
  let isNudged = false;
  let wake: () => void = () => {};
  let lastPause: string | undefined;

  const tick = async (): Promise<number> => {
    try {
      const report = await dispatchVisits(needs);
      if (report.pausedBecause !== lastPause) notePause(report.pausedBecause);
      options.onTick?.(report);
      await judgeRuns(needs).catch((error: unknown) =>
        needs.log.error({ err: error }, 'a finished run could not be judged'),
      );
      const dueMs = report.nextDueInMs ?? tickLimits.longestMs;
      return Math.min(tickLimits.longestMs, Math.max(tickLimits.shortestMs, dueMs));
    } catch (error) {
      // The next tick asks the database again; what was half done is done again without harm.
      needs.log.error({ err: error }, 'a tick of the dispatcher failed');
      return tickLimits.afterFailureMs;
    }
  };

  const notePause = (reason: string | undefined): void => {
    lastPause = reason;
    if (reason === undefined) needs.log.info('crawling goes on');
    else needs.log.warn({ reason }, 'crawling pauses');
  };

  const rest = (restMs: number): Promise<void> =>
    new Promise((resolve) => {
      if (isNudged || isStopped) return resolve();
      const timer = setTimeout(resolve, restMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const loop = (async () => {
    while (!isStopped) {
      isNudged = false;
      await rest(await tick());
    }
  })();

  return {
    nudge() {
      isNudged = true;
      wake();
    },
    async stop() {
      isStopped = true;
      wake();
      await loop;
    },
  };
};
