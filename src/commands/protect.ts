/** `lurewatch protect`: somebody is to be protected whose data may be stored already. */
import type { Command } from './command.ts';
import { readProtectOptions } from './protect/read-options.ts';

const help = `Takes a person out of everything that is stored, and keeps them out: for somebody who asks for it, or turns out to be
in danger, after their number or handle came in with an advert, a crawl or an import.

  lurewatch protect                                          how many identifiers are protected; never which
  lurewatch protect add "+1 202 555 0177" @handle --dry-run  counts what holds them; changes nothing
  lurewatch protect add "+1 202 555 0177" @handle name@example.com
  lurewatch protect add --name "Sample Reporter"             a whole name too; later crawls don't find names
  lurewatch protect remove "+1 202 555 0177" --reason "typed wrongly"
  lurewatch protect start-anew --reason "protection.key is lost, no backup"

add      masks texts, titles, findings, addresses, text read on images and notes of what is stored, by blocks; takes the
         contacts out; and withholds pages and images that show the person: the bytes stay as evidence, but are neither
         shown nor exported, and a bundle says so. What is masked stays masked. Give all notations of one person at
         once; numbers with their country (+…), handles as @handle or as the link to the profile.
remove   takes identifiers off the list: later crawls keep them again. It unmasks nothing.
start-anew   only when protection.key is lost for good: forgets the identifiers that nobody can recognise any more under
         the new key, so that crawls and imports may go on. Protect those people again with 'add' right afterwards.

A deployment may run meanwhile. Broken off, the same 'add' again completes it. Each step is in the audit log: keyed
hashes, kinds and counts, no number and no name.

  --json         the result as JSON
  --data DIR     the data folder (LUREWATCH_DATA)

What stands in the arguments may stay in your shell's history: '-' reads one identifier a line from standard input.
It uses the running deployment's database (LUREWATCH_DATA or DATABASE_URL), else starts it and stops it afterwards.
Exit codes: 0 done, 1 there is none such, the key is wrong or the same is to be run again, 2 wrong use, 3 the database was missing.`;

const protect: Command = {
  id: 'protect',
  summary: 'take a person out of what is stored, and keep them out',
  usage:
    'protect [add CONTACT… [--name NAME…] [--dry-run] | remove CONTACT… --reason TEXT | start-anew --reason TEXT] [--json]',
  help,
  async run(argv) {
    const options = readProtectOptions(argv);
    const { runProtect } = await import('./protect/run-protect.ts');
    return runProtect(options);
  },
};

export default protect;
