/** Values of request headers: sealed before they are stored with a target's options, and opened for a fetch. */
import { BadInputError } from '../domain/failure.ts';
import { headersOf, headersOption, keptValue, originsIn, readHeaderLine } from '../domain/request-headers.ts';
import type { SecretBox } from '../platform/secret-box.ts';

type Options = Record<string, unknown>;

const mark = 'sealed:';
const contextOf = (targetId: string, name: string): string =>
  `header ${name.toLowerCase()} of target ${targetId}`;

/** Values that are kept come from `before`, as long as they are sent to no other place than before. */
export const sealHeaders = (
  secrets: SecretBox | undefined,
  input: { targetId: string; options: Options; before?: Options },
): Options => {
  const { targetId, options, before = {} } = input;
  const lines = headersOf(options);
  if (lines.length === 0) return options;
  if (!secrets)
    throw new Error('request headers can not be stored: this process was given no key for secrets');
  const sealed = lines.map((line) => {
    const header = readHeaderLine(line);
    if (!header) throw new BadInputError('write each request header as Name: value');
    if (header.value === keptValue) return keptLine(header.name, options, before);
    return `${header.name}: ${mark}${secrets.seal(header.value, contextOf(targetId, header.name))}`;
  });
  return { ...options, [headersOption]: sealed };
};

const keptLine = (name: string, options: Options, before: Options): string => {
  const line = headersOf(before).find(
    (one) => readHeaderLine(one)?.name.toLowerCase() === name.toLowerCase(),
  );
  if (line === undefined)
    throw new BadInputError(`no value is stored for the request header ${name}: enter it`);
  const known = new Set(originsIn(before));
  if (originsIn(options).every((origin) => known.has(origin))) return line;
  throw new BadInputError(
    `an address of the target is new: enter the request header ${name} anew, so that its value is not sent to another place unseen`,
  );
};

/** Throws SecretLostError. What is not sealed is not sent. */
export const openHeaders = (
  secrets: SecretBox,
  targetId: string,
  lines: readonly string[],
): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const header = readHeaderLine(line);
    if (!header?.value.startsWith(mark)) throw new Error('a request header of a target was stored unsealed');
    headers[header.name.toLowerCase()] = secrets.open(
      header.value.slice(mark.length),
      contextOf(targetId, header.name),
    );
  }
  return headers;
};
