/** One mail as items: what it says, what it forwards, and the mails it encloses. */
import PostalMime, { type Address, type Attachment, type Email, type Mailbox } from 'postal-mime';
import { contentKey } from '../content-key.ts';
import { faultText } from '../entry-bytes.ts';
import { htmlText, tidyText } from '../html-text.ts';
import type { ImportEntry, ImportedText, ImportItem, Participant } from '../importer.ts';
import { realLinks, textLinks } from '../text-links.ts';
import { type ForwardedPart, forwardedPart } from './forwarded-part.ts';

export interface MailPlace {
  /** For people: `mail 12 of inbox.mbox`. */
  position: string;
  /** Before names of attachments. */
  path: string;
}

/** Mails that enclose mails that enclose mails: nobody writes more. */
const maxEnclosed = 5;
/** A text part that only says that the mail is HTML. */
const littleText = 60;
const maxTextCharacters = 512 * 1024;

const mailboxes = (addresses: readonly Address[]): Mailbox[] =>
  addresses.flatMap((one) => ('group' in one && one.group !== undefined ? one.group : [one as Mailbox]));

const participant = ({ name, address }: Mailbox): Participant[] => {
  const id = (address ?? '').toLowerCase().trim() || name.trim();
  return id === '' ? [] : [{ id, name: name.trim() || id, contacts: address ? [address] : [] }];
};

const writtenSender = /^(.*?)[<[(]?(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)[>\])]?.*$/u;
const participantIn = (written: string): Participant[] => {
  const [, name = '', address = ''] = writtenSender.exec(written) ?? ['', written, ''];
  return participant({ name: name.replace(/["*<[(]/g, '').trim(), address });
};

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);

const attachedEntry = (attachment: Attachment, path: string): ImportEntry => {
  const bytes = bytesOf(attachment);
  return {
    path,
    bytes: bytes.length,
    async *open() {
      yield bytes;
    },
  };
};

const wordsOf = (email: Email): { text: string; links: string[] } => {
  const html = email.html === undefined ? undefined : htmlText(email.html);
  const plain = tidyText(email.text ?? '').slice(0, maxTextCharacters);
  const text =
    html !== undefined && plain.length < littleText && html.text.length > plain.length ? html.text : plain;
  return { text, links: realLinks([...textLinks(text), ...(html?.links ?? [])]) };
};

/** RFC 3339 of what stands in Date; nothing where it is no date. */
const sentAtOf = ({ date }: Email): string | undefined =>
  date !== undefined && /^\d{4}-\d{2}-\d{2}T/.test(date) ? date.replace('.000Z', 'Z') : undefined;

const isImage = ({ mimeType }: Attachment): boolean => /^image\/(?!svg)/.test(mimeType);
const isMail = ({ mimeType }: Attachment): boolean => mimeType === 'message/rfc822';
const isOutlookPack = ({ mimeType, filename }: Attachment): boolean =>
  mimeType === 'application/ms-tnef' || /^winmail\.dat$/i.test(filename ?? '');

const attachmentNote = (attachment: Attachment, position: string): ImportItem[] => {
  const name = (attachment.filename ?? attachment.mimeType).slice(0, 200);
  if (isImage(attachment) || isMail(attachment)) return [];
  const why = isOutlookPack(attachment)
    ? "it is packed in Outlook's own form; ask the sender for it as ordinary mail"
    : 'only text, pictures and enclosed mails are read';
  return [{ type: 'skipped', position, reason: `Its attachment ${name} was not read: ${why}.` }];
};

interface Enclosing {
  depth: number;
  /** Of the mail that encloses it. */
  key: string | undefined;
}

const forwardedItem = (part: ForwardedPart, outer: ImportedText): ImportedText => {
  const [sender] = participantIn(part.from);
  return {
    type: 'text',
    position: `${outer.position}, forwarded part`,
    itemKey: `${outer.itemKey}/forwarded`,
    text: part.text,
    ...(part.subject === undefined ? {} : { title: part.subject }),
    ...(sender === undefined ? {} : { sender, forwardedFrom: sender.name }),
    images: outer.images,
    links: textLinks(part.text),
    evidence: Buffer.from(part.text, 'utf8'),
    evidenceMediaType: 'text/plain; charset=utf-8',
  };
};

const outerItem = (email: Email, bytes: Uint8Array, place: MailPlace, enclosing: Enclosing): ImportedText => {
  const { text, links } = wordsOf(email);
  const [sender] = mailboxes(email.from === undefined ? [] : [email.from]).flatMap(participant);
  const recipients = mailboxes([...(email.to ?? []), ...(email.cc ?? []), ...(email.bcc ?? [])]).flatMap(
    participant,
  );
  const ownKey = email.messageId?.trim() || contentKey(bytes);
  const sentAt = sentAtOf(email);
  const pictures = email.attachments.filter(isImage);
  return {
    type: 'text',
    position: place.position,
    itemKey: enclosing.key === undefined ? ownKey : `${enclosing.key}/${ownKey}`,
    text,
    ...(email.subject ? { title: email.subject } : {}),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(sender === undefined ? {} : { sender }),
    ...(enclosing.depth > 0 && sender !== undefined ? { forwardedFrom: sender.name } : {}),
    recipients,
    images: pictures.map((one, index) =>
      attachedEntry(
        one,
        `${place.path}/${index + 1}-${(one.filename ?? 'picture').replace(/[/\\\0]|\.\.+/g, '_')}`,
      ),
    ),
    links,
    evidence: bytes,
    evidenceMediaType: 'message/rfc822',
  };
};

/** What was forwarded stands for itself: its author is another, and what the forwarder wrote is not part of it. */
function* textItems(outer: ImportedText): Iterable<ImportItem> {
  const part = forwardedPart(outer.text);
  if (part === undefined || part.text === '') {
    if (outer.text !== '' || outer.images.length > 0 || outer.title !== undefined) yield outer;
    else yield { type: 'skipped', position: outer.position, reason: 'It has no text and no picture.' };
    return;
  }
  if (part.before !== '') yield { ...outer, text: part.before, links: textLinks(part.before), images: [] };
  yield forwardedItem(part, outer);
}

const parse = (bytes: Uint8Array): Promise<Email> =>
  PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: 50, maxHeadersSize: 1024 * 1024 });

export async function* readMail(
  bytes: Uint8Array,
  place: MailPlace,
  enclosing: Enclosing = { depth: 0, key: undefined },
): AsyncIterable<ImportItem> {
  let email: Email;
  try {
    email = await parse(bytes);
  } catch (error) {
    yield {
      type: 'bad',
      position: place.position,
      reason: `It can't be read as a mail: ${faultText(error)}.`,
    };
    return;
  }
  if (email.headers.length === 0) {
    yield { type: 'bad', position: place.position, reason: 'It has no header, so it is no mail.' };
    return;
  }
  const outer = outerItem(email, bytes, place, enclosing);
  yield* textItems(outer);
  for (const attachment of email.attachments) yield* attachmentNote(attachment, place.position);
  for (const [index, enclosed] of email.attachments.filter(isMail).entries()) {
    const position = `${place.position}, enclosed mail ${index + 1}`;
    if (enclosing.depth >= maxEnclosed) {
      yield {
        type: 'bad',
        position,
        reason: 'It is enclosed in more than five mails; that was not followed.',
      };
      continue;
    }
    const inner = { depth: enclosing.depth + 1, key: outer.itemKey };
    yield* readMail(bytesOf(enclosed), { position, path: `${place.path}/${index + 1}` }, inner);
  }
}
