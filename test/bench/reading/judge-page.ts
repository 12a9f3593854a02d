/** Compares what was read of a saved page with what stands there, field by field. */
import type { Posting } from '../../../src/domain/posting.ts';
import type { ExpectedPage } from './saved-pages.ts';

export const pageFields = [
  'title',
  'text',
  'employer',
  'place',
  'date',
  'pay',
  'contacts',
  'images',
] as const;
export type PageField = (typeof pageFields)[number];

interface Judgement {
  field: PageField;
  isRight: boolean;
  wanted: string;
  read: string;
}

const folded = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

const isOneOf = (read: string | undefined, wanted: string | string[]): boolean =>
  read !== undefined && [wanted].flat().some((one) => folded(one) === folded(read));

const judgeText = (text: string, { textHas, textLacks }: ExpectedPage): Judgement => {
  const read = folded(text);
  const missing = textHas.filter((words) => !read.includes(folded(words)));
  const foreign = textLacks.filter((words) => read.includes(folded(words)));
  return {
    field: 'text',
    isRight: missing.length + foreign.length === 0,
    wanted: 'all of the advert and nothing else',
    read: `missing: ${missing.join(' | ')}; foreign: ${foreign.join(' | ')}`,
  };
};

const isPay = (read: Posting['pay'], wanted: ExpectedPage['pay']): boolean =>
  read?.min === wanted.min &&
  read.max === wanted.max &&
  (wanted.currency === undefined || read.currency === wanted.currency) &&
  (wanted.period === undefined || read.period === wanted.period);

const judgeContacts = (posting: Posting | undefined, wanted: readonly string[]): Judgement => {
  const read = (posting?.contacts ?? []).map((contact) => `${contact.type} ${contact.value}`);
  return {
    field: 'contacts',
    isRight: wanted.every((one) => read.some((contact) => contact === one || contact.startsWith(`${one} `))),
    wanted: wanted.join(', '),
    read: read.join(', '),
  };
};

/** Nothing is right on a page of which no advert, or more than the one, was read. */
export const judgePage = (postings: readonly Posting[], expected: ExpectedPage): Judgement[] => {
  const posting = postings.length === 1 ? postings[0] : undefined;
  const plain = (field: PageField, read: string | undefined, wanted: string | string[]): Judgement => ({
    field,
    isRight: isOneOf(read, wanted),
    wanted: [wanted].flat().join(' or '),
    read: read ?? 'nothing',
  });
  return [
    plain('title', posting?.title, expected.title),
    judgeText(posting?.text ?? '', expected),
    plain('employer', posting?.employer, expected.employer),
    plain('place', posting?.location, expected.location),
    plain('date', posting?.datePosted, expected.datePosted),
    {
      field: 'pay',
      isRight: isPay(posting?.pay, expected.pay),
      wanted: JSON.stringify(expected.pay),
      read: JSON.stringify(posting?.pay),
    },
    ...(expected.contacts === undefined ? [] : [judgeContacts(posting, expected.contacts)]),
    ...(expected.images === undefined
      ? []
      : [plain('images', String(posting?.images.length), String(expected.images))]),
  ];
};
