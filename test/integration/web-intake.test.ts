import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWeb, type TestWeb } from './open-web.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

const hand = (token: string | null, payload: object) =>
  web.app.inject({
    method: 'POST',
    url: '/api/intake',
    headers: { host: 'localhost:3000', ...(token && { authorization: `Bearer ${token}` }) },
    payload,
  });

it('takes in by key, keeps the sender out, and lets an analyst decide and undo', async () => {
  const admin = await web.signInAs('admin');
  const analyst = await web.signInAs('analyst');
  expect((await analyst('POST', '/api/partners', { name: 'Example Shelter' })).status).toBe(403);
  const { body: partner } = await admin('POST', '/api/partners', { name: 'Example Shelter' });
  const advert = {
    reference: 'case 7',
    text: 'Malee Sample told us: typing work, room paid, her number is +1 202 555 0177',
    protect: ['Malee Sample', '+1 202 555 0177'],
  };
  expect((await hand(null, advert)).statusCode).toBe(401);
  expect((await hand(`${partner.token}x`, advert)).statusCode).toBe(401);
  expect((await hand(partner.token, { title: 'nothing else' })).statusCode).toBe(400);
  expect((await hand(partner.token, { images: [{ base64: 'bm8gaW1hZ2U=' }] })).statusCode).toBe(400);
  const first = await hand(partner.token, advert);
  expect(first.statusCode).toBe(201);
  expect((await hand(partner.token, advert)).json()).toEqual(first.json());
  const { body: waiting } = await analyst('GET', '/api/intake');
  expect(waiting).toMatchObject([{ partner: 'Example Shelter', state: 'new', reference: 'case 7' }]);
  expect(waiting[0].text).toBe('[protected] told us: typing work, room paid, her number is [protected]');
  const { id } = first.json();
  const { body: accepted } = await analyst('POST', `/api/intake/${id}/accept`);
  expect(await web.database.prisma.lead.count({ where: { id: accepted.leadId } })).toBe(1);
  expect((await analyst('POST', `/api/intake/${id}/reject`, { reason: 'too late' })).status).toBe(404);
  expect((await analyst('POST', `/api/intake/${id}/undo`)).status).toBe(204);
  expect(await web.database.prisma.posting.count()).toBe(0);
  expect((await analyst('POST', `/api/intake/${id}/reject`, { reason: 'no advert' })).status).toBe(204);
  expect((await admin('POST', `/api/partners/${partner.id}/revoke`)).status).toBe(204);
  expect((await hand(partner.token, advert)).statusCode).toBe(401);
  const { rows } = await web.database.pool.query(
    'select to_jsonb(n)::text as text from intake_item n union all select to_jsonb(p)::text from protected_identifier p union all select to_jsonb(a)::text from audit_entry a',
  );
  for (const { text } of rows) expect(text).not.toMatch(/malee|0177/i);
});

it('shows the pictures that were handed in, drawn anew, to who decides alone', async () => {
  const admin = await web.signInAs('admin');
  const analyst = await web.signInAs('analyst');
  const investigator = await web.signInAs('investigator');
  const { body: partner } = await admin('POST', '/api/partners', { name: 'Example Embassy' });
  const png = await readFile('src/importers/image-folder/samples/poster.png');
  const handed = await hand(partner.token, { images: [{ base64: png.toString('base64') }] });
  expect(handed.statusCode).toBe(201);
  const { id } = handed.json();
  const { body: waiting } = await analyst('GET', '/api/intake');
  expect(waiting).toMatchObject([{ id, images: 1, targetId: null }]);
  const path = `/api/intake/${id}/images/0`;
  const shown = await analyst('GET', path);
  expect(shown.status).toBe(200);
  expect(shown.headers['content-type']).toBe('image/webp');
  expect(shown.headers['content-security-policy']).toContain("default-src 'none'");
  expect(shown.text.slice(0, 4)).toBe('RIFF');
  expect((await investigator('GET', path)).status).toBe(403);
  expect((await hand(null, {})).statusCode).toBe(401);
  expect((await analyst('GET', `/api/intake/${id}/images/1`)).status).toBe(404);
  expect((await analyst('GET', `/api/intake/${id}/images/-1`)).status).toBe(400);
  const read = await web.database.prisma.auditEntry.count({
    where: { action: 'intake.image.read', subjectId: id },
  });
  expect(read).toBe(1);
  // Withheld, it is shown to nobody.
  await web.database.prisma.blob.updateMany({ data: { quarantinedAt: new Date() } });
  expect((await analyst('GET', path)).status).toBe(404);
});

it('keeps an address that leads to somebody protected out, and whoever was protected before without being told again', async () => {
  const admin = await web.signInAs('admin');
  const analyst = await web.signInAs('analyst');
  const { body: partner } = await admin('POST', '/api/partners', { name: 'Example Line' });
  const protect = ['+1 202 555 0178', '@sample_reporter'];
  const address = { url: 'https://wa.me/12025550178' };
  const alone = await hand(partner.token, { ...address, protect });
  expect(alone.statusCode).toBe(400);
  expect(alone.json().message).toContain('hand in the text of the advert');
  const text = 'Typing work abroad, room paid. Write to';
  expect((await hand(partner.token, { ...address, text, protect })).statusCode).toBe(201);
  const later = { ...address, text: `${text} @sample_reporter, wa.me/12025550178 or +1 202 555 0142` };
  expect((await hand(partner.token, later)).statusCode).toBe(201);
  const { body: waiting } = await analyst('GET', '/api/intake');
  const texts = waiting.filter((one: { partner: string }) => one.partner === 'Example Line');
  expect(texts.map((one: { url: string | null }) => one.url)).toEqual([null, null]);
  expect(texts[0].text).toMatch(
    /^Typing work abroad, room paid\. Write to \S*\[protected\].*\+1 202 555 0142$/,
  );
  const { rows } = await web.database.pool.query('select to_jsonb(n)::text as text from intake_item n');
  for (const row of rows) expect(row.text).not.toMatch(/0178|sample_reporter/);
});
