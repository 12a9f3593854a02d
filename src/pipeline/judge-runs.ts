/** After a run: how its target is doing, and which adverts are offline because no list names them any more. */
import type { TargetType } from '../../crawlers/target-type.ts';
import { type Health, judgeRun, type RunFacts } from '../domain/target-health.ts';

export interface HealthStore {
  /** Runs that have finished since they were last asked for, oldest first. */
  unjudgedRuns(limit: number): Promise<{ runId: string; typeId: string }[]>;
  factsOf(runId: string): Promise<RunFacts>;
  /**
   * In one transaction: the target's health with the time since when, a longer wait when it fails, and adverts that
   * were on none of the lists of this run and the one before.
   */
  saveJudgement(input: { runId: string; health: Health; showsWholeLists: boolean }): Promise<void>;
}

const runsATick = 20;

export const judgeRuns = async (needs: {
  health: HealthStore;
  targetTypes: ReadonlyMap<string, TargetType>;
}): Promise<void> => {
  for (const { runId, typeId } of await needs.health.unjudgedRuns(runsATick)) {
    const health = judgeRun(await needs.health.factsOf(runId));
    const showsWholeLists = needs.targetTypes.get(typeId)?.showsWholeLists ?? false;
    await needs.health.saveJudgement({ runId, health, showsWholeLists });
  }
};
