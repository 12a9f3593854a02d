/** A partner hands something in; an analyst decides whether it becomes an advert like any other. */
import { createHash, randomBytes } from 'node:crypto';
import { advertOf } from '../domain/advert-of.ts';
import { BadInputError, NotThereError } from '../domain/failure.ts';
import { protectionAnswer } from '../domain/import-view.ts';
import {
  type IntakeRequest,
  type IntakeState,
  type IntakeView,
  intakeLimits,
  type PartnerView,
  visitName,
} from '../domain/intake.ts';
import type { Posting } from '../domain/posting.ts';
import { identifierOfContact, identifierOfImage } from '../domain/protected-identifier.ts';
import { targetSettings } from '../domain/target.ts';
import type { BlobStore } from '../evidence/blob-store.ts';
import { findContacts } from '../facts/contacts.ts';
import { neverFetchedReason } from '../platform/net/never-fetched.ts';
import type { NewBlob } from '../storage/frontier-contract.ts';
import type { TargetStore } from '../storage/targets.ts';
import { assessPosting } from './assess-posting.ts';
import type { ImportNeeds, PreparedItem, ReassessPosting } from './import-contract.ts';
import { captureOf } from './import-item.ts';
import { createRedactor } from './import-protection.ts';

export interface IntakeItem {
  id: string;
  partnerId: string;
  reference: string | null;
  url: string | null;
  title: string;
  text: string;
  employer: string | null;
  location: string | null;
  postedIn: string | null;
  images: NewBlob[];
  state: IntakeState;
}

export interface IntakeStore {
  addPartner(input: { name: string; tokenHash: string; actor: string }): Promise<string>;
  revokePartner(input: { id: string; actor: string }): Promise<void>;
  partners(): Promise<PartnerView[]>;
  /** The partner whose key it is; null when there is none, or it was revoked. */
  partnerOf(tokenHash: string): Promise<string | null>;
  protectedAmong(hashes: readonly string[]): Promise<Set<string>>;
  /** Handed in again under the same reference, it is the same item. */
  add(item: Omit<IntakeItem, 'id' | 'state'> & { protectedHashes: readonly string[] }): Promise<string>;
  list(state: IntakeState): Promise<IntakeView[]>;
  byId(id: string): Promise<IntakeItem | null>;
  /** The crawl target of the address that was accepted. */
  visitOf(id: string): Promise<string | null>;
  /** Null when there is none, or it is withheld. The reading is audited. */
  imageHash(input: { id: string; number: number; readerId: string }): Promise<string | null>;
  accept(input: { id: string; actor: string; items: PreparedItem[] }): Promise<{ leadId: string | null }>;
  reject(input: { id: string; actor: string; reason: string }): Promise<void>;
  undo(input: { id: string; actor: string; reassess: ReassessPosting }): Promise<string[]>;
}

export interface IntakeNeeds
  extends Pick<ImportNeeds, 'assess' | 'inspectImage' | 'protection' | 'madeWith' | 'onImages'> {
  intake: IntakeStore;
  /** The crawl targets. */
  visits: Pick<TargetStore, 'add' | 'askForRun' | 'remove'>;
  blobs: Pick<BlobStore, 'put' | 'remove'>;
}

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The key is shown once. */
export const addPartner = async (
  { intake }: Pick<IntakeNeeds, 'intake'>,
  { name, actor }: { name: string; actor: string },
): Promise<{ id: string; token: string }> => {
  const token = `lwi_${randomBytes(32).toString('base64url')}`;
  return { id: await intake.addPartner({ name, tokenHash: tokenHash(token), actor }), token };
};

export const takeIn = async (
  needs: IntakeNeeds,
  partnerId: string,
  given: IntakeRequest,
): Promise<string> => {
  const { protection, intake } = needs;
  const told = createRedactor(protectionAnswer.parse({ others: given.protect }), []);
  const known = await protectedIn(needs, given);
  const redactor =
    known.length === 0
      ? told
      : createRedactor(protectionAnswer.parse({ others: [...given.protect, ...known] }), []);
  const clean = (text: string | undefined): string => redactor.text(text ?? '');
  // An address that would have to be redacted leads to somebody protected.
  const url = given.url !== undefined && clean(given.url) === given.url ? given.url : null;
  if (url === null && !given.text && given.images.length === 0)
    throw new BadInputError(
      'this address leads to somebody who is to be protected, so it is not kept: hand in the text of the advert, or an image',
    );
  const images = await keepImages(needs, given);
  return intake.add({
    partnerId,
    reference: given.reference === undefined ? null : referenceOf(needs, partnerId, given.reference, clean),
    url,
    title: clean(given.title),
    text: clean(given.text),
    employer: given.employer ? clean(given.employer) : null,
    location: given.location ? clean(given.location) : null,
    postedIn: given.postedIn ? clean(given.postedIn) : null,
    images,
    protectedHashes: told.identifiers.map((identifier) => protection.hashOf(identifier)),
  });
};

/** One that names somebody protected still tells two hand-ins apart. */
const referenceOf = (
  { protection }: Pick<IntakeNeeds, 'protection'>,
  partnerId: string,
  reference: string,
  clean: (text: string) => string,
): string => {
  const cleaned = clean(reference);
  if (cleaned === reference) return reference;
  return `${cleaned} ${protection.hashOf(`reference:${partnerId}:${reference}`).slice(0, 16)}`;
};

/** Of people who were protected before: nobody need say it again. */
const protectedIn = async (
  { intake, protection }: Pick<IntakeNeeds, 'intake' | 'protection'>,
  { reference, url, title, text, employer, location }: IntakeRequest,
): Promise<string[]> => {
  const contacts = [reference, url, title, text, employer, location].flatMap((one) =>
    findContacts(one ?? ''),
  );
  const hashOf = (contact: (typeof contacts)[number]): string =>
    protection.hashOf(identifierOfContact(contact));
  const known = await intake.protectedAmong(contacts.map(hashOf));
  const theirs = contacts.filter((contact) => known.has(hashOf(contact)));
  return theirs.map(({ value }) => (/^\+|@|[:/.]/.test(value) ? value : `@${value}`));
};

const keepImages = async (needs: IntakeNeeds, { images }: IntakeRequest): Promise<NewBlob[]> => {
  const kept: NewBlob[] = [];
  for (const [index, { base64 }] of images.entries()) {
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.byteLength > intakeLimits.imageBytes)
      throw new BadInputError(`image ${index + 1} is larger than 8 MB`);
    const facts = await needs.inspectImage(bytes);
    if ('note' in facts) throw new BadInputError(`image ${index + 1}: ${facts.note}`);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const known = await needs.intake.protectedAmong([needs.protection.hashOf(identifierOfImage(hash))]);
    if (known.size > 0) continue;
    kept.push({ ...(await needs.blobs.put(bytes)), mediaType: `image/${facts.image.format}` });
  }
  return kept;
};

const site = 'supplied:intake';

/** With the pictures of its adverts; nothing else is followed. */
const mostPages = 10;

/** A text is assessed as it stands; an address is visited as any crawled page is, as soon as its site may be asked. */
export const acceptIntake = async (
  needs: IntakeNeeds,
  { id, actor }: { id: string; actor: string },
): Promise<{ leadId: string | null; isVisited: boolean }> => {
  const item = await needs.intake.byId(id);
  if (!item) throw new NotThereError('this is not there, or no longer');
  const items = item.text || item.title || item.images.length > 0 ? [await textItem(needs, item)] : [];
  const never = item.url ? neverFetchedReason(item.url) : undefined;
  if (never !== undefined && items.length === 0)
    throw new BadInputError(
      `${item.url} is not fetched: ${never}. Ask the partner for its text, or reject it`,
    );
  const accepted = await needs.intake.accept({ id, actor, items });
  if (item.images.length > 0) needs.onImages?.();
  const isVisited = item.url !== null && never === undefined;
  if (isVisited) await askForVisit(needs, { item, url: item.url as string, actor });
  return { ...accepted, isVisited };
};

/** An item without its visit would look decided, and bring nothing. */
const askForVisit = async (
  needs: IntakeNeeds,
  { item, url, actor }: { item: IntakeItem; url: string; actor: string },
): Promise<void> => {
  const settings = targetSettings.parse({
    name: visitName(item.id),
    typeId: 'page',
    options: { urls: [url] },
    everyHours: 0,
    maxPagesPerRun: mostPages,
    ...(item.postedIn ? { postedIn: item.postedIn } : {}),
  });
  try {
    await needs.visits.askForRun(await needs.visits.add({ settings, actor }), actor);
  } catch (error) {
    await undoIntake(needs, { id: item.id, actor });
    throw error;
  }
};

const textItem = async (needs: IntakeNeeds, item: IntakeItem): Promise<PreparedItem> => {
  const images = item.images.map(({ hash }) => ({ url: `urn:sha256:${hash}`, blobHash: hash }));
  const posting: Posting = {
    itemKey: item.id,
    url: item.url ?? `urn:uuid:${item.id}`,
    title: item.title,
    text: item.text,
    ...(item.employer ? { employer: item.employer } : {}),
    ...(item.location ? { location: item.location } : {}),
    contacts: [],
    images: images.map(({ url }) => ({ url })),
    links: [],
    remarks: ['supplied by a partner'],
    fieldSources: { text: 'intake' },
  };
  const assessment = await needs.assess(advertOf(posting, { postedIn: item.postedIn ?? undefined }));
  const { id: _id, partnerId: _partner, reference: _reference, state: _state, ...shown } = item;
  const body = await needs.blobs.put(Buffer.from(JSON.stringify(shown), 'utf8'));
  const mediaType = 'application/json';
  const capture = captureOf(needs, { url: posting.url, blobHash: body.hash, bytes: body.bytes, mediaType });
  const assessed = assessPosting(posting, assessment, { site });
  return {
    capture,
    blobs: [{ ...body, mediaType }, ...item.images],
    postings: [{ ...assessed, images: images.map(({ url }) => ({ url, fetchedUrl: url })) }],
    images,
  };
};

/** What was accepted is taken away again; both ways it waits for a decision anew. */
export const undoIntake = async (needs: IntakeNeeds, input: { id: string; actor: string }): Promise<void> => {
  const reassess: ReassessPosting = ({ posting, assessment, site: where }) =>
    assessPosting(posting, assessment, { site: where });
  // First: what is visited no more brings nothing back.
  const targetId = await needs.intake.visitOf(input.id);
  if (targetId !== null) await needs.visits.remove(targetId, input.actor);
  const unlessPutSince = new Date();
  for (const hash of await needs.intake.undo({ ...input, reassess }))
    await needs.blobs.remove(hash, { unlessPutSince });
};
