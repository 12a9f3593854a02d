/** Does what `lurewatch targets` was asked for. */
import { z } from 'zod';
import { loadReadyLists } from '../../../crawlers/ready-lists.ts';
import { loadTargetTypes } from '../../../crawlers/target-types.ts';
import { openDeploymentDatabase } from '../../app/open-deployment-database.ts';
import { BadInputError } from '../../domain/failure.ts';
import { isWatched, settingsOfBoard } from '../../domain/ready-board.ts';
import type { TargetSettings } from '../../domain/target.ts';
import type { TargetView } from '../../domain/target-view.ts';
import { checkTargetSettings } from '../../pipeline/check-target-settings.ts';
import { openDataFolder } from '../../platform/data-folder.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { type CrawlBudgetStore, createCrawlBudgetStore } from '../../storage/crawl-budget-store.ts';
import { createTargetStore, type TargetStore } from '../../storage/targets.ts';
import type { TargetsOptions, TargetsStep } from './read-options.ts';
import { checkedSettings, type GivenSettings } from './settings-flags.ts';
import { budgetText, listText, readyText, showText, typesText } from './targets-text.ts';

/** What a step says: as text, and as data for --json. */
interface Said {
  text: string;
  data: unknown;
}

export const runTargets = async ({ isJson, ...step }: TargetsOptions): Promise<number> => {
  const said = step.step === 'types' ? await sayTypes() : await withStores((stores) => doStep(stores, step));
  process.stdout.write(isJson ? `${JSON.stringify(said.data, null, 2)}\n` : `${said.text}\n`);
  return 0;
};

interface Stores {
  targets: TargetStore;
  budget: CrawlBudgetStore;
}

const withStores = async (use: (stores: Stores) => Promise<Said>): Promise<Said> => {
  const folder = openDataFolder();
  const { database, close } = await openDeploymentDatabase(folder);
  try {
    return await use({
      targets: createTargetStore(database.prisma, createSecretBox(folder)),
      budget: createCrawlBudgetStore(database.prisma),
    });
  } finally {
    await close();
  }
};

const actor = 'command';

const doStep = async (stores: Stores, step: TargetsStep): Promise<Said> => {
  switch (step.step) {
    case 'types':
      return sayTypes();
    case 'list': {
      const rows = await stores.targets.list();
      return { text: listText(rows), data: rows };
    }
    case 'add':
      return addTarget(stores.targets, step.settings);
    case 'budget':
      return sayBudget(stores.budget, step);
    case 'ready':
      return step.urls.length === 0 ? sayReady(stores.targets) : addReady(stores.targets, step.urls);
    default:
      return doWithOne(stores.targets, step);
  }
};

const sayTypes = async (): Promise<Said> => {
  const types = [...(await loadTargetTypes()).values()].map((type) => ({
    id: type.id,
    label: type.label,
    description: type.description,
    options: z.toJSONSchema(type.options, { io: 'input', unrepresentable: 'any' }),
  }));
  return { text: typesText(types), data: types };
};

const addTarget = async (targets: TargetStore, given: TargetSettings): Promise<Said> => {
  const settings = checkTargetSettings(await loadTargetTypes(), given);
  const id = await targets.add({ settings, actor });
  return { text: `${id}  ${settings.name} is watched from now on`, data: { id } };
};

const sayBudget = async (
  store: CrawlBudgetStore,
  { budget }: Extract<TargetsStep, { step: 'budget' }>,
): Promise<Said> => {
  if (budget) await store.write(budget, actor);
  const now = await store.read();
  return { text: budgetText(now), data: now };
};

const readReady = async (targets: TargetStore) => {
  const watched = (await targets.list()).map((target) => target.settings);
  return (await loadReadyLists()).flatMap(({ country, boards }) =>
    boards.map((board) => ({ ...board, country, isAdded: isWatched(board, watched) })),
  );
};

const sayReady = async (targets: TargetStore): Promise<Said> => {
  const boards = await readReady(targets);
  return { text: readyText(boards), data: boards };
};

const addReady = async (targets: TargetStore, urls: string[]): Promise<Said> => {
  const boards = await readReady(targets);
  const wanted = [...new Set(urls)].map((url) => {
    const board = boards.find((one) => one.url === url);
    if (!board) throw new BadInputError(`${url} stands on no ready list; see: lurewatch targets ready`);
    return board;
  });
  const types = await loadTargetTypes();
  const added: { id: string; name: string }[] = [];
  for (const board of wanted.filter((one) => !one.isAdded)) {
    const settings = checkTargetSettings(types, settingsOfBoard(board, board.country));
    added.push({ id: await targets.add({ settings, actor, state: 'paused' }), name: board.name });
  }
  const lines = added.map(({ id, name }) => `${id}  ${name} is added, paused`);
  return { text: lines.join('\n') || 'They are watched already.', data: added };
};

type StepWithOne = Extract<TargetsStep, { id: string }>;

const doWithOne = async (targets: TargetStore, step: StepWithOne): Promise<Said> => {
  if (step.step === 'restore') {
    requireId(step.id);
    await targets.restore(step.id, actor);
    return { text: `${step.id} is watched again`, data: { id: step.id } };
  }
  const target = (await targets.list()).find((one) => one.id === step.id);
  if (!target) throw noSuchTarget(step.id);
  if (step.step === 'show') return { text: showText(target), data: target };
  const did = await changeOne(targets, target, step);
  return { text: `${target.settings.name} ${did}`, data: { id: target.id } };
};

const changeOne = async (
  targets: TargetStore,
  { id, settings }: TargetView,
  step: Exclude<StepWithOne, { step: 'show' | 'restore' }>,
): Promise<string> => {
  switch (step.step) {
    case 'change': {
      const changed = checkedSettings(withChanges(settings, step));
      await targets.change(id, checkTargetSettings(await loadTargetTypes(), changed), actor);
      return 'is changed';
    }
    case 'run':
      await targets.askForRun(id, actor);
      return 'runs in a moment, when the deployment is up';
    case 'remove':
      await targets.remove(id, actor);
      return 'is removed; what it found stays';
    default:
      await targets.setState(id, step.step === 'pause' ? 'paused' : 'active', actor);
      return `is ${step.step}d`;
  }
};

const withChanges = (
  settings: TargetSettings,
  { given, cleared }: { given: GivenSettings; cleared: (keyof TargetSettings)[] },
): GivenSettings =>
  Object.fromEntries(
    Object.entries({ ...settings, ...given }).filter(([name]) => !cleared.some((one) => one === name)),
  );

const noSuchTarget = (id: string): BadInputError =>
  new BadInputError(`there is no crawl target '${id}'; see: lurewatch targets`);

const requireId = (id: string): void => {
  if (!z.uuid().safeParse(id).success) throw noSuchTarget(id);
};
