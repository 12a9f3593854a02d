import type { AuditProblem } from '../../integrity/audit-chain.ts';

const shownProblems = 20;

export const auditReport = (found: {
  entries: number;
  lastHash: string;
  problems: AuditProblem[];
}): string => {
  const { entries, lastHash, problems } = found;
  const counted = `${entries} ${entries === 1 ? 'entry' : 'entries'}`;
  if (problems.length === 0)
    return `The audit log is whole: ${counted}.\nHash of the last one: ${lastHash}\n`;
  const lines = problems.slice(0, shownProblems).map((one) => `- entry ${one.sequence}: ${one.problem}`);
  if (problems.length > shownProblems) lines.push(`- and ${problems.length - shownProblems} more`);
  return `The audit log is NOT whole: ${problems.length} of ${counted} do not fit.\n${lines.join('\n')}\n`;
};
