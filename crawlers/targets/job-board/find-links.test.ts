import { expect, it } from 'vitest';
import { looksLikeAdvert } from './find-links.ts';

it.each([
  'customer-support-agent-poipet-123',
  'admin-staff-cambodia-124',
  'account-manager-125',
  'resume-writer-126',
])('takes /jobs/%s for an advert, whatever words its title has', (slug) => {
  expect(looksLikeAdvert(`https://board.example.com/jobs/${slug}`)).toBe(true);
});

it.each(['/blog/how-to-find-jobs-2026', '/help/jobs/article-12', '/company/jobs-of-acme-9'])(
  'takes %s for none: another part of the site',
  (path) => {
    expect(looksLikeAdvert(`https://board.example.com${path}`)).toBe(false);
  },
);
