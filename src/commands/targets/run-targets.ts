/** Does what `lurewatch targets` was asked for. */
import { z } from 'zod';
import { loadTargetTypes } from '../../../crawlers/target-types.ts';
import { openDeploymentDatabase } from '../../app/open-deployment-database.ts';
import { BadInputError } from '../../domain/failure.ts';
import { checkTargetSettings } from '../../pipeline/check-target-settings.ts';
import { openDataFolder } from '../../platform/data-folder.ts';
import { createTargetStore, type TargetStore } from '../../storage/targets.ts';
import type { TargetsOptions } from './read-options.ts';

export const runTargets = async (options: TargetsOptions): Promise<number> => {
  if (options.step === 'types') return print(await typesText());
  const { database, close } = await openDeploymentDatabase(openDataFolder());
  try {
    return print(await doStep(createTargetStore(database.prisma), options));
  } finally {
    await close();
  }
};

const print = (text: string): number => {
  process.stdout.write(`${text}\n`);
  return 0;
};

const actor = 'command';

const doStep = async (
  targets: TargetStore,
  options: Exclude<TargetsOptions, { step: 'types' }> | { step: 'list' },
): Promise<string> => {
  if (!('id' in options) && !('settings' in options)) return listText(targets);
  if ('settings' in options) {
    const settings = checkTargetSettings(await loadTargetTypes(), options.settings);
    return `${await targets.add({ settings, actor })}  ${settings.name} is watched from now on`;
  }
  const target = z.uuid().safeParse(options.id).success ? await targets.byId(options.id) : null;
  if (!target) throw new BadInputError(`there is no crawl target '${options.id}'; see: lurewatch targets`);
  if (options.step === 'remove') await targets.remove(target.id, actor);
  else await targets.setState(target.id, options.step === 'pause' ? 'paused' : 'active', actor);
  return `${target.name} is ${options.step}d`;
};

const listText = async (targets: TargetStore): Promise<string> => {
  const rows = await targets.list();
  if (rows.length === 0) return 'Nothing is watched yet: lurewatch targets add --help';
  return rows
    .map(({ id, state, settings, lastRun, isDemonstration }) => {
      const run = lastRun
        ? `${lastRun.state}: ${lastRun.captures} pages, ${lastRun.postings} adverts, ${lastRun.leads} leads`
        : 'has not run yet';
      return `${id}  ${state.padEnd(6)}  ${settings.name}${isDemonstration ? ' (demonstration)' : ''}  ${run}`;
    })
    .join('\n');
};

const typesText = async (): Promise<string> =>
  [...(await loadTargetTypes()).values()]
    .map((type) => {
      const schema = z.toJSONSchema(type.options, { io: 'input', unrepresentable: 'any' });
      const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
        const text = typeof field === 'object' ? `${field.title ?? ''}. ${field.description ?? ''}` : '';
        const needed = schema.required?.includes(name) ? ' (needed)' : '';
        return `    ${name}${needed}: ${text.trim()}`;
      });
      return [`${type.id}: ${type.label}`, `  ${type.description}`, ...fields].join('\n');
    })
    .join('\n\n');
