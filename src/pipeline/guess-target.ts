import type { TargetType } from '../../crawlers/target-type.ts';
import { BadInputError, UsageError } from '../domain/failure.ts';
import { typeOf } from './start-run.ts';

export interface GuessedTarget {
  typeId: string;
  options: Record<string, unknown>;
}

/** The target type that knows an address best, or the named one, with the options to crawl it. */
export const guessTarget = (
  types: ReadonlyMap<string, TargetType>,
  input: { url: string; typeId?: string | undefined },
): GuessedTarget => {
  const { url, typeId } = input;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UsageError(`'${url}' is no web address: write it whole, for example https://jobs.example.com/`);
  const asked = typeId === undefined ? [...types.values()] : [typeOf(types, typeId)];
  const fitting = asked
    .map((type) => ({ typeId: type.id, claim: type.optionsFor(url) }))
    .filter((one) => one.claim !== undefined)
    .sort((one, other) => (other.claim?.fit ?? 0) - (one.claim?.fit ?? 0));
  const best = fitting[0];
  if (best?.claim) return { typeId: best.typeId, options: best.claim.options as Record<string, unknown> };
  throw new BadInputError(
    typeId === undefined
      ? `no target type can crawl ${url}; the known ones are ${[...types.keys()].join(', ')}`
      : `${url} is no place that the target type '${typeId}' can crawl`,
  );
};
