/** `lurewatch lexicon check`: names file, line and reason of whatever is wrong, all at once. */
import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import {
  checkData,
  type DataCheck,
  type DataWarning,
  type WarningSort,
  warningSorts,
} from '../../../classifiers/check-data.ts';
import type { LexiconProblem } from '../../../classifiers/lexicon-files.ts';
import { UsageError } from '../../domain/failure.ts';
import { namedOverlay } from '../../platform/overlay-folder.ts';
import { readArguments, seeHelp } from './read-arguments.ts';

const options = {
  overlay: { type: 'string' },
  warnings: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export const runCheck = async (argv: string[]): Promise<number> => {
  const { values, positionals } = readArguments({ args: argv, options, allowPositionals: true });
  const overlay = namedOverlay(values.overlay);
  const check = await checkData(overlay);
  const isAsked = chooseFiles(positionals, check.files, overlay.overlayFolder);
  const faults = check.faults.filter((one) => isAsked(one.file)).map(fromHere);
  const warnings = check.warnings.filter((one) => isAsked(one.file)).map(fromHere);
  const text = values.json
    ? JSON.stringify({ faults, warnings, counts: check.counts }, null, 2)
    : checkText({ faults, warnings, counts: check.counts }, { withWarnings: values.warnings });
  process.stdout.write(`${text}\n`);
  return faults.length === 0 ? 0 : 1;
};

const fromHere = <Problem extends LexiconProblem>(one: Problem): Problem => ({
  ...one,
  file: relative(process.cwd(), one.file),
});

/**
 * A path is a file or folder that exists, else whole parts of a file's path (`th`, `languages/th`, `debt.yaml`), else any
 * part of it.
 * With an overlay only its files are looked at. Throws UsageError when a path names no data file.
 */
export const chooseFiles = (
  paths: readonly string[],
  files: readonly string[],
  overlayFolder: string | undefined,
): ((file: string) => boolean) => {
  const isBelow = (file: string, path: string): boolean => file === path || file.startsWith(`${path}${sep}`);
  const isNamed = (path: string) => {
    const real = resolve(path);
    if (existsSync(real)) return (file: string): boolean => isBelow(file, real);
    const part = path.replaceAll('\\', '/').replace(/\.yaml$/u, '');
    const isWhole = (file: string): boolean => `/${tailOf(file)}/`.includes(`/${part}/`);
    return files.some(isWhole) ? isWhole : (file: string): boolean => tailOf(file).includes(part);
  };
  const tests = paths.map((path) => {
    const isOne = isNamed(path);
    if (!files.some(isOne))
      throw new UsageError(
        `no data file is named by '${path}'; give a file, a folder or a part of a path. ${seeHelp}`,
      );
    return isOne;
  });
  return (file) =>
    (overlayFolder === undefined || isBelow(file, overlayFolder)) &&
    (tests.length === 0 || tests.some((isOne) => isOne(file)));
};

/** `languages/th/debt`, `classifiers/gazetteer/cities` */
const tailOf = (file: string): string =>
  file
    .replaceAll('\\', '/')
    .replace(/\.yaml$/u, '')
    .split('/')
    .slice(-3)
    .join('/');

const sortWords: Record<WarningSort, string> = {
  unused: 'wordings that none of their examples shows',
  repeated: 'wordings that stand twice',
  short: 'wordings that may match on a letter or two',
  covered: 'examples that another concept finds in longer words',
  unreviewed: 'rules marked reviewed with a wording that nobody called right',
};

const line = ({ file, line: number, reason }: LexiconProblem): string => `${file}:${number}: ${reason}`;

const warningCounts = (warnings: readonly DataWarning[]): string[] =>
  warningSorts.flatMap((sort) => {
    const count = warnings.filter((one) => one.sort === sort).length;
    return count === 0 ? [] : [`  ${String(count).padStart(5)}  ${sortWords[sort]}`];
  });

const checkText = (
  { faults, warnings, counts }: Omit<DataCheck, 'files'>,
  { withWarnings }: { withWarnings: boolean },
): string => {
  const size = `${counts.languages} languages, ${counts.concepts} concepts, ${counts.cues} cues, ${counts.places} places, ${counts.wordings} wordings`;
  return [
    ...faults.map(line),
    ...(withWarnings ? warnings.map((one) => `${line(one)} [${one.sort}]`) : []),
    `${size}:`,
    faults.length === 0 ? 'all right' : `${faults.length} fault${faults.length === 1 ? '' : 's'} to mend`,
    ...(warnings.length === 0
      ? []
      : [`Worth a look${withWarnings ? '' : ' (list them with --warnings)'}:`, ...warningCounts(warnings)]),
  ].join('\n');
};
