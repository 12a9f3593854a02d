/** `lurewatch verify`: checks a bundle offline. */
import { parseArgs } from 'node:util';
import { UsageError } from '../domain/failure.ts';
import { type BundleReport, verifyBundle } from '../exporters/verify-bundle.ts';
import type { Command } from './command.ts';

const help = `Checks a bundle that was made by "lurewatch export" or in the web app: that every file in it is the one
that its manifest lists, that none is missing and none was added. It needs no network and no database.

  lurewatch verify bundle.zip
  lurewatch verify bundle.zip --json

  --json    prints the whole report as JSON

That the manifest itself is the one that was sent shows only the SHA-256 of the whole file, which is printed:
ask the sender for it on another way, and compare.

Exit codes: 0 the bundle is intact, 1 something is wrong with it, 2 the command was used wrongly or there is no such file.`;

const asText = (file: string, report: BundleReport): string => {
  const lines = report.problems.map(
    (one) => `  ${one.code}${one.path ? ` ${one.path}` : ''}: ${one.message}`,
  );
  const { manifest } = report;
  if (manifest)
    lines.unshift(
      `  ${manifest.marking}, for ${manifest.recipient}: ${manifest.purpose}`,
      `  made ${manifest.createdAt} by ${manifest.software}, ${manifest.leadCount} lead${manifest.leadCount === 1 ? '' : 's'}${manifest.hasDemonstration ? ', DEMONSTRATION leads among them' : ''}`,
    );
  lines.unshift(
    report.isIntact
      ? `${file}: intact, ${report.checkedFiles} files are as the manifest lists them`
      : `${file}: NOT intact, ${report.problems.length} problem${report.problems.length === 1 ? '' : 's'}`,
  );
  lines.push(`  SHA-256 of the file: ${report.fileHash}`);
  return `${lines.map(printable).join('\n')}\n`;
};

/** A hostile bundle's names must not steer the terminal. */
const printable = (line: string): string =>
  line.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd').slice(0, 1000);

const readArguments = (argv: string[]): { file: string; json: boolean } => {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) throw new UsageError('Name one bundle: lurewatch verify FILE');
    return { file, json: values.json };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${(error as Error).message}. See: lurewatch verify --help`);
  }
};

const verify: Command = {
  id: 'verify',
  summary: 'check a bundle offline and name what is wrong',
  usage: 'verify FILE [--json]',
  help,
  async run(argv) {
    const { file, json } = readArguments(argv);
    const report = await verifyBundle(file).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(
        error.code === 'ENOENT'
          ? `there is no file ${file}`
          : `${file} can't be opened: ${error.code ?? error.message}`,
      );
    });
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : asText(file, report));
    return report.isIntact ? 0 : 1;
  },
};
export default verify;
