/**
 * Request headers that an admin sets for a target, such as an API's key: the option `headers` of a target type, one
 * line each, `Name: value`. Values are secrets: stored sealed, shown as kept, opened only on their way to a fetch.
 */
import { z } from 'zod';

export const headersOption = 'headers';
/** Stands for a value that is stored already. */
export const keptValue = '(kept)';

const limits = { lines: 20, valueChars: 2000, lineChars: 4000 } as const;

const lineForm = /^([!#$%&'*+.^`|~\w-]{1,100}):[ \t]*([\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?)$/;

/** Of the connection, of who we are, of what is sent, or of somebody who is signed in. */
const ownNames =
  /^(host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|content-(?:length|encoding|type)|user-agent|from|accept|accept-encoding|range|if-.*|cookie2?|forwarded|via|x-forwarded-.*|x-real-ip|proxy-.*|sec-.*)$/i;

export interface HeaderLine {
  name: string;
  value: string;
}

/** Undefined for what is no header. */
export const readHeaderLine = (line: string): HeaderLine | undefined => {
  const [, name, value] = lineForm.exec(line) ?? [];
  return name === undefined || value === undefined ? undefined : { name, value };
};

const nameOf = (line: string): string => (readHeaderLine(line)?.name ?? line).toLowerCase();

/** What is wrong is said without the value: messages reach logs and screens. */
export const headerLines = z
  .array(
    z
      .string()
      .trim()
      .max(limits.lineChars)
      .refine(
        (line) => readHeaderLine(line) !== undefined,
        'write one header a line, like X-Api-Key: value, in plain ASCII characters',
      )
      .refine(
        (line) => !ownNames.test(nameOf(line)),
        'this header is not for a target to set: it belongs to the connection, says who we are or that somebody is signed in',
      ),
  )
  .max(limits.lines)
  .refine((lines) => new Set(lines.map(nameOf)).size === lines.length, 'name each header once');

type Options = Readonly<Record<string, unknown>>;

export const headersOf = (options: Options): string[] => {
  const lines = options[headersOption];
  return Array.isArray(lines) ? lines.filter((line): line is string => typeof line === 'string') : [];
};

/** The options as anybody may see them. */
export const maskHeaders = <Given extends Options>(options: Given): Given => {
  const lines = headersOf(options);
  if (lines.length === 0) return options;
  const masked = lines.map((line) => `${readHeaderLine(line)?.name ?? 'X-Unreadable'}: ${keptValue}`);
  return { ...options, [headersOption]: masked };
};

/** Origins of all addresses that stand among the options. */
export const originsIn = (value: unknown): string[] => {
  if (typeof value === 'string')
    return /^https?:/i.test(value) && URL.canParse(value) ? [new URL(value).origin] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(originsIn) : [];
};
