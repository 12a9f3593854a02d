/** One item of an import, from what the importer read to what storage writes. */
import { createHash } from 'node:crypto';
import { advertOf } from '../domain/advert-of.ts';
import { importLimits } from '../domain/import-view.ts';
import { type Posting, postingLimits } from '../domain/posting.ts';
import { identifierOfImage } from '../domain/protected-identifier.ts';
import { findContacts } from '../facts/contacts.ts';
import type { ImportEntry, ImportedPage, ImportedText } from '../importers/importer.ts';
import { newId } from '../platform/ids.ts';
import type { NewBlob, NewCapture } from '../storage/frontier-contract.ts';
import { assessPosting, contentHash } from './assess-posting.ts';
import { guessTarget } from './guess-target.ts';
import type { ImportNeeds, ImportWork, PreparedItem, SuppliedImage } from './import-contract.ts';
import { isWithheld, withoutProtectedSender } from './import-protection.ts';

export type Prepared =
  | { end: 'stored'; item: PreparedItem }
  | { end: 'known' | 'protected' }
  /** Without a reason it is only counted. */
  | { end: 'skipped' | 'bad'; reason?: string };

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const maxImageBytes = 15 * 1024 ** 2;

export const prepareText = async (
  needs: ImportNeeds,
  work: ImportWork,
  read: ImportedText,
): Promise<Prepared> => {
  if (isWithheld(work.redactor, read)) return { end: 'protected' };
  const item = withoutProtectedSender(work.redactor, read);
  const images = await keepImages(needs, item.images);
  if (item.text.trim() === '' && !item.title?.trim() && images.length === 0)
    return { end: 'skipped', reason: 'it holds no text and no picture' };
  const isPrivate = work.importer.isPrivate;
  const site = `supplied:${work.importer.id}`;
  const posting = postingOf(needs, work, { item, images });
  const [isKnown] = await needs.store.known([
    { site, itemKey: posting.itemKey, contentHash: contentHash(posting) },
  ]);
  if (isKnown) return { end: 'known' };
  const assessment = await needs.assess(advertOf(posting));
  // Of somebody's private messages only what may be an advert, or a call for help, is kept.
  const isTelling = assessment.kind === 'plea' || assessment.findings.length > 0 || images.length > 0;
  if (isPrivate && !isTelling) return { end: 'skipped' };
  const evidence = isPrivate ? redactedEvidence(posting) : item.evidence;
  const stored = await needs.blobs.put(evidence);
  const mediaType = isPrivate ? 'application/json' : item.evidenceMediaType;
  const capture = captureOf(needs, {
    url: posting.url,
    blobHash: stored.hash,
    bytes: stored.bytes,
    mediaType,
  });
  const put = await Promise.all(images.map(({ bytes }) => needs.blobs.put(bytes)));
  const blobs: NewBlob[] = put.map((blob, index) => ({
    ...blob,
    mediaType: images[index]?.mediaType ?? 'image/jpeg',
  }));
  const assessed = assessPosting(posting, assessment, { site });
  return {
    end: 'stored',
    item: {
      capture,
      blobs: [{ ...stored, mediaType }, ...blobs],
      postings: [{ ...assessed, images: images.map(({ url }) => ({ url, fetchedUrl: url })) }],
      images: images.map(({ url, hash }): SuppliedImage => ({ url, blobHash: hash })),
    },
  };
};

interface ReadImage {
  url: string;
  hash: string;
  bytes: Uint8Array;
  mediaType: string;
}

/** Those that are images, and nobody's who is protected. */
const keepImages = async (needs: ImportNeeds, entries: readonly ImportEntry[]): Promise<ReadImage[]> => {
  const images: ReadImage[] = [];
  for (const entry of entries.slice(0, importLimits.imagesPerItem)) {
    const bytes = await bytesOf(entry);
    const facts = bytes && (await needs.inspectImage(bytes));
    if (!bytes || !facts || !('image' in facts)) continue;
    const hash = sha256(bytes);
    images.push({ url: `urn:sha256:${hash}`, hash, bytes, mediaType: `image/${facts.image.format}` });
  }
  if (images.length === 0) return [];
  const hashOf = ({ hash }: ReadImage): string => needs.protection.hashOf(identifierOfImage(hash));
  const isProtected = await needs.store.protectedAmong(images.map(hashOf));
  return images.filter((image) => !isProtected.has(hashOf(image)));
};

export const bytesOf = async (entry: ImportEntry): Promise<Uint8Array | undefined> => {
  if (entry.bytes > maxImageBytes) return undefined;
  const pieces: Uint8Array[] = [];
  for await (const chunk of entry.open()) pieces.push(chunk);
  return Buffer.concat(pieces);
};

const cut = (text: string, chars: number): string => text.slice(0, chars);
const day = /^\d{4}(-\d\d(-\d\d)?)?/;

const postingOf = (
  needs: ImportNeeds,
  { importer, redactor }: ImportWork,
  { item, images }: { item: ImportedText; images: readonly ReadImage[] },
): Posting => {
  const clean = redactor.text;
  const field = (value: string | undefined) =>
    value?.trim() ? cut(clean(value.trim()), postingLimits.fieldChars) : undefined;
  const text = cut(clean(item.text), postingLimits.textChars);
  const itemKey = importer.isPrivate
    ? needs.protection.hashOf(`item:${importer.id}:${item.itemKey}`)
    : cut(item.itemKey, 2048);
  const employer = field(item.employer);
  const location = field(item.location);
  const datePosted = day.exec(item.sentAt ?? '')?.[0];
  // A link that would have to be redacted leads to somebody protected.
  const links = item.links.filter((link) => clean(link) === link).map((link) => cut(link, 4096));
  const url =
    item.url && /^https?:\/\//i.test(item.url) && clean(item.url) === item.url
      ? cut(item.url, 4096)
      : undefined;
  return {
    itemKey,
    url: url ?? `urn:sha256:${sha256(`${importer.id}\n${itemKey}`)}`,
    title: cut(clean(item.title?.trim() ?? ''), postingLimits.titleChars),
    text,
    ...(employer === undefined ? {} : { employer }),
    ...(location === undefined ? {} : { location }),
    ...(datePosted === undefined ? {} : { datePosted }),
    contacts: senderContacts(item),
    images: images.map((image) => ({ url: image.url })),
    links: links.slice(0, postingLimits.links),
    remarks: remarksOf(item, clean),
    fieldSources: { text: importer.id },
  };
};

/** Of the sender, who is not protected: they stand beside the text, so they say nothing of where to answer to. */
const senderContacts = ({ sender }: ImportedText): Posting['contacts'] =>
  (sender?.contacts ?? []).slice(0, 5).flatMap((written) =>
    findContacts(written).map(({ type, value, start, end, text }) => ({
      type,
      value,
      start,
      end,
      text,
      role: 'other' as const,
      field: 'sender',
    })),
  );

const remarksOf = (item: ImportedText, clean: (text: string) => string): string[] =>
  [
    'supplied by a person',
    ...(item.sender ? [`written by ${clean(item.sender.name)}`] : []),
    ...(item.forwardedFrom ? [`forwarded from ${clean(item.forwardedFrom)}`] : []),
  ].map((remark) => cut(remark, 300));

/** The original may hold protected names in any encoding; what is kept is what was read, with them taken out. */
const redactedEvidence = ({ contacts: _contacts, fieldSources: _sources, ...shown }: Posting): Uint8Array =>
  Buffer.from(`${JSON.stringify(shown, null, 1)}\n`, 'utf8');

export const captureOf = (
  needs: Pick<ImportNeeds, 'madeWith'>,
  input: {
    url: string;
    blobHash: string;
    bytes: number;
    mediaType: string;
    page?: ImportedPage;
    charset?: string;
  },
): NewCapture => ({
  id: newId(),
  kind: 'supplied',
  requestedUrl: input.url,
  finalUrl: input.url,
  method: 'GET',
  status: input.page?.status ?? null,
  headers: input.page?.headers ?? {},
  redirects: [],
  remoteAddress: null,
  fetchedAt: input.page ? timeOf(input.page) : new Date(),
  durationMs: 0,
  blobHash: input.blobHash,
  screenshotHash: null,
  mediaType: input.mediaType,
  charset: input.charset ?? null,
  bytes: input.bytes,
  problem: null,
  userAgent: null,
  madeWith: needs.madeWith,
});

const timeOf = ({ fetchedAt }: ImportedPage): Date => {
  const time = new Date(fetchedAt);
  return Number.isNaN(time.getTime()) ? new Date() : time;
};

const readable = /^(text\/|application\/(xhtml\+xml|xml|json|ld\+json|feed\+json|rss\+xml|atom\+xml))/i;

export const preparePage = async (needs: ImportNeeds, page: ImportedPage): Promise<Prepared> => {
  if (page.status < 200 || page.status > 299) return { end: 'skipped' };
  if (!readable.test(page.mediaType) || !/^https?:\/\//i.test(page.url)) return { end: 'skipped' };
  const { text, charset } = needs.decodePage(page.body, page.headers['content-type'] ?? page.mediaType);
  const { typeId, options } = guessTarget(needs.targetTypes, { url: page.url });
  const kinds = needs.targetTypes.get(typeId)?.kinds ?? [];
  const kind = kinds.includes('posting') ? 'posting' : (kinds[0] ?? 'posting');
  const reading = await needs.read({
    typeId,
    options,
    postedIn: undefined,
    page: {
      url: page.url,
      requestedUrl: page.url,
      kind,
      carry: {},
      text,
      contentType: page.mediaType,
      status: page.status,
      fetchedAt: timeOf(page).toISOString(),
      isRendered: false,
    },
  });
  if (reading.postings.length === 0)
    return { end: 'skipped', reason: `no advert was found on ${cut(page.url, 300)}` };
  const assessed = reading.postings.map(({ posting, assessment }) => assessPosting(posting, assessment));
  const isKnown = await needs.store.known(
    assessed.map((one) => ({
      site: one.site,
      itemKey: one.posting.itemKey,
      contentHash: one.contentHash,
      seenAt: timeOf(page).toISOString(),
    })),
  );
  const fresh = assessed.filter((_one, index) => !isKnown[index]);
  if (fresh.length === 0) return { end: 'known' };
  const stored = await needs.blobs.put(page.body);
  const { mediaType } = page;
  const capture = captureOf(needs, {
    url: page.url,
    blobHash: stored.hash,
    bytes: stored.bytes,
    mediaType,
    page,
    charset,
  });
  return { end: 'stored', item: { capture, blobs: [{ ...stored, mediaType }], postings: fresh, images: [] } };
};
