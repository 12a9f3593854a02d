/** Mails: single ones and mail boxes. */
import { z } from 'zod';
import { faultText, readHead, readWhole } from '../entry-bytes.ts';
import { imagePath } from '../entry-finder.ts';
import type { ImportEntry, Importer, ImportItem } from '../importer.ts';
import { mailKindOf } from './mail-head.ts';
import { readMail } from './read-mail.ts';
import { maxMailBytes, splitBox } from './split-box.ts';

const mailName = /\.(eml|emlx|mbox|mbx|mht|mhtml)$/i;
/** Thunderbird's and Apple's boxes have no ending; others that surely are no mail are not opened. */
const mayBeMail = (path: string): boolean =>
  mailName.test(path) || !/\.[a-z0-9]{1,5}$/i.test(path) || /\.txt$/i.test(path);

const kindOf = async (entry: ImportEntry): Promise<'mail' | 'box' | undefined> =>
  mayBeMail(entry.path) && !imagePath.test(entry.path)
    ? mailKindOf(await readHead(entry, 16 * 1024))
    : undefined;

const tooLarge = 'It is larger than 40 MB; take out its attachments and import it again.';

async function* readEntry(entry: ImportEntry, kind: 'mail' | 'box'): AsyncIterable<ImportItem> {
  if (kind === 'mail') {
    const bytes = await readWhole(entry.open(), maxMailBytes);
    const place = { position: entry.path, path: entry.path };
    if (bytes === undefined) yield { type: 'bad', position: entry.path, reason: tooLarge };
    else yield* readMail(bytes, place);
    return;
  }
  for await (const { number, line, bytes } of splitBox(entry)) {
    const position = `mail ${number} of ${entry.path} (line ${line})`;
    if (bytes === undefined) yield { type: 'bad', position, reason: tooLarge };
    else yield* readMail(bytes, { position, path: `${entry.path}/${number}` });
  }
}

const mail: Importer<Record<string, never>> = {
  id: 'mail',
  label: 'E-mail',
  description: 'Mails saved as .eml files, or a mail box as an mbox file, as most mail programs write them.',
  isPrivate: true,
  options: z.strictObject({}),
  async fit(source) {
    for (const entry of source.entries) {
      const kind = await kindOf(entry);
      if (kind !== undefined) return mailName.test(entry.path) || kind === 'box' ? 10 : 8;
    }
    return 0;
  },
  async *read(source) {
    for (const entry of source.entries) {
      try {
        const kind = await kindOf(entry);
        if (kind !== undefined) yield* readEntry(entry, kind);
        else if (/\.(msg|pst)$/i.test(entry.path)) {
          const reason =
            "It is in Outlook's own form: save it as .eml, or drag it into a mail program that does.";
          yield { type: 'skipped', position: entry.path, reason };
        }
      } catch (error) {
        yield {
          type: 'bad',
          position: entry.path,
          reason: `Nothing more could be read of it: ${faultText(error)}.`,
        };
      }
    }
  },
};
export default mail;
