import type { TargetType } from '../../crawlers/target-type.ts';
import { BadInputError } from '../domain/failure.ts';
import { exitProblem } from '../domain/proxy.ts';
import type { RunTrigger } from '../domain/target.ts';
import { neverFetchedReason } from '../platform/net/never-fetched.ts';
import type { Runs, VisitTarget } from '../storage/frontier-contract.ts';
import { placeRequests } from './frontier-place.ts';

export interface StartRunNeeds {
  runs: Pick<Runs, 'startRun'>;
  targetTypes: ReadonlyMap<string, TargetType>;
  hasBrowser: boolean;
}

/** Start urls come before what pages lead to, so that paging is not starved by adverts. */
const startPriority = 10;

/** Opens a run of a target: its start urls become due now. Throws BadInputError when the target can't be started. */
export const startRun = async (
  needs: StartRunNeeds,
  input: { target: VisitTarget; trigger: RunTrigger; actor?: string | undefined },
): Promise<{ runId: string; isNew: boolean }> => {
  const { target, trigger, actor } = input;
  const problem = exitProblem(target);
  if (problem !== undefined) throw new BadInputError(problem);
  const type = typeOf(needs.targetTypes, target.typeId);
  const options = type.options.safeParse(target.options);
  if (!options.success)
    throw new BadInputError(
      `the options of crawl target '${target.name}' don't fit its type '${type.id}': ` +
        options.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '),
    );
  const urls = placeRequests(type.start(options.data), {
    depth: 0,
    priority: startPriority,
    needsBrowser: () => needs.hasBrowser && target.renderMode === 'always',
  });
  if (urls.length === 0)
    throw new BadInputError(`crawl target '${target.name}' names no http or https address to start at`);
  const never = urls.map((one) => neverFetchedReason(one.url));
  if (!never.includes(undefined))
    throw new BadInputError(`crawl target '${target.name}' can't be started: ${urls[0]?.url}: ${never[0]}`);
  return needs.runs.startRun({ targetId: target.id, trigger, urls, actor });
};

export const typeOf = (types: ReadonlyMap<string, TargetType>, typeId: string): TargetType => {
  const type = types.get(typeId);
  if (type) return type;
  throw new BadInputError(
    `there is no target type '${typeId}'; the known ones are ${[...types.keys()].join(', ')}`,
  );
};
