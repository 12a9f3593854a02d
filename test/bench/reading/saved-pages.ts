/** The saved pages on which the readers are measured, with what a careful person reads there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '../../../crawlers/target-type.ts';
import { projectRoot } from '../../../src/platform/discover.ts';

export interface ExpectedPage {
  url: string;
  /** Several where a careful person might take either. */
  title: string | string[];
  employer: string;
  location: string;
  pay: { min: number; max: number; currency?: string; period?: string };
  datePosted: string;
  /** Words of the advert that its text must hold. */
  textHas: string[];
  /** Words of menus, sidebars, other adverts and footers that it must not hold. */
  textLacks: string[];
  /** `telegram name`, or only the kind. */
  contacts?: string[];
  /** How many pictures belong to the advert. */
  images?: number;
}

export interface SavedPage {
  name: string;
  html: string;
  expected: ExpectedPage;
}

const folderOf = (folder: string): string => join(projectRoot, 'test', 'fixtures', 'pages', folder);

export const savedPages = (folder: 'development' | 'held-out'): SavedPage[] =>
  readdirSync(folderOf(folder))
    .filter((file) => file.endsWith('.html'))
    .map((file) => {
      const name = file.slice(0, -'.html'.length);
      const expected = readFileSync(join(folderOf(folder), `${name}.expected.json`), 'utf8');
      return {
        name,
        html: readFileSync(join(folderOf(folder), file), 'utf8'),
        expected: JSON.parse(expected) as ExpectedPage,
      };
    });

/** As a list would lead to it. */
export const pageOf = ({ html, expected }: SavedPage): Page => ({
  url: expected.url,
  requestedUrl: expected.url,
  kind: 'posting',
  carry: {},
  text: html,
  contentType: 'text/html',
  status: 200,
  fetchedAt: '2026-11-22T10:00:00.000Z',
  isRendered: false,
});
