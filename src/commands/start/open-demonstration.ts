/** The demonstration: its site for as long as its targets are there, and the targets on the first start. */
import { z } from 'zod';
import { loadTargetTypes } from '../../../crawlers/target-types.ts';
import { type DemoSite, startDemoSite } from '../../demo/demo-site.ts';
import { demoTargets } from '../../demo/demo-targets.ts';
import { startRun } from '../../pipeline/start-run.ts';
import type { Database } from '../../storage/database.ts';
import { createRuns } from '../../storage/runs.ts';
import { createSettingsStore } from '../../storage/settings-store.ts';
import { createTargetStore } from '../../storage/targets.ts';

const key = 'demonstration';
/** Kept, so that addresses stay the same over restarts, and so that what was removed is not added again. */
const stored = z.object({ port: z.int() });

export interface Demonstration {
  /** `HOST:PORT`, for the address guard. */
  privateHost: string;
  isNew: boolean;
  /** Makes its targets' start pages due; only when it is new. */
  begin(): Promise<void>;
  close(): Promise<void>;
}

/** Undefined when there is none: not wanted, removed, or people have set up targets of their own. */
export const openDemonstration = async (
  database: Database,
  { mayAdd }: { mayAdd: boolean },
): Promise<Demonstration | undefined> => {
  const settings = createSettingsStore(database);
  const before = await settings.read(key, stored);
  const rows = await database.prisma.target.findMany({
    select: { id: true, name: true, isDemonstration: true },
  });
  const demonstrationRows = rows.filter((row) => row.isDemonstration);
  const isNew = mayAdd && !before && rows.length === 0;
  if (!isNew && demonstrationRows.length === 0) return undefined;
  const site = await startDemoSite(before ? { preferredPort: before.port } : {});
  if (isNew) await addTargets(database, site);
  else if (before?.port !== site.port) await moveTargets(database, site, demonstrationRows);
  await settings.write(key, { port: site.port });
  return {
    privateHost: `127.0.0.1:${site.port}`,
    isNew,
    begin: () => (isNew ? beginRuns(database) : Promise.resolve()),
    close: () => site.close(),
  };
};

const addTargets = async ({ prisma }: Database, site: DemoSite): Promise<void> => {
  const targets = createTargetStore(prisma);
  for (const settings of demoTargets(site.url))
    await targets.add({ settings, actor: 'system', isDemonstration: true });
};

/** Its port was taken by another program. */
const moveTargets = async (
  { prisma }: Database,
  site: DemoSite,
  rows: { id: string; name: string }[],
): Promise<void> => {
  const targets = createTargetStore(prisma);
  for (const settings of demoTargets(site.url)) {
    const row = rows.find((one) => one.name === settings.name);
    if (row) await targets.change(row.id, settings, 'system');
  }
};

const beginRuns = async (database: Database): Promise<void> => {
  const targets = createTargetStore(database.prisma);
  const needs = { runs: createRuns(database), targetTypes: await loadTargetTypes(), hasBrowser: false };
  const rows = await database.prisma.target.findMany({
    where: { isDemonstration: true },
    select: { id: true },
  });
  for (const { id } of rows) {
    const target = await targets.byId(id);
    if (target) await startRun(needs, { target, trigger: 'command' });
  }
};
