/** The options of `lurewatch import`. */
import { parseArgs } from 'node:util';
import { UsageError } from '../../domain/failure.ts';

export interface ImportOptions {
  path: string | undefined;
  type: string | undefined;
  options: Record<string, unknown>;
  protect: string[];
  isNobody: boolean;
  basis: string;
  isPreview: boolean;
  isListing: boolean;
  isJson: boolean;
  dataFolder: string | undefined;
}

const seeHelp = 'See: lurewatch import --help';
const flags = {
  type: { type: 'string' },
  types: { type: 'boolean' },
  options: { type: 'string' },
  protect: { type: 'string', multiple: true },
  'nobody-to-protect': { type: 'boolean' },
  basis: { type: 'string' },
  preview: { type: 'boolean' },
  json: { type: 'boolean' },
  data: { type: 'string' },
} as const;

export const readImportOptions = (argv: string[]): ImportOptions => {
  const { positionals, values } = parse(argv);
  const [path, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`hand in one file at a time, not '${rest[0]}' too. ${seeHelp}`);
  if (path === undefined && !values.types) throw new UsageError(`say which file or folder. ${seeHelp}`);
  const protect = values.protect ?? [];
  if (protect.length > 0 && values['nobody-to-protect'])
    throw new UsageError('--protect and --nobody-to-protect say the opposite; give one of them');
  return {
    path,
    type: values.type,
    options: readJson(values.options ?? '{}'),
    protect,
    isNobody: values['nobody-to-protect'] ?? false,
    basis: values.basis?.trim() ?? '',
    isPreview: values.preview ?? false,
    isListing: values.types ?? false,
    isJson: values.json ?? false,
    dataFolder: values.data,
  };
};

const parse = (argv: string[]) => {
  try {
    return parseArgs({ args: argv, options: flags, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}. ${seeHelp}`);
  }
};

const readJson = (text: string): Record<string, unknown> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--options is not JSON: ${(error as Error).message}`);
  }
  if (value !== null && typeof value === 'object' && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new UsageError('--options must be a JSON object, such as {"columns":{"text":"Body"}}');
};
