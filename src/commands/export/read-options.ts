/** The options of `lurewatch export`. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BundleRequest, bundleRequest, tlp } from '../../domain/bundle.ts';
import type { BundleSelection } from '../../domain/bundle-selection.ts';
import { UsageError } from '../../domain/failure.ts';
import { type QueueFilter, queueFilter } from '../../domain/lead-queue.ts';

export interface ExportOptions {
  selection: BundleSelection;
  request: BundleRequest;
  file: string;
}

const options = {
  lead: { type: 'string', multiple: true },
  filter: { type: 'string', multiple: true },
  marking: { type: 'string' },
  purpose: { type: 'string' },
  recipient: { type: 'string' },
  'include-captures': { type: 'string' },
  out: { type: 'string' },
} as const;

const parse = (argv: string[]) => {
  try {
    return parseArgs({ args: argv, options, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}. See: lurewatch export --help`);
  }
};

/** `tier=high,medium,state=pursued`: a part without `=` is a further value of the key before it. */
export const readFilter = (parts: readonly string[]): QueueFilter => {
  const wanted: Record<string, string[]> = {};
  let key = '';
  for (const part of parts.flatMap((one) => one.split(','))) {
    const at = part.indexOf('=');
    if (at > 0) key = part.slice(0, at).trim();
    if (!(key in queueFilter.shape))
      throw new UsageError(
        `--filter knows no '${key || part}'; it knows ${Object.keys(queueFilter.shape).join(', ')}, as in --filter tier=high,state=pursued`,
      );
    (wanted[key] ??= []).push(part.slice(at + 1).trim());
  }
  const lists = new Set(['state', 'tier', 'language']);
  const input = Object.entries(wanted).map(([name, values]) => [
    name,
    lists.has(name) ? values : values.join(','),
  ]);
  const parsed = queueFilter.safeParse(Object.fromEntries(input));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`--filter ${issue?.path.join('.')}: ${issue?.message}`);
};

const readRequest = (values: ReturnType<typeof parse>): BundleRequest => {
  const reason = values['include-captures'];
  const parsed = bundleRequest.safeParse({
    marking: values.marking,
    purpose: values.purpose,
    recipient: values.recipient,
    ...(reason === undefined ? {} : { includeCapturesReason: reason }),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  if (name === 'marking') throw new UsageError(`--marking must be one of ${tlp.options.join(', ')}`);
  const option = name === 'includeCapturesReason' ? 'include-captures' : name;
  throw new UsageError(`--${option} is needed and must say enough: ${issue?.message}`);
};

const readSelection = ({ lead, filter }: ReturnType<typeof parse>): BundleSelection => {
  if (lead && filter) throw new UsageError('Give either --lead or --filter, not both');
  if (lead) return { leadIds: lead };
  if (filter) return { filter: readFilter(filter) };
  throw new UsageError(
    'Say which leads: --lead ID (may stand several times) or --filter tier=high,state=pursued',
  );
};

export const readExportOptions = (argv: string[]): ExportOptions => {
  const values = parse(argv);
  const selection = readSelection(values);
  const request = readRequest(values);
  if (!values.out) throw new UsageError('Say where the bundle goes: --out FILE.zip');
  const file = resolve(values.out);
  if (existsSync(file)) throw new UsageError(`${file} is there already; choose another name`);
  if (!existsSync(dirname(file))) throw new UsageError(`the folder ${dirname(file)} is not there`);
  return { selection, request, file };
};
