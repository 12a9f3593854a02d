/** schema.org JobPosting (https://schema.org/JobPosting) to the fields of an advert. */
import { dateOf } from '../../src/facts/dates.ts';
import { countryOf } from '../../src/facts/places.ts';
import { type AdvertFields, fillFrom, noFields } from './advert-fields.ts';
import { htmlToText } from './html-to-text.ts';
import { clip, fieldText } from './own-text.ts';
import {
  firstText,
  itemsOf,
  type SchemaItem,
  type SchemaValue,
  textOfValue,
  valuesOf,
} from './schema-item.ts';
import { statedPay } from './stated-pay.ts';

const maxTextChars = 100_000;

/** Properties that carry text beside the description, with the heading that each gets. */
const textProperties: [property: string, heading: string][] = [
  ['employerOverview', ''],
  ['responsibilities', 'Responsibilities'],
  ['qualifications', 'Qualifications'],
  ['skills', 'Skills'],
  ['experienceRequirements', 'Experience'],
  ['educationRequirements', 'Education'],
  ['physicalRequirement', 'Physical requirements'],
  ['specialCommitments', 'Special commitments'],
  ['jobBenefits', 'Benefits'],
  ['benefits', 'Benefits'],
  ['incentiveCompensation', 'Incentives'],
  ['incentives', 'Incentives'],
  ['workHours', 'Working hours'],
];

/** An item in a text property is said by its words, such as a credential's category and subject. */
const wordsOfItem = (item: SchemaItem): string => {
  const own = firstText(item, 'description', 'name', 'text');
  return (
    own ??
    valuesOf(item, 'credentialCategory', 'about', 'monthsOfExperience')
      .map(textOfValue)
      .filter(Boolean)
      .join(', ')
  );
};

const plain = (value: SchemaValue): string =>
  htmlToText(clip(typeof value === 'string' ? value : wordsOfItem(value), maxTextChars * 2));

const contactLines = (item: SchemaItem): string[] =>
  itemsOf(item, 'applicationContact').flatMap((contact) => {
    const parts = [firstText(contact, 'name'), firstText(contact, 'telephone'), firstText(contact, 'email')];
    const known = parts.filter((part) => part !== undefined);
    return known.length > 0 ? [`Contact: ${known.join(', ')}`] : [];
  });

/** The description first, then every other text property that the description does not already hold. */
const textOf = (item: SchemaItem): string => {
  const parts = valuesOf(item, 'description').map(plain);
  const add = (text: string, heading: string): void => {
    if (text === '' || parts.some((part) => part.includes(text))) return;
    const separator = text.includes('\n') ? '\n' : ' ';
    parts.push(heading === '' ? text : `${heading}:${separator}${text}`);
  };
  for (const [property, heading] of textProperties)
    for (const value of valuesOf(item, property)) add(plain(value), heading);
  for (const line of contactLines(item)) add(line, '');
  return clip(parts.filter((part) => part !== '').join('\n\n'), maxTextChars);
};

/** JSON-LD is no HTML, but many editors write it as if it were. */
const unescaped = (text: string): string => (/[&<]/.test(text) ? htmlToText(clip(text, 5000)) : text);

const addressParts = ['streetAddress', 'addressLocality', 'addressRegion', 'addressCountry'];

const placeText = (place: SchemaValue): string | undefined => {
  if (typeof place === 'string') return place;
  const address = valuesOf(place, 'address')[0] ?? place;
  if (typeof address === 'string') return address;
  const parts = addressParts.map((part) => firstText(address, part)).filter((part) => part !== undefined);
  const kept = parts.filter((part, index) => parts.indexOf(part) === index);
  return kept.length > 0 ? kept.join(', ') : (firstText(place, 'name') ?? firstText(address, 'name'));
};

const locationOf = (item: SchemaItem): string | undefined => {
  const places = valuesOf(item, 'jobLocation').map(placeText);
  const isRemote = /TELECOMMUTE/i.test(firstText(item, 'jobLocationType') ?? '');
  const wanted = isRemote ? valuesOf(item, 'applicantLocationRequirements').map(placeText) : [];
  const all = [...(isRemote ? ['remote'] : []), ...places, ...wanted];
  const known = all
    .map((place) => fieldText(place && unescaped(place)))
    .filter((place) => place !== undefined);
  return known.length > 0 ? [...new Set(known)].slice(0, 10).join('; ') : undefined;
};

const countryFrom = (item: SchemaItem, location: string | undefined): string | undefined => {
  for (const place of itemsOf(item, 'jobLocation')) {
    const address = itemsOf(place, 'address')[0] ?? place;
    const stated = firstText(address, 'addressCountry')?.trim();
    if (stated && /^[a-z]{2}$/i.test(stated)) return stated.toUpperCase();
    const named = stated ? countryOf(stated) : undefined;
    if (named) return named;
  }
  return location === undefined ? undefined : countryOf(location);
};

const imagesOf = (item: SchemaItem): AdvertFields['images'] =>
  valuesOf(item, 'image').flatMap((value) => {
    const url = typeof value === 'string' ? value : firstText(value, 'contentUrl', 'url');
    return url ? [{ url }] : [];
  });

/** `now` anchors relative dates. Urls are still as the page wrote them. */
export const readJobPosting = (item: SchemaItem, now: Date): AdvertFields => {
  const fields = noFields();
  const location = locationOf(item);
  const title = firstText(item, 'title', 'name');
  const employer = valuesOf(item, 'hiringOrganization')
    .map(textOfValue)
    .find((name) => name?.trim());
  const pay = statedPay(item);
  if (pay) {
    fields.pay = pay;
    fields.sources.pay = item.source;
  }
  const posted = firstText(item, 'datePosted', 'datePublished');
  const lastDay = firstText(item, 'validThrough', 'expires');
  fillFrom(
    fields,
    {
      title: title && fieldText(htmlToText(clip(title, 2000))),
      text: textOf(item),
      employer: employer && fieldText(unescaped(employer)),
      location,
      country: countryFrom(item, location),
      payText: fieldText(firstText(item, 'baseSalary', 'estimatedSalary', 'salary')),
      datePosted: posted && dateOf(posted, now),
      validThrough: lastDay && dateOf(lastDay, now),
    },
    item.source,
  );
  const url = firstText(item, 'url', 'mainEntityOfPage') ?? item.id;
  const [identified] = valuesOf(item, 'identifier');
  const identifier = fieldText(
    typeof identified === 'string' ? identified : identified && firstText(identified, 'value', 'name'),
    120,
  );
  return {
    ...fields,
    ...(url === undefined ? {} : { url }),
    ...(identifier === undefined ? {} : { identifier }),
    images: imagesOf(item),
  };
};
