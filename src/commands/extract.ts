/** Reads a saved page with a target type and prints what it finds. No network, no database. */
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { decodeText } from '../../crawlers/fetching/decode-text.ts';
import { mediaTypeOf, notTextReason } from '../../crawlers/fetching/media-type.ts';
import type { Reading, TargetType } from '../../crawlers/target-type.ts';
import { loadTargetTypes } from '../../crawlers/target-types.ts';
import { BadInputError, UsageError } from '../domain/failure.ts';
import type { Posting } from '../domain/posting.ts';
import type { Command } from './command.ts';

const help = `Reads one saved page as a crawl would and prints, as JSON,
  { "postings": […], "requests": […], "problems": […] }
that is the adverts in it, the addresses that the crawl would fetch next, and what was wrong with the page.
Nothing is fetched and no database is used. FILE may be "-" for standard input.

  --type TYPE      a target type, such as job-board, feed or mastodon; docs/target-types.md describes each, and one that
                   is not known is answered with all that are
  --url URL        the address that the page was saved from; relative links are read against it
  --options JSON   options of the target type, as on its form; without it they are worked out from the url
  --kind KIND      what the page is to the type: for job-board "start" (the default), "list" or "posting"; one that
                   the type has not is answered with those it has
  --charset NAME   the character set that the server named, if the page does not say it itself
  --rendered       the page was saved from a browser after its scripts had run
  --fetched TIME   when it was saved (ISO 8601), for dates such as "3 days ago"; default: now

Example:
  lurewatch extract --type job-board --url https://jobs.example.com/ad/17 --kind posting ad-17.html

Exit codes: 0 done, 1 the file can't be read as a page, 2 wrong use.
`;

const maxFileBytes = 50 * 1024 * 1024;

const postingFields = [
  'itemKey',
  'title',
  'text',
  'employer',
  'location',
  'country',
  'pay',
  'contacts',
  'datePosted',
  'images',
  'url',
] as const satisfies readonly (keyof Posting)[];

/** Absent fields are null, so that every posting has the same keys. */
const printedPosting = (posting: Posting): Record<string, unknown> =>
  Object.fromEntries(postingFields.map((name) => [name, posting[name] ?? null]));

const parseOptions = (argv: string[]) => {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        type: { type: 'string' },
        url: { type: 'string' },
        options: { type: 'string' },
        kind: { type: 'string' },
        charset: { type: 'string' },
        rendered: { type: 'boolean', default: false },
        fetched: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}. See lurewatch extract --help`);
  }
};

const required = (value: string | undefined, what: string): string => {
  if (value === undefined || value === '')
    throw new UsageError(`${what} is missing. See lurewatch extract --help`);
  return value;
};

const readInput = async (file: string): Promise<Buffer> => {
  if (file === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) throw new BadInputError(`'${file}' is a folder; give one saved page in it`);
  if (!found?.isFile()) throw new BadInputError(`there is no file '${file}'`);
  if (found.size > maxFileBytes)
    throw new BadInputError(`'${file}' is larger than 50 MB; no page is that large`);
  return readFile(file);
};

const optionsOf = (type: TargetType, url: string, json: string | undefined): unknown => {
  if (json === undefined) {
    const worked = type.optionsFor(url);
    if (worked) return worked.options;
    throw new UsageError(`'${url}' is no place of the type ${type.id}; give its options with --options JSON`);
  }
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch (error) {
    throw new UsageError(`--options is not JSON: ${(error as Error).message}`);
  }
  refuseUnknownOptions(type, given);
  const whole =
    typeof given === 'object' && given !== null
      ? { ...(type.optionsFor(url)?.options as object | undefined), ...given }
      : given;
  const parsed = type.options.safeParse(whole);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UsageError(`--options is wrong at '${issue?.path.join('.')}': ${issue?.message}`);
};

const refuseUnknownOptions = (type: TargetType, given: unknown): void => {
  if (!(type.options instanceof z.ZodObject) || typeof given !== 'object' || given === null) return;
  const known = Object.keys(type.options.shape);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(
      `--options has '${unknown}', which ${type.id} has not; it knows ${known.join(', ')}`,
    );
};

const findType = async (typeId: string | undefined): Promise<TargetType> => {
  const types = await loadTargetTypes();
  const type = types.get(typeId ?? '');
  if (type) return type;
  const fault = typeId ? `there is no target type '${typeId}'` : '--type is missing';
  throw new UsageError(`${fault}; the known ones are ${[...types.keys()].join(', ')}`);
};

const fetchTime = (text: string | undefined): string => {
  const time = text === undefined ? new Date() : new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new UsageError(`'${text}' is no time; write it like 2026-11-22T10:00:00Z`);
  return time.toISOString();
};

const run = async (argv: string[]): Promise<number> => {
  const { values, positionals } = parseOptions(argv);
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const type = await findType(values.type);
  const url = required(values.url, '--url');
  if (!URL.canParse(url)) throw new UsageError(`'${url}' is no address; write it with http:// or https://`);
  const [file, ...more] = positionals;
  if (more.length > 0) throw new UsageError('only one file is read at a time');
  const options = optionsOf(type, url, values.options);
  const fetchedAt = fetchTime(values.fetched);
  const body = await readInput(required(file, 'FILE, the saved page,'));
  const contentType = `text/html${values.charset ? `; charset=${values.charset}` : ''}`;
  const notText = notTextReason(mediaTypeOf(contentType, body), body, contentType);
  if (notText) throw new BadInputError(`'${file}' can't be read as a page: ${notText}`);
  const kind = values.kind ?? type.start(options)[0]?.kind ?? 'start';
  if (!type.kinds.includes(kind))
    throw new UsageError(
      `--kind '${kind}' is no page of ${type.id}; the known ones are ${type.kinds.join(', ')}`,
    );
  const reading: Reading = type.read(
    {
      url,
      requestedUrl: url,
      kind,
      carry: {},
      text: decodeText(body, contentType).text,
      contentType: 'text/html',
      status: 200,
      fetchedAt,
      isRendered: values.rendered,
    },
    options,
  );
  const requests = reading.requests.filter((request) => type.isInScope(request.url, options));
  const printed = { postings: reading.postings.map(printedPosting), requests, problems: reading.problems };
  process.stdout.write(`${JSON.stringify(printed, null, 2)}\n`);
  return 0;
};

const command: Command = {
  id: 'extract',
  summary: 'read the adverts in a saved page; no network, no database',
  usage:
    'extract --type TYPE --url URL FILE [--options JSON] [--kind KIND] [--charset NAME] [--rendered] [--fetched TIME]',
  help,
  run,
};

export default command;
