/** Addresses of the review app. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { z } from 'zod';
import { queueFilter, queueOrder } from '../../domain/lead-queue.ts';
import { LeadPage } from './pages/lead.tsx';
import { QueuePage } from './pages/queue.tsx';
import { ChangePasswordPage, SignInPage } from './pages/sign-in.tsx';
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

const page = <Path extends string>(path: Path, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, () => React.ReactNode>>, name),
  });

const tree = root.addChildren([queue, lead]);

export const router = createRouter({ routeTree: tree, defaultPreload: false, scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
