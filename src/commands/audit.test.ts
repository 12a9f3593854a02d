import { expect, it } from 'vitest';
import { UsageError } from '../domain/failure.ts';
import { auditReport } from './audit/audit-report.ts';
import audit from './audit.ts';

it('says that the log is whole, with the hash to write down', () => {
  expect(auditReport({ entries: 1, lastHash: 'ab12', problems: [] })).toBe(
    'The audit log is whole: 1 entry.\nHash of the last one: ab12\n',
  );
});

it('names the entries that do not fit, and counts those that it does not show', () => {
  const problems = Array.from({ length: 22 }, (_, index) => ({
    sequence: `${index + 1}`,
    problem: 'changed',
  }));
  const report = auditReport({ entries: 30, lastHash: 'ab12', problems });
  expect(report).toContain('NOT whole: 22 of 30 entries');
  expect(report).toContain('- entry 1: changed');
  expect(report).toContain('- and 2 more');
});

it.each([[[]], [['repair']], [['verify', 'twice']]])('is used wrongly with %j', async (argv) => {
  await expect(audit.run(argv)).rejects.toThrow(UsageError);
});
