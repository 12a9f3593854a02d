/** What both kinds of export say of a message, as an item. */
import { type FindEntry, imagePath, pathWithin } from '../entry-finder.ts';
import type { ImportEntry, ImportItem, Participant } from '../importer.ts';
import { realLinks, textLinks } from '../text-links.ts';

export interface TelegramMessage {
  position: string;
  itemKey: string;
  text: string;
  links: readonly string[];
  sentAt: string | undefined;
  sender: Participant | undefined;
  forwardedFrom: string | undefined;
  /** As the file names them: below its folder, or a sentence that the file was not included. */
  pictures: readonly string[];
  /** What it is instead, when it has neither text nor picture. */
  otherKind: string | undefined;
  evidence: Uint8Array;
  evidenceMediaType: string;
}

/** Telegram writes `(File not included. Change data exporting settings to download.)`, in English only. */
const isLeftOut = (picture: string): boolean => picture.startsWith('(');

export function* messageItems(
  message: TelegramMessage,
  folder: string,
  find: FindEntry,
): Iterable<ImportItem> {
  const { position, text } = message;
  const images: ImportEntry[] = [];
  const missing: string[] = [];
  for (const picture of message.pictures) {
    if (isLeftOut(picture)) missing.push('its picture was not exported');
    else if (pathWithin(folder, picture) === undefined) {
      yield { type: 'bad', position, reason: 'It names a picture outside the export; that was not opened.' };
    } else {
      const entry = find(folder, picture);
      if (entry === undefined) missing.push(`its picture ${picture} is not among the files`);
      else if (imagePath.test(entry.path)) images.push(entry);
    }
  }
  if (text.trim() === '' && images.length === 0) {
    const why =
      missing[0] ?? (message.otherKind === undefined ? 'it is empty' : `it is a ${message.otherKind}`);
    yield { type: 'skipped', position, reason: `It has no text to read: ${why}.` };
    return;
  }
  yield {
    type: 'text',
    position,
    itemKey: message.itemKey,
    text,
    ...(message.sentAt === undefined ? {} : { sentAt: message.sentAt }),
    ...(message.sender === undefined ? {} : { sender: message.sender }),
    ...(message.forwardedFrom === undefined ? {} : { forwardedFrom: message.forwardedFrom }),
    images,
    links: [...new Set([...textLinks(text), ...realLinks(message.links)])],
    evidence: message.evidence,
    evidenceMediaType: message.evidenceMediaType,
  };
}
