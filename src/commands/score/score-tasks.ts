/** What a scoring thread can do. */
import { loadRules } from '../../../classifiers/classify.ts';
import type { TaskTable } from '../../platform/thread-tasks.ts';
import { type NumberedLine, type ScoredBatch, scoreLines } from './score-line.ts';

export const openScoreTasks = async (): Promise<TaskTable> => {
  const rules = await loadRules();
  return { score: (lines: NumberedLine[]): ScoredBatch => scoreLines(lines, rules) };
};
