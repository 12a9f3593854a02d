/** What a scoring thread can do. */
import { loadRules } from '../../../classifiers/classify.ts';
import { overlayOfThread } from '../../platform/overlay-folder.ts';
import type { TaskTable } from '../../platform/thread-tasks.ts';
import { type NumberedLine, type ScoredBatch, scoreLines } from './score-line.ts';

export const openScoreTasks = async (): Promise<TaskTable> => {
  const rules = await loadRules(overlayOfThread());
  return { score: (lines: NumberedLine[]): ScoredBatch => scoreLines(lines, rules) };
};
