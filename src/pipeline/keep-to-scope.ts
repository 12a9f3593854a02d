/** Requests of a page that the target's settings let it follow; the others are refused, counted, with the reason. */
import { outOfScope } from '../domain/crawl-scope.ts';
import type { RunNotice } from '../domain/run-notice.ts';
import type { TargetSettings } from '../domain/target.ts';
import type { NewUrl } from '../storage/frontier-contract.ts';

export const keepToScope = (
  target: Pick<TargetSettings, 'includePaths' | 'excludePaths' | 'maxDepth'>,
  requests: readonly NewUrl[],
): { requests: NewUrl[]; notices: RunNotice[] } => {
  const notices: RunNotice[] = [];
  const kept = requests.filter((request) => {
    const reason = outOfScope(target, request.url, request.depth);
    if (reason) notices.push({ ...reason, count: 1, example: request.url });
    return reason === undefined;
  });
  return { requests: kept, notices };
};
