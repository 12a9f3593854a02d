/** Everything that the web server is handed by src/app.ts. Each file of routes/ names its own part. */

import type { ManageUsersNeeds } from '../../pipeline/manage-users.ts';
import type { Logger } from '../../platform/log.ts';
import type { BundlesNeeds } from './routes/bundles.ts';
import type { CheckRouteNeeds } from './routes/check.ts';
import type { CrawlBudgetNeeds } from './routes/crawl-budget.ts';
import type { FoundPlacesNeeds } from './routes/found-places.ts';
import type { GroupsNeeds } from './routes/groups.ts';
import type { ImageLanguagesNeeds } from './routes/image-languages.ts';
import type { ImportsNeeds } from './routes/imports.ts';
import type { IntakeRouteNeeds } from './routes/intake.ts';
import type { JobsNeeds } from './routes/jobs.ts';
import type { LeadsNeeds } from './routes/leads.ts';
import type { MetricsRouteNeeds } from './routes/metrics.ts';
import type { PersonsAtRiskNeeds } from './routes/persons-at-risk.ts';
import type { ProxiesNeeds } from './routes/proxies.ts';
import type { QueueNeeds } from './routes/queue.ts';
import type { ReadyListsNeeds } from './routes/ready-lists.ts';
import type { SessionNeeds } from './routes/session.ts';
import type { StatisticsNeeds } from './routes/statistics.ts';
import type { TargetsNeeds } from './routes/targets.ts';

export interface ServerNeeds {
  log: Logger;
  version: string;
  /** The address that people use when it is not loopback; https makes the cookie Secure. */
  publicUrl?: string;
  /** The built review app; without it only the API is served. */
  clientFolder?: string;
}

export type WebNeeds = ServerNeeds &
  SessionNeeds &
  QueueNeeds &
  LeadsNeeds &
  ImageLanguagesNeeds &
  GroupsNeeds &
  CheckRouteNeeds &
  BundlesNeeds &
  TargetsNeeds &
  FoundPlacesNeeds &
  ProxiesNeeds &
  CrawlBudgetNeeds &
  ReadyListsNeeds &
  ImportsNeeds &
  IntakeRouteNeeds &
  JobsNeeds &
  MetricsRouteNeeds &
  ManageUsersNeeds &
  PersonsAtRiskNeeds &
  StatisticsNeeds;
