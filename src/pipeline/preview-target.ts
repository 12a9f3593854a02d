import type { TargetType } from '../../crawlers/target-type.ts';
import { BadInputError } from '../domain/failure.ts';
import { exitProblem } from '../domain/proxy.ts';
import { keptValue, maskHeaders, readHeaderLine } from '../domain/request-headers.ts';
import type { TargetSettings } from '../domain/target.ts';
import { type LookNeeds, lookAtPage } from './look-at-page.ts';
import { typeOf } from './start-run.ts';

export interface TargetPreview {
  url: string;
  postings: { url: string; title: string; text: string; kind: string; tier: string; gist: string }[];
  /** What it would ask for next. */
  requests: { url: string; kind: string }[];
  problems: string[];
}

const shownPostings = 20;
const shownRequests = 50;
const shownTextChars = 600;

/** Fetches the first start page of a target as it would be set up, and shows what would be read. Stores nothing. */
export const previewTarget = async (
  needs: LookNeeds & { targetTypes: ReadonlyMap<string, TargetType> },
  settings: Pick<TargetSettings, 'typeId' | 'options'> &
    Partial<
      Pick<TargetSettings, 'name' | 'postedIn' | 'ignoreRobotsReason' | 'proxyId' | 'suspectedOperator'>
    >,
): Promise<TargetPreview> => {
  const problem = exitProblem(settings);
  if (problem !== undefined) throw new BadInputError(problem);
  const type = typeOf(needs.targetTypes, settings.typeId);
  const options = type.options.safeParse(settings.options);
  if (!options.success)
    throw new BadInputError(
      options.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`).join('; '),
    );
  const request = type.start(options.data)[0];
  if (!request) throw new BadInputError('these options name no page to start at');
  const { headers, problems } = previewHeaders(type.headersFor?.(request.url, options.data) ?? []);
  const { page, reading } = await lookAtPage(needs, {
    request,
    typeId: settings.typeId,
    options: maskHeaders(settings.options),
    headers,
    postedIn: settings.postedIn,
    proxyId: settings.proxyId,
    ignoreRobots: settings.ignoreRobotsReason !== undefined,
  });
  return {
    url: page.finalUrl,
    postings: reading.postings.slice(0, shownPostings).map(({ posting, assessment }) => ({
      url: posting.url,
      title: posting.title,
      text: posting.text.slice(0, shownTextChars),
      kind: assessment.kind,
      tier: assessment.tier,
      gist: assessment.gist,
    })),
    requests: reading.requests.slice(0, shownRequests).map(({ url, kind }) => ({ url, kind })),
    problems: [...problems, ...reading.problems.map((problem) => problem.message)],
  };
};

/** A preview stores nothing, so that it knows only values that were entered for it. */
const previewHeaders = (
  lines: readonly string[],
): { headers: Record<string, string>; problems: string[] } => {
  const given = lines.map(readHeaderLine).filter((header) => header !== undefined);
  const entered = given.filter(({ value }) => value !== keptValue);
  const kept = given.filter(({ value }) => value === keptValue).map(({ name }) => name);
  return {
    headers: Object.fromEntries(entered.map(({ name, value }) => [name.toLowerCase(), value])),
    problems:
      kept.length === 0
        ? []
        : [
            `Request headers that are kept are not sent by a preview; enter them anew to try: ${kept.join(', ')}.`,
          ],
  };
};
