/** Addresses of the review app. */
import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { queueFilter, queueOrder } from '../../domain/lead-queue.ts';
import { CheckPage } from './pages/check.tsx';
import { ImportsPage } from './pages/imports.tsx';
import { IntakePage } from './pages/intake.tsx';
import { JobsPage } from './pages/jobs.tsx';
import { LeadPage } from './pages/lead.tsx';
import { OverviewPage } from './pages/overview.tsx';
import { PersonsAtRiskPage } from './pages/persons-at-risk.tsx';
import { QueuePage } from './pages/queue.tsx';
import { RunPage } from './pages/run.tsx';
import { ChangePasswordPage, SignInPage } from './pages/sign-in.tsx';
import { TargetsPage } from './pages/targets.tsx';
import { UsersPage } from './pages/users.tsx';
import { Empty, Problem, Waiting } from './parts/notices.tsx';
import { Shell } from './parts/shell.tsx';
import { useSession } from './session.ts';

const Root = () => {
  const session = useSession();
  if (session.isPending) return <Waiting />;
  if (session.isError) return <Problem error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) return <SignInPage />;
  if (session.data.mustChangePassword) return <ChangePasswordPage />;
  return (
    <Shell>
      <Outlet />
    </Shell>
  );
};

const root = createRootRoute({
  component: Root,
  errorComponent: ({ error }) => <Problem error={error} />,
  notFoundComponent: () => <Empty title="There is no such page">Choose one on the left.</Empty>,
});

/** What the queue's tabs stand for. */
export const queueShow = z.enum(['open', 'mine', 'pursued', 'dismissed', 'referred', 'all']);
export type QueueShow = z.infer<typeof queueShow>;

const queueSearch = queueFilter
  .omit({ state: true, claimedBy: true, demonstration: true })
  .extend({
    demonstration: queueFilter.shape.demonstration.unwrap().optional(),
    show: queueShow.optional(),
    order: queueOrder.optional(),
  })
  .partial();
export type QueueSearch = z.infer<typeof queueSearch>;

const queue = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: QueuePage,
  // A wrong parameter is left out rather than failing the page.
  validateSearch: (input: Record<string, unknown>): QueueSearch => {
    const kept = Object.entries(input).filter(
      ([name, value]) => queueSearch.safeParse({ [name]: value }).success && name in queueSearch.shape,
    );
    return queueSearch.parse(Object.fromEntries(kept));
  },
});

const lead = createRoute({ getParentRoute: () => root, path: '/leads/$leadId', component: LeadPage });

const run = createRoute({ getParentRoute: () => root, path: '/runs/$runId', component: RunPage });

const page = <Path extends string>(path: Path, component: () => ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component });

const tree = root.addChildren([
  queue,
  lead,
  run,
  page('/check', CheckPage),
  page('/overview', OverviewPage),
  page('/persons-at-risk', PersonsAtRiskPage),
  page('/targets', TargetsPage),
  page('/imports', ImportsPage),
  page('/intake', IntakePage),
  page('/jobs', JobsPage),
  page('/users', UsersPage),
]);

export const router = createRouter({ routeTree: tree, defaultPreload: false, scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
