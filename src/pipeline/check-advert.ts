/** An analyst pastes a text or an address: what does it look like? Kept only when asked to. */
import { createHash } from 'node:crypto';
import type { TargetType } from '../../crawlers/target-type.ts';
import { advertOf } from '../domain/advert-of.ts';
import type { AdvertInput, Assessment } from '../domain/assessment.ts';
import { BadInputError } from '../domain/failure.ts';
import { type Posting, postingLimits } from '../domain/posting.ts';
import type { BlobStore } from '../evidence/blob-store.ts';
import { newId } from '../platform/ids.ts';
import type { NewCapture, SuppliedPostings } from '../storage/frontier-contract.ts';
import { assessPosting } from './assess-posting.ts';
import { guessTarget } from './guess-target.ts';
import { type LookedAt, type LookNeeds, lookAtPage } from './look-at-page.ts';

export interface CheckNeeds extends LookNeeds {
  targetTypes: ReadonlyMap<string, TargetType>;
  assess(advert: AdvertInput): Promise<Assessment>;
  blobs: Pick<BlobStore, 'put'>;
  supplied: SuppliedPostings;
  madeWith: string;
}

export interface CheckInput {
  text?: string | undefined;
  url?: string | undefined;
  title?: string | undefined;
  employer?: string | undefined;
  location?: string | undefined;
  postedIn?: string | undefined;
  keep?: { suppliedBy: string | null } | undefined;
}

export interface CheckedAdvert {
  posting: Posting;
  assessment: Assessment;
  /** Present when it was kept. */
  postingId?: string;
  leadId?: string | null;
}

/** One result for a text; as many as the page has for an address. */
export const checkAdvert = async (needs: CheckNeeds, given: CheckInput): Promise<CheckedAdvert[]> => {
  const input = { ...given, url: given.url && withoutSignIn(given.url) };
  const text = input.text?.trim();
  if (text) return checkText(needs, { ...input, text });
  if (input.url) return checkAddress(needs, { ...input, url: input.url });
  throw new BadInputError('paste the text of an advert, or its address');
};

/** `user:password@` in a pasted address is somebody's secret: not asked with, not kept, not shown. */
const withoutSignIn = (address: string): string => {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (!url.username && !url.password) return address;
  url.username = url.password = '';
  return url.href;
};

const checkText = async (
  needs: CheckNeeds,
  input: CheckInput & { text: string },
): Promise<CheckedAdvert[]> => {
  const posting = suppliedPosting(input);
  const assessment = await needs.assess(advertOf(posting, input));
  const checked = [{ posting, assessment }];
  if (!input.keep) return checked;
  const body = Buffer.from(input.text, 'utf8');
  const capture = suppliedCapture(needs, { url: posting.url, body });
  return keep(needs, { checked, capture, body, site: suppliedSite, suppliedBy: input.keep.suppliedBy });
};

const checkAddress = async (
  needs: CheckNeeds,
  input: CheckInput & { url: string },
): Promise<CheckedAdvert[]> => {
  const guessed = guessTarget(needs.targetTypes, { url: input.url });
  const looked = await lookAtPage(needs, {
    ...guessed,
    // An address that somebody pastes is that of an advert, not of a list.
    request: { url: input.url, kind: 'posting' },
    postedIn: input.postedIn,
  });
  const checked = looked.reading.postings;
  if (checked.length === 0)
    throw new BadInputError(
      `no advert was found at ${looked.page.finalUrl}: paste its text instead` +
        looked.reading.problems.map((problem) => `; ${problem.message}`).join(''),
    );
  if (!input.keep) return checked;
  const capture = suppliedCapture(needs, { url: input.url, body: looked.page.body, page: looked.page });
  return keep(needs, { checked, capture, body: looked.page.body, suppliedBy: input.keep.suppliedBy });
};

/** What stands in the place of a site for what a person handed in. */
export const suppliedSite = 'supplied';

const suppliedPosting = (input: CheckInput & { text: string }): Posting => {
  const text = input.text.slice(0, postingLimits.textChars);
  const hash = createHash('sha256').update(text).digest('hex');
  return {
    itemKey: hash,
    url: input.url ?? `urn:sha256:${hash}`,
    title: (input.title?.trim() ?? '').slice(0, postingLimits.titleChars),
    text,
    ...(input.employer ? { employer: input.employer.slice(0, postingLimits.fieldChars) } : {}),
    ...(input.location ? { location: input.location.slice(0, postingLimits.fieldChars) } : {}),
    contacts: [],
    images: [],
    links: [],
    remarks: ['supplied by a person'],
    fieldSources: { text: 'supplied' },
  };
};

const suppliedCapture = (
  needs: CheckNeeds,
  input: { url: string; body: Buffer; page?: LookedAt['page'] },
): NewCapture => ({
  id: newId(),
  kind: 'supplied',
  requestedUrl: input.url,
  finalUrl: input.page?.finalUrl ?? input.url,
  method: 'GET',
  status: input.page?.status ?? null,
  headers: input.page?.headers ?? {},
  redirects: input.page?.redirects ?? [],
  remoteAddress: input.page?.remoteAddress ?? null,
  fetchedAt: input.page?.fetchedAt ?? new Date(),
  durationMs: input.page?.durationMs ?? 0,
  blobHash: null,
  screenshotHash: null,
  mediaType: input.page?.mediaType ?? 'text/plain',
  charset: input.page?.charset ?? 'utf-8',
  bytes: input.body.byteLength,
  problem: null,
  userAgent: input.page?.userAgent ?? null,
  madeWith: needs.madeWith,
});

const keep = async (
  needs: CheckNeeds,
  input: {
    checked: { posting: Posting; assessment: Assessment }[];
    capture: NewCapture;
    body: Buffer;
    site?: string;
    suppliedBy: string | null;
  },
): Promise<CheckedAdvert[]> => {
  const stored = await needs.blobs.put(input.body);
  const kept = await needs.supplied.keepSupplied({
    capture: { ...input.capture, blobHash: stored.hash },
    blobs: [{ ...stored, mediaType: input.capture.mediaType ?? 'application/octet-stream' }],
    postings: input.checked.map(({ posting, assessment }) =>
      assessPosting(posting, assessment, { site: input.site }),
    ),
    suppliedBy: input.suppliedBy,
  });
  return input.checked.map((one, index) => ({ ...one, ...kept[index] }));
};
