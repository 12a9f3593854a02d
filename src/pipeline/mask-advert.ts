/** A stored advert with one person's numbers, addresses and names taken out, wherever in it they stand. */
import { isDeepStrictEqual } from 'node:util';
import { maskLiterals, maskTexts } from '../domain/mask-texts.ts';
import { searchTerms } from '../domain/search-terms.ts';
import type { PersonFinder } from './person-finder.ts';

interface ContactLike {
  type: string;
  value: string;
  text: string;
}

interface SpanLike {
  field: string;
  start: number;
  end: number;
  text: string;
}

/** A revision with all that was said of it, as it is stored. */
export interface StoredAdvert {
  revisionId: string;
  postingId: string;
  captureId: string;
  fields: Record<string, unknown>;
  assessments: StoredAssessment[];
  /** Text read from its images, by their number. */
  imageTexts: string[];
  /** When the advert is a lead by this revision. */
  lead: { id: string; title: string; place: string | null } | null;
}

interface StoredAssessment {
  id: string;
  gist: string;
  findings: unknown[];
  contacts: ContactLike[];
}

export interface MaskedAdvert {
  revisionId: string;
  postingId: string;
  captureId: string;
  fields: Record<string, unknown>;
  assessments: StoredAssessment[];
  lead: { id: string; title: string; place: string | null; searchTerms: string[] } | null;
}

type Mask = (text: string) => string;

/** Undefined when nothing of the person stands in it. */
export const maskAdvert = (finder: PersonFinder, advert: StoredAdvert): MaskedAdvert | undefined => {
  const known = [advert.fields.contacts, ...advert.assessments.map(({ contacts }) => contacts)];
  const mask = maskOf(finder, known.flatMap(contactsIn).filter(finder.isContact));
  const withoutPerson = (contacts: readonly ContactLike[]): ContactLike[] =>
    contacts.filter((one) => !finder.isContact(one) && mask(one.value) === one.value);
  const texts = textsOf(advert.fields, advert.imageTexts);
  const fields: Record<string, unknown> = {
    ...maskTexts(advert.fields, mask),
    ...(advert.fields.contacts !== undefined && {
      contacts: withoutPerson(contactsIn(advert.fields.contacts)),
    }),
    ...(advert.fields.links !== undefined && {
      links: stringsIn(advert.fields.links).filter((link) => mask(link) === link),
    }),
  };
  const assessments = advert.assessments.map((assessment) => ({
    id: assessment.id,
    gist: mask(assessment.gist),
    findings: assessment.findings.map((finding) => maskFinding(finding, texts, mask)),
    contacts: maskTexts(withoutPerson(assessment.contacts), mask),
  }));
  const lead = advert.lead && {
    id: advert.lead.id,
    title: mask(advert.lead.title),
    place: advert.lead.place === null ? null : mask(advert.lead.place),
    searchTerms: termsOf(fields, advert.imageTexts.map(mask), [
      ...contactsIn(fields.contacts),
      ...(assessments.at(-1)?.contacts ?? []),
    ]),
  };
  const before = [advert.fields, advert.assessments, advert.lead?.title, advert.lead?.place];
  const isSame = isDeepStrictEqual(before, [fields, assessments, lead?.title, lead?.place]);
  const isImage = advert.imageTexts.some((text) => mask(text) !== text);
  if (isSame && !isImage) return undefined;
  const { revisionId, postingId, captureId } = advert;
  return { revisionId, postingId, captureId, fields, assessments, lead };
};

/** Also where the advert's own reading knows it by a notation that only its country makes clear. */
const maskOf = (finder: PersonFinder, hits: readonly ContactLike[]): Mask => {
  const maskHits = maskLiterals(hits);
  return (text) => maskHits(finder.mask(text));
};

/** What it cites is cut anew out of the masked text: a part of a number alone is not known for one. */
const maskFinding = (given: unknown, texts: ReadonlyMap<string, string>, mask: Mask): unknown => {
  const finding = given as SpanLike & { why?: string; other?: SpanLike };
  const cut = ({ field, start, end, text }: SpanLike): string => {
    const source = texts.get(field);
    return source?.slice(start, end) === text ? mask(source).slice(start, end) : mask(text);
  };
  const cited = cut(finding);
  const again = (text: string): string =>
    cited === finding.text ? mask(text) : mask(text.replaceAll(finding.text, cited));
  const masked = maskTexts(finding, again);
  return {
    ...masked,
    text: cited,
    ...(finding.other && { other: { ...maskTexts(finding.other, again), text: cut(finding.other) } }),
  };
};

const textsOf = (fields: Record<string, unknown>, imageTexts: readonly string[]): Map<string, string> =>
  new Map([
    ...Object.entries(fields).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
    ...imageTexts.map((text, number): [string, string] => [`image:${number}`, text]),
  ]);

/** As raise-lead.ts puts them together. */
const termsOf = (
  fields: Record<string, unknown>,
  imageTexts: readonly string[],
  contacts: readonly ContactLike[],
): string[] => {
  const written = [fields.text, ...imageTexts];
  const searched = [fields.title, ...written, fields.employer, fields.location].filter(Boolean);
  return searchTerms(searched.join('\n'), contacts);
};

const contactsIn = (value: unknown): ContactLike[] => (Array.isArray(value) ? (value as ContactLike[]) : []);
const stringsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
