/** `lurewatch audit verify`: whether the record of who did what is whole. */
import { UsageError } from '../domain/failure.ts';
import type { Command } from './command.ts';

const help = `Checks the audit log: every entry holds the hash of the one before it, so that an entry that was changed,
removed or put in between breaks the chain.

  lurewatch audit verify

It prints the number of entries and the hash of the last one. Write that hash down somewhere else: a log whose end was
cut off, or that was made anew, is whole in itself, and only the hash that you kept tells.
It uses the running deployment's database (LUREWATCH_DATA or DATABASE_URL), else starts it and stops it afterwards.
Exit codes: 0 the chain holds, 1 it is broken, 2 wrong use, 3 the database was missing.`;

const audit: Command = {
  id: 'audit',
  summary: 'check that the record of who did what is whole',
  usage: 'audit verify',
  help,
  async run(argv) {
    if (argv.length !== 1 || argv[0] !== 'verify')
      throw new UsageError('Say what to do: lurewatch audit verify. See: lurewatch audit --help');
    const { runAuditVerify } = await import('./audit/run-audit.ts');
    return runAuditVerify();
  },
};

export default audit;
