/** Asks robots.txt for a visit: from the host's row while it is fresh, else fetched once and kept. */
import { laneOf } from '../platform/net/lane-of.ts';
import type { VisitLease, VisitTarget } from '../storage/frontier-contract.ts';
import type { KnownRobots, VisitNeeds } from './visit-needs.ts';

const freshMs = 24 * 3_600_000;

export type RobotsVerdict =
  | { verdict: 'allowed'; crawlDelayMs: number }
  /** `isRefused`: by our address guard, before there were any rules. */
  | { verdict: 'disallowed'; reason: string; isRefused?: boolean }
  /** `isExitFault`: the site itself was not asked, and may be free for others. */
  | { verdict: 'unknown'; reason: string; isExitFault: boolean; retryAfterMs: number | null };

export interface RobotsGate {
  ask(url: string, target: VisitTarget): Promise<RobotsVerdict>;
}

export const openRobotsGate = (
  needs: Pick<VisitNeeds, 'fetchRobots' | 'readRobots' | 'frontier'>,
  lease: Pick<VisitLease, 'hosts'>,
): RobotsGate => {
  const known = new Map<string, KnownRobots>();
  const askedNow = new Set<string>();

  const robotsOf = async (origin: string, proxyId: string | null): Promise<KnownRobots> => {
    const current = known.get(origin) ?? lease.hosts.get(origin);
    const asking = `${proxyId} ${origin}`;
    if (current && (askedNow.has(asking) || isFresh(current))) return current;
    const fetched = await needs.fetchRobots(origin, proxyId);
    if (fetched.isExitFault) return fetched;
    known.set(origin, fetched);
    askedNow.add(asking);
    const { problem: _problem, isRefused: _isRefused, ...robots } = fetched;
    await needs.frontier.saveRobots({ ...robots, lane: laneOf(origin) });
    return fetched;
  };

  return {
    async ask(url, target) {
      if (target.ignoreRobotsReason) return { verdict: 'allowed', crawlDelayMs: 0 };
      const origin = new URL(url).origin;
      const robots = await robotsOf(origin, target.proxyId ?? null);
      if (robots.isRefused)
        return {
          verdict: 'disallowed',
          reason: robots.problem ?? `${origin} may not be connected to`,
          isRefused: true,
        };
      if (isUnknown(robots))
        return {
          verdict: 'unknown',
          reason: unknownReason(origin, robots),
          isExitFault: robots.isExitFault === true,
          retryAfterMs: robots.retryAfterMs ?? null,
        };
      const answer = needs.readRobots(robots, url);
      if (answer.allowed) return { verdict: 'allowed', crawlDelayMs: robots.crawlDelayMs ?? 0 };
      return {
        verdict: 'disallowed',
        reason: `robots.txt does not allow it${answer.line ? `: ${answer.line}` : ''}`,
      };
    },
  };
};

const isUnknown = (robots: KnownRobots): boolean =>
  robots.robotsStatus === null ||
  robots.robotsStatus === 0 ||
  robots.robotsStatus === 429 ||
  robots.robotsStatus >= 500;

/** One that was unreachable or failing forbids everything until it is known (RFC 9309): every visit asks again. */
const isFresh = (robots: KnownRobots): boolean =>
  !isUnknown(robots) &&
  robots.robotsFetchedAt !== null &&
  Date.now() - robots.robotsFetchedAt.getTime() < freshMs;

const unknownReason = (origin: string, robots: KnownRobots): string =>
  robots.robotsStatus
    ? `${origin}/robots.txt answers ${robots.robotsStatus}: nothing is fetched until it can be read`
    : `${robots.problem ?? `${origin} could not be reached`}, so its robots.txt is not known`;
