/** What an admin sets for a JSON API; all but the addresses may stay empty. */
import { z } from 'zod';
import { headerLines } from '../../../src/domain/request-headers.ts';
import { webAddress } from '../../reading/option-schemas.ts';
import { isJsonPath } from './json-path.ts';

const path = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .refine(isJsonPath, 'this is not a JSONPath; write one like $.data.jobs[*]');

const template = z
  .string()
  .trim()
  .max(2000)
  .refine(
    (text) => URL.canParse(text.replace(/\{[^{}]*\}/g, '1')) && /^https?:/i.test(text),
    'write a full address, with names of fields in braces, like https://jobs.example.com/job/{id}',
  );

const fieldPath = (title: string, description: string, example: string) =>
  path.optional().meta({ title, description, examples: [example] });

export const jsonApiOptions = z.object({
  startUrls: z
    .array(webAddress)
    .min(1, 'name at least one address that answers with JSON')
    .max(50)
    .meta({
      title: 'Addresses',
      description:
        'Addresses that answer with JSON. {page}, {offset} and {cursor} are filled in where they stand.',
      examples: [['https://jobs.example.com/api/jobs?page={page}']],
    }),
  body: z
    .string()
    .trim()
    .min(1)
    .max(20_000)
    .optional()
    .meta({
      title: 'What is sent (POST)',
      description:
        'Text that is sent with POST, JSON as a rule; {page}, {offset} and {cursor} are filled in. Empty: GET.',
      examples: ['{"query": "", "page": {page}}'],
    }),
  headers: headerLines.default([]).meta({
    title: 'Request headers',
    description:
      'Sent with each request, such as the key of an API: Name: value. Values are kept encrypted and never shown again; (kept) leaves one as it is.',
    examples: [['X-Api-Key: 0123456789']],
  }),
  items: path.optional().meta({
    title: 'Adverts',
    description: 'JSONPath of the adverts in the answer. Empty: found by themselves.',
    examples: ['$.data.jobs[*]'],
  }),
  fields: z
    .object({
      id: fieldPath('Number', 'JSONPath, within an advert, of what names it for good.', '$.id'),
      url: fieldPath('Address', 'JSONPath of the address of its page.', '$.links.self'),
      title: fieldPath('Title', 'JSONPath of the title.', '$.title'),
      text: fieldPath('Text', 'JSONPath of the text; several values are put together.', '$.description'),
      employer: fieldPath('Employer', 'JSONPath of the employer.', '$.company.name'),
      location: fieldPath('Work place', 'JSONPath of the work place.', '$.location'),
      country: fieldPath('Country', 'JSONPath of the country of the work place.', '$.country'),
      pay: fieldPath('Pay', 'JSONPath of the pay.', '$.salary'),
      datePosted: fieldPath('Date posted', 'JSONPath of the date.', '$.createdAt'),
      image: fieldPath('Pictures', 'JSONPath of addresses of pictures.', '$.images[*].url'),
    })
    .default({})
    .meta({ title: 'Fields', description: 'Only needed where an advert is read wrongly without them.' }),
  detailUrl: template.optional().meta({
    title: 'Address of one advert',
    description:
      'Where the whole advert is, as JSON or as a page; names of its fields stand in braces. Empty: only asked for where the list has no text.',
    examples: ['https://jobs.example.com/api/jobs/{id}'],
  }),
  pageUrl: template.optional().meta({
    title: 'Page of one advert for people',
    description: 'Shown to analysts where the answer itself names no address.',
    examples: ['https://jobs.example.com/job/{id}'],
  }),
  paging: z.enum(['auto', 'none', 'page', 'offset', 'cursor', 'link']).default('auto').meta({
    title: 'Further pages',
    description:
      'auto: as the answer and the address suggest; page, offset: counted on; cursor: a mark in the answer is sent back; link: the answer names the next address.',
  }),
  pagingName: z
    .string()
    .trim()
    .regex(/^[\w.[\]-]{1,60}$/, 'write the name of a parameter, such as page')
    .optional()
    .meta({
      title: 'Name of the paging parameter',
      description:
        'Where the number or mark of the page is sent, if no {page}, {offset} or {cursor} stands in the address.',
      examples: ['page'],
    }),
  nextPath: path.optional().meta({
    title: 'Next page in the answer',
    description: 'JSONPath of the mark or the address of the next page.',
    examples: ['$.meta.next_cursor'],
  }),
  firstPage: z.int().min(0).max(1).default(1).meta({
    title: 'Number of the first page',
    description: 'Some sites count from 0.',
  }),
  maxPages: z.int().min(1).max(10_000).default(50).meta({
    title: 'Most pages of one address',
    description: 'How far the pages of one address are followed.',
  }),
});
export type JsonApiOptions = z.infer<typeof jsonApiOptions>;
