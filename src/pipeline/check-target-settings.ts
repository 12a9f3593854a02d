/** A target's options must fit its type's own schema, and its way out what it is, before it is written down. */
import type { TargetType } from '../../crawlers/target-type.ts';
import { BadInputError } from '../domain/failure.ts';
import { exitProblem } from '../domain/proxy.ts';
import type { TargetSettings } from '../domain/target.ts';
import { typeOf } from './start-run.ts';

/** Throws BadInputError that names each option that is wrong. */
export const checkTargetSettings = (
  types: ReadonlyMap<string, TargetType>,
  settings: TargetSettings,
): TargetSettings => {
  const problem = exitProblem(settings);
  if (problem !== undefined) throw new BadInputError(problem);
  const options = typeOf(types, settings.typeId).options.safeParse(settings.options);
  if (options.success) return settings;
  throw new BadInputError(
    options.error.issues.map((issue) => `options.${issue.path.join('.')}: ${issue.message}`).join('; '),
  );
};
