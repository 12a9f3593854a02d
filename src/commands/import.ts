/** `lurewatch import`: brings in what a person hands in. */
import type { Command } from './command.ts';
import { readImportOptions } from './import/read-options.ts';

const help = `Brings in adverts out of a file that somebody hands in: tables, records, chat exports, mails, saved pages, pictures.

  lurewatch import adverts.csv --preview
  lurewatch import adverts.csv --options '{"columns":{"text":"Body"}}'
  lurewatch import "WhatsApp Chat.zip" --preview
  lurewatch import "WhatsApp Chat.zip" --protect "Sample Reporter" --basis "given by the reporter on 3 March, file 12"

What
  FILE|FOLDER               a file, a folder, or a ZIP of it
  --type ID                 what it is, when it is not recognised: see --types
  --types                   lists the types
  --options JSON            options of the type; --preview shows those that were guessed
  --preview                 shows the first items, who is in it and which column holds what; stores nothing

Chats and mails are private: nothing of them is read in before these are answered
  --protect NAME            who is never stored: a name as in the preview, a number, an address or a handle; several times
  --nobody-to-protect       said on purpose, when nobody in it needs protection
  --basis TEXT              on what ground it was handed in; kept with the import

  --json                    the result as JSON
  --data DIR                the data folder (LUREWATCH_DATA)

Broken off anywhere, the same command again goes on where it stopped; nothing comes in twice.
It uses the running deployment's database (LUREWATCH_DATA or DATABASE_URL), else starts it and stops it afterwards.
Exit codes: 0 done, 1 some rows were bad or the file could not be read, 2 wrong use, 3 the database was missing.`;

const importCommand: Command = {
  id: 'import',
  summary: 'bring in adverts from tables, chat exports, mails, saved pages and pictures',
  usage:
    'import FILE|FOLDER [--type ID] [--options JSON] [--preview] [--protect NAME…] [--nobody-to-protect] [--basis TEXT] [--json]',
  help,
  async run(argv) {
    const options = readImportOptions(argv);
    const { runImport } = await import('./import/run-import.ts');
    return runImport(options);
  },
};
export default importCommand;
