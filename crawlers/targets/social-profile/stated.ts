/** What a profile's page states for machines: OpenGraph and JSON-LD. */
import { elementsNamed } from '../../reading/elements-by-name.ts';
import { readJsonLd } from '../../reading/json-ld.ts';
import type { CheerioAPI } from '../../reading/nodes.ts';
import {
  firstText,
  itemsOf,
  type SchemaItem,
  textOfValue,
  valuesOf,
  withType,
} from '../../reading/schema-item.ts';

export interface StatedProfile {
  name: string | undefined;
  description: string | undefined;
  images: string[];
  links: string[];
  address: string | undefined;
  canonical: string | undefined;
}

interface StatedPost {
  text: string;
  url: string | undefined;
  date: string | undefined;
  images: string[];
}

const textsOf = (item: SchemaItem, name: string): string[] =>
  valuesOf(item, name)
    .map(textOfValue)
    .filter((text) => text !== undefined);

const profileTypes = ['Person', 'Organization', 'LocalBusiness', 'EmploymentAgency', 'Corporation', 'Brand'];
const postTypes = [
  'SocialMediaPosting',
  'DiscussionForumPosting',
  'BlogPosting',
  'Article',
  'VideoObject',
  'ImageObject',
];
const mostPosts = 200;

export const metaOf = ($: CheerioAPI, ...names: string[]): string | undefined => {
  for (const name of names) {
    const content = elementsNamed($, 'meta').find(
      ({ attribs }) =>
        (attribs.property ?? attribs.name ?? '').toLowerCase() === name && attribs.content?.trim(),
    )?.attribs.content;
    if (content !== undefined) return content;
  }
  return undefined;
};

const imagesIn = (item: SchemaItem): string[] =>
  ['image', 'thumbnailUrl', 'contentUrl'].flatMap((name) => [
    ...textsOf(item, name).filter((text) => /^(https?:)?\/\//i.test(text)),
    ...itemsOf(item, name).flatMap((image) => textsOf(image, 'url')),
  ]);

export const readStated = ($: CheerioAPI): { profile: StatedProfile; posts: StatedPost[] } => {
  const { items } = readJsonLd($);
  const pages = withType(items, 'ProfilePage').flatMap((page) => itemsOf(page, 'mainEntity'));
  const named = profileTypes.flatMap((type) => withType(items, type));
  const about = [...pages, ...named].find(
    (item) => firstText(item, 'name') || firstText(item, 'description'),
  );
  const place = about ? itemsOf(about, 'address')[0] : undefined;
  const posts = postTypes
    .flatMap((type) => withType(items, type))
    .slice(0, mostPosts)
    .map((item) => ({
      text: ['articleBody', 'text', 'description', 'caption', 'headline']
        .map((name) => firstText(item, name))
        .find((text) => text !== undefined && text.trim() !== ''),
      url: firstText(item, 'url') ?? item.id,
      date:
        firstText(item, 'datePublished') ?? firstText(item, 'uploadDate') ?? firstText(item, 'dateCreated'),
      images: imagesIn(item),
    }))
    .filter((post): post is StatedPost => post.text !== undefined);
  const picture = metaOf($, 'og:image', 'twitter:image');
  return {
    profile: {
      name: (about && firstText(about, 'name')) ?? metaOf($, 'og:title', 'twitter:title'),
      description:
        (about && firstText(about, 'description')) ??
        metaOf($, 'og:description', 'description', 'twitter:description'),
      images: [...(picture === undefined ? [] : [picture]), ...(about ? imagesIn(about) : [])],
      links: about
        ? ['sameAs', 'url', 'telephone', 'email'].flatMap((name) => contactLinks(name, textsOf(about, name)))
        : [],
      address: place
        ? ['streetAddress', 'addressLocality', 'addressRegion', 'addressCountry']
            .map((part) => firstText(place, part))
            .filter((part) => part !== undefined)
            .join(', ')
        : undefined,
      canonical:
        elementsNamed($, 'link').find(({ attribs }) => attribs.rel === 'canonical')?.attribs.href ??
        metaOf($, 'og:url'),
    },
    posts,
  };
};

const contactLinks = (name: string, texts: readonly string[]): string[] => {
  if (name === 'telephone') return texts.map((text) => `tel:${text}`);
  if (name === 'email') return texts.map((text) => (text.startsWith('mailto:') ? text : `mailto:${text}`));
  return [...texts];
};
