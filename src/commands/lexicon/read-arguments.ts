/** Arguments of the steps of `lurewatch lexicon`; wrong ones point to the help. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from '../../domain/failure.ts';

export const seeHelp = 'See: lurewatch lexicon --help';

export const readArguments = <Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> => {
  try {
    return parseArgs<Config>(config);
  } catch (error) {
    throw new UsageError(`${(error as Error).message}. ${seeHelp}`);
  }
};
