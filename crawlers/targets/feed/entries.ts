/** Entries of each format in one form. */
import type { parseFeed } from 'feedsmith';
import type { PostingImage } from '../../../src/domain/posting.ts';
import type { NamedValues } from '../../reading/field-names.ts';
import { htmlToText } from '../../reading/html-to-text.ts';
import { fieldText } from '../../reading/own-text.ts';
import { tidyLines } from '../../reading/plain-text.ts';
import type { XmlRecord } from '../../reading/xml-records.ts';
import { readEntryText } from './entry-text.ts';
import type { FeedEntry } from './feed-entry.ts';

type Parsed = ReturnType<typeof parseFeed>;
type FeedOf<Format extends Parsed['format']> = Extract<Parsed, { format: Format }>['feed'];
type Rss = FeedOf<'rss'>;
type Atom = FeedOf<'atom'>;
type Rdf = FeedOf<'rdf'>;
type Json = FeedOf<'json'>;
type RssItem = NonNullable<Rss['items']>[number];
type Media = RssItem['media'];

const titleOf = (title: string | undefined): string | undefined =>
  title === undefined ? undefined : fieldText(htmlToText(title.slice(0, 5000)));

const isPicture = (type: string | undefined, url: string | undefined, medium?: string): boolean =>
  medium === 'image' || /^image\//i.test(type ?? '') || /\.(jpe?g|png|webp|gif)(\?|$)/i.test(url ?? '');

const imagesOfMedia = (media: Media): PostingImage[] => {
  const contents = [
    ...(media?.contents ?? []),
    ...(media?.groups ?? []).flatMap((one) => one.contents ?? []),
  ];
  const shown = contents.filter((one) => isPicture(one.type, one.url, one.medium)).map((one) => one.url);
  const thumbnails = (media?.thumbnails ?? []).map((one) => one.url);
  return [...shown, ...(shown.length > 0 ? [] : thumbnails)].flatMap((url) => (url ? [{ url }] : []));
};

/** The longer of the two texts is the advert; the other one begins it. */
const textFields = (
  content: string | undefined,
  summary: string | undefined,
): Pick<FeedEntry, 'text' | 'isWhole' | 'links' | 'images'> => {
  const whole = readEntryText(content);
  const short = readEntryText(summary);
  const isWhole = whole.text.length >= short.text.length && whole.text !== '';
  const images = [...whole.images, ...short.images];
  return isWhole ? { ...whole, images, isWhole } : { ...short, images, isWhole: false };
};

const dateText = (date: unknown): string | undefined => (typeof date === 'string' ? date : undefined);

export const entriesOfRss = (feed: Pick<Rss, 'items'>): FeedEntry[] =>
  (feed.items ?? []).map((item) => {
    const texts = textFields(item.content?.encoded, item.description ?? item.dc?.descriptions?.[0]);
    const enclosed = (item.enclosures ?? []).filter((one) => isPicture(one.type, one.url));
    return {
      id: item.guid?.value ?? item.dc?.identifiers?.[0],
      link: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
      title: titleOf(item.title),
      ...texts,
      author: fieldText(item.authors?.[0]?.name ?? item.dc?.creators?.[0]),
      published: dateText(item.pubDate ?? item.dc?.dates?.[0]),
      updated: dateText(item.atom?.updated),
      images: [
        ...texts.images,
        ...enclosed.flatMap((one) => (one.url ? [{ url: one.url }] : [])),
        ...imagesOfMedia(item.media),
      ],
      named: {},
    };
  });

export const entriesOfRdf = (feed: Pick<Rdf, 'items'>): FeedEntry[] =>
  (feed.items ?? []).map((item) => {
    const texts = textFields(item.content?.encoded, item.description);
    return {
      id: item.rdf?.about ?? item.dc?.identifiers?.[0],
      link: item.link ?? item.rdf?.about,
      title: titleOf(item.title),
      ...texts,
      author: fieldText(item.dc?.creators?.[0]),
      published: dateText(item.dc?.dates?.[0]),
      images: [...texts.images, ...imagesOfMedia(item.media)],
      named: {},
    };
  });

export const entriesOfAtom = (feed: Pick<Atom, 'entries'>): FeedEntry[] =>
  (feed.entries ?? []).map((entry) => {
    const texts = textFields(entry.content?.value, entry.summary?.value);
    const links = entry.links ?? [];
    const pictures = links.filter((link) => link.rel === 'enclosure' && isPicture(link.type, link.href));
    return {
      id: entry.id,
      link: (links.find((link) => link.rel === undefined || link.rel === 'alternate') ?? links[0])?.href,
      title: titleOf(entry.title?.value),
      ...texts,
      author: fieldText(entry.authors?.[0]?.name),
      published: dateText(entry.published ?? entry.updated),
      updated: dateText(entry.updated),
      images: [
        ...texts.images,
        ...pictures.flatMap((one) => (one.href ? [{ url: one.href }] : [])),
        ...imagesOfMedia(entry.media),
      ],
      named: {},
    };
  });

export const entriesOfJson = (feed: Pick<Json, 'items'>): FeedEntry[] =>
  (feed.items ?? []).map((item) => {
    const html = textFields(item.content_html, item.summary);
    const plain = tidyLines(item.content_text ?? '');
    const attached = (item.attachments ?? [])
      .filter((one) => isPicture(one.mime_type, one.url))
      .map((one) => one.url);
    const pictures = [item.image, item.banner_image, ...attached];
    return {
      id: item.id,
      link: item.url ?? item.external_url,
      title: titleOf(item.title),
      ...html,
      ...(plain.length > html.text.length ? { text: plain, isWhole: true } : {}),
      author: fieldText(item.authors?.[0]?.name),
      published: dateText(item.date_published ?? item.date_modified),
      updated: dateText(item.date_modified),
      images: [...html.images, ...pictures.flatMap((url) => (url ? [{ url }] : []))],
      named: {},
    };
  });

/** Further texts of a job in XML, each under its own heading. */
const furtherTexts = [
  'requirements',
  'qualifications',
  'responsibilities',
  'benefits',
  'skills',
  'experience',
];

/** `isJobList`: it says all that it has, and its links were made for applying rather than for reading. */
export const entryOfRecord = (record: XmlRecord, named: NamedValues, isJobList: boolean): FeedEntry => {
  const { fields } = record;
  const texts = textFields(fields.get('encoded'), named.text);
  const further = furtherTexts.flatMap((name) => {
    const text = readEntryText(fields.get(name)).text;
    return text === '' || texts.text.includes(text)
      ? []
      : [`${name[0]?.toUpperCase()}${name.slice(1)}: ${text}`];
  });
  const contacts = [named.phone && `Contact: ${named.phone}`, named.email && `E-mail: ${named.email}`];
  return {
    id: named.id,
    link: named.url,
    title: titleOf(named.title),
    ...texts,
    isWhole: isJobList || texts.isWhole,
    text: [texts.text, ...further, ...contacts].filter(Boolean).join('\n'),
    author: fieldText(fields.get('creator')),
    published: named.datePosted,
    updated: fields.get('updated') ?? fields.get('lastmodified'),
    images: [
      ...texts.images,
      ...(named.image && isPicture(undefined, named.image) ? [{ url: named.image }] : []),
    ],
    named,
  };
};
