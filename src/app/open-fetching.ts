/** Everything that reaches out to sites: guarded HTTP, robots.txt and, where there is one, a browser. */
import { createPageFetcher } from '../../crawlers/fetching/fetch-page.ts';
import { createPageRendering } from '../../crawlers/fetching/render-page.ts';
import { createRobotsFetcher } from '../../crawlers/fetching/robots.ts';
import { isAllowedByRobots } from '../../crawlers/fetching/robots-rules.ts';
import { readUserAgent } from '../../crawlers/fetching/user-agent.ts';
import type { VisitNeeds } from '../pipeline/visit-needs.ts';
import { findBrowser } from '../platform/browser/find-browser.ts';
import { createPageRenderer } from '../platform/browser/page-renderer.ts';
import { createAddressGuard } from '../platform/net/address-guard.ts';
import { createExitClients, type FindExit } from '../platform/net/exit-clients.ts';
import type { HttpLimits } from '../platform/net/http-client.ts';

export interface Fetching
  extends Pick<VisitNeeds, 'fetchPage' | 'renderPage' | 'fetchRobots' | 'readRobots'> {
  close(): Promise<void>;
}

export const openFetching = async (input: {
  allowedPrivateHosts: readonly string[];
  browser: 'auto' | 'never';
  findExit: FindExit;
  fetchLimits?: Partial<HttpLimits>;
}): Promise<Fetching> => {
  const guard = createAddressGuard({ allowedPrivateHosts: input.allowedPrivateHosts });
  const clients = createExitClients({
    guard,
    findExit: input.findExit,
    ...(input.fetchLimits && { limits: input.fetchLimits }),
  });
  const userAgent = readUserAgent();
  const browser = input.browser === 'never' ? null : findBrowser();
  const renderer = browser && createPageRenderer({ browserPath: browser.path, guard, userAgent });
  return {
    fetchPage: createPageFetcher({ clients, userAgent, guard }),
    renderPage: renderer ? createPageRendering({ renderer, clients, userAgent }) : undefined,
    fetchRobots: createRobotsFetcher({ clients, userAgent }),
    readRobots: (robots, url) =>
      isAllowedByRobots(robots.robotsText, robots.robotsStatus ?? 0, url, userAgent),
    close: async () => {
      await renderer?.close();
      await clients.close();
    },
  };
};
