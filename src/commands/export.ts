/** `lurewatch export`: leads leave as a bundle. */
import type { Command } from './command.ts';
import { readExportOptions } from './export/read-options.ts';

const help = `Writes leads as a bundle for another agency: a zip with leads.json, leads.csv, a README and a manifest with
the SHA-256 of each file. Who took what, for whom and why is recorded.

  lurewatch export --filter tier=high,state=pursued --marking TLP:AMBER \\
    --purpose "Referral of 22 November" --recipient "Example Agency" --out bundle.zip
  lurewatch export --lead ID --lead ID --marking TLP:GREEN --purpose … --recipient … --out bundle.zip

Which leads
  --lead ID                 a lead by its id, as in its address in the web app; may stand several times
  --filter KEY=VALUE,…      every lead that matches: state, tier, language, place, site, demonstration
                            (with, without, only), online (online, gone), maxAgeDays,
                            search

For whom
  --marking M               TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED
  --purpose TEXT            what it is for
  --recipient TEXT          who gets it
  --include-captures REASON takes the fetched pages and screenshots along; only with a reason

  --out FILE                where the bundle goes; it must not be there yet

It uses the running deployment's database (LUREWATCH_DATA or DATABASE_URL), else starts it and stops it afterwards.
Tell the recipient the printed SHA-256 on another way than the bundle itself.
Exit codes: 0 done, 1 no lead matches or a capture is damaged, 2 wrong use, 3 the database was missing.`;

const exportCommand: Command = {
  id: 'export',
  summary: 'take leads away as a bundle that can be checked offline',
  usage:
    'export (--lead ID… | --filter KEY=VALUE,…) --marking M --purpose TEXT --recipient TEXT [--include-captures REASON] --out FILE',
  help,
  async run(argv) {
    const options = readExportOptions(argv);
    const { runExport } = await import('./export/run-export.ts');
    return runExport(options);
  },
};
export default exportCommand;
