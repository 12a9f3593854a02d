/**
 * What a reading thread does: reads the postings of one page and assesses each, or assesses one text.
 * A second composition root beside app.ts (docs/decisions/0002-reading-thread.md).
 */
import { classify, loadRules } from '../classifiers/classify.ts';
import { isAlsoHost, withAlsoHosts } from '../crawlers/reading/also-hosts.ts';
import { refreshedTo } from '../crawlers/reading/meta-refresh.ts';
import type { Page, TargetType } from '../crawlers/target-type.ts';
import { loadTargetTypes } from '../crawlers/target-types.ts';
import { advertOf } from './domain/advert-of.ts';
import type { AdvertInput, Assessment } from './domain/assessment.ts';
import { BadInputError } from './domain/failure.ts';
import type { FoundPlace } from './domain/found-place.ts';
import type { Posting, ReadingProblem } from './domain/posting.ts';
import { movedFrom, type PageRequest } from './domain/visit.ts';
import { overlayOfThread } from './platform/overlay-folder.ts';
import type { TaskTable } from './platform/thread-tasks.ts';

export interface ReadTask {
  typeId: string;
  options: Record<string, unknown>;
  /** Further hosts that count as the same place. */
  alsoHosts?: readonly string[] | undefined;
  page: Page;
  postedIn: string | undefined;
}

export interface RefusalTask {
  typeId: string;
  said: { text: string; status: number };
}

export interface ReadResult {
  postings: { posting: Posting; assessment: Assessment }[];
  requests: PageRequest[];
  problems: ReadingProblem[];
  places?: FoundPlace[];
}

export const openReadingTasks = async (): Promise<TaskTable> => {
  const [types, rules] = await Promise.all([loadTargetTypes(), loadRules(overlayOfThread())]);
  return {
    read: (task: ReadTask): ReadResult => {
      const type = typeFor(types, task.typeId);
      const options = withAlsoHosts(type.options.parse(task.options), task.alsoHosts);
      const reading = type.read(task.page, options);
      const isEmpty = reading.postings.length === 0 && reading.requests.length === 0;
      const onward = isEmpty ? refreshedTo(task.page) : undefined;
      if (onward !== undefined) return { postings: [], requests: [sentOn(task.page, onward)], problems: [] };
      return {
        postings: reading.postings.map((posting) => ({
          posting,
          assessment: classify(advertOf(posting, task), rules),
        })),
        requests: reading.requests.filter(
          (request) => type.isInScope(request.url, options) || isAlsoHost(request.url, options),
        ),
        problems: reading.problems,
        ...(reading.places && { places: reading.places }),
      };
    },
    refusal: ({ typeId, said }: RefusalTask): ReadingProblem | undefined =>
      typeFor(types, typeId).refusalOf?.(said),
    assess: (advert: AdvertInput): Assessment => classify(advert, rules),
    rulesVersion: (): string => rules.version,
  };
};

/** Read there as what was asked for here, like the page behind any other redirect. */
const sentOn = ({ kind, carry, requestedUrl }: Page, url: string): PageRequest => ({
  url,
  kind,
  carry: { ...carry, [movedFrom]: carry[movedFrom] ?? requestedUrl },
});

const typeFor = (types: Map<string, TargetType>, typeId: string): TargetType => {
  const type = types.get(typeId);
  if (!type)
    throw new BadInputError(
      `there is no target type '${typeId}'; the known ones are ${[...types.keys()].join(', ')}`,
    );
  return type;
};
