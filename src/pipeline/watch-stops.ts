/** Notices within half a second that pages in hand are no longer wanted: their run was cancelled or paused. */
import type { LeasedUrl, VisitLease } from '../storage/frontier-contract.ts';
import type { VisitNeeds } from './visit-needs.ts';

const everyMs = 400;

export interface Stops {
  has(url: LeasedUrl): boolean;
  /** Aborts when this url is stopped while it is fetched. */
  signalOf(url: LeasedUrl): AbortSignal;
  close(): void;
}

/** Asks for as long as the visit lasts; one answer is awaited before the next question. */
export const watchStops = (
  needs: { frontier: Pick<VisitNeeds['frontier'], 'stoppedUrls'>; log: VisitNeeds['log'] },
  lease: VisitLease,
): Stops => {
  const stopped = new Set<string>();
  let inHand: { id: string; controller: AbortController } | undefined;
  let isAsking = false;

  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    try {
      for (const id of await needs.frontier.stoppedUrls(lease.urls.map((url) => url.id))) stopped.add(id);
      if (inHand && stopped.has(inHand.id)) inHand.controller.abort();
    } catch (error) {
      // What can't be asked now is asked again soon; the flush ends a visit whose database is away.
      needs.log.warn({ lane: lease.lane, err: error }, 'could not ask which pages are still wanted');
    } finally {
      isAsking = false;
    }
  };
  const timer = setInterval(() => void ask(), everyMs);

  return {
    has: (url) => stopped.has(url.id),
    signalOf: (url) => {
      const controller = new AbortController();
      inHand = { id: url.id, controller };
      return controller.signal;
    },
    close: () => clearInterval(timer),
  };
};
