import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openQueues } from '../../queues/open-queues.ts';
import type { JobWorker, Queues } from '../../queues/queue-contract.ts';
import { openImportNeeds } from '../../src/app/import-needs.ts';
import { createUploads } from '../../src/app/import-uploads.ts';
import { importsService, startImports } from '../../src/app/start-imports.ts';
import type { ImportPreview, ImportView } from '../../src/domain/import-view.ts';
import type { UserRole } from '../../src/domain/review.ts';
import { createLogger } from '../../src/platform/log.ts';
import { createDeadLetters } from '../../src/storage/dead-letters.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';
import { type Ask, openWeb, ownHeaders, type TestWeb, testPassword } from './open-web.ts';
import { until } from './run-deployment.ts';

let web: TestWeb;
let database: TestDatabase;
let folder: string;
let queues: Queues;
let worker: JobWorker;
let needs: Awaited<ReturnType<typeof openImportNeeds>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-web-imports-'));
  database = await openTestDatabase();
  queues = await openQueues({
    connectionString: database.connectionString,
    redisUrl: undefined,
    deadLetters: createDeadLetters(database),
  });
  needs = await openImportNeeds({ database, dataFolder: folder });
  const uploads = createUploads(folder);
  const shared = { imports: needs, uploads, queues };
  web = await openWeb({ imports: importsService(shared) }, database);
  worker = await startImports({ ...shared, log: createLogger('web-imports-test') });
});
afterAll(async () => {
  await worker.close();
  await queues.close();
  await needs.close();
  await web.close();
  await database.stop();
  await rm(folder, { recursive: true });
});

/** As the browser sends a file: the raw bytes, with the session's cookie. */
const upload = async (role: UserRole | null, name: string, content: string | Buffer) => {
  const cookies = role ? await cookiesOf(role) : {};
  return web.app.inject({
    method: 'POST',
    url: `/api/imports/uploads?name=${encodeURIComponent(name)}`,
    headers: { ...ownHeaders, 'content-type': 'application/octet-stream' },
    cookies,
    payload: content,
  });
};
const cookiesOf = async (role: UserRole): Promise<Record<string, string>> => {
  const name = `uploader-${role}-${Math.random().toString(36).slice(2, 8)}`;
  await web.signInAs(role, name);
  const signedIn = await web.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: ownHeaders,
    payload: { name, password: testPassword },
  });
  return Object.fromEntries(signedIn.cookies.map((cookie) => [cookie.name, cookie.value]));
};
const uploaded = async (name: string, content: string): Promise<string> => {
  const response = await upload('analyst', name, content);
  expect(response.statusCode, response.body).toBe(201);
  return response.json().id;
};
const kept = async (): Promise<string[]> => readdir(join(folder, 'imports')).catch(() => []);
const done = async (analyst: Ask, id: string): Promise<ImportView> => {
  const find = async (): Promise<ImportView | undefined> =>
    (await analyst('GET', '/api/imports')).body.find((one: ImportView) => one.id === id);
  await until(async () => (await find())?.state !== 'running', 'the end of the import');
  return (await find()) as ImportView;
};

const text =
  'Customer service in Myawaddy, typing only, no experience. USD 1500 a month, visa, flight and room paid by the boss. Your passport is kept by the company. Telegram @sample_agent_desk';

it('brings in a file by the columns that a person chose', async () => {
  const analyst = await web.signInAs('analyst');
  // What looks like the text is a note of the shelter; the advert stands under a name that nobody knows.
  const table = `id,description,company,Wording\n7,note of the shelter,Shelter desk,"${text}"\n`;
  const id = await uploaded('adverts.csv', table);
  const path = `/api/imports/uploads/${id}`;
  const { body: first } = await analyst('POST', `${path}/preview`, {});
  expect(first).toMatchObject({
    importer: 'csv',
    totalItems: 1,
    options: { columns: { id: 'id', text: 'description', employer: 'company' } },
  });
  expect(first.items[0].text).toBe('note of the shelter');
  const options = {
    ...first.options,
    columns: { ...first.options.columns, text: 'Wording', employer: '' },
  };
  const { body: second } = await analyst('POST', `${path}/preview`, { importer: 'csv', options });
  expect(second.items[0].text).toBe(text);
  expect(second.options.columns).toMatchObject({ text: 'Wording', employer: '' });
  expect(await database.prisma.posting.count()).toBe(0);
  const begun = await analyst('POST', `${path}/start`, { importer: 'csv', options: second.options });
  expect(begun.status).toBe(201);
  const view = await done(analyst, begun.body.id);
  expect(view).toMatchObject({ state: 'done', counts: { new: 1, leads: 1, bad: 0 } });
  expect(view.suppliedBy).toMatch(/^analyst-/);
  const { fields } = await database.prisma.revision.findFirstOrThrow();
  expect(fields).toMatchObject({ text });
  expect(fields).not.toHaveProperty('employer');
  // The file is gone with the end of its import; undone, so is what it brought.
  await until(async () => (await kept()).length === 0, 'the end of the file');
  expect((await analyst('POST', `/api/imports/${view.id}/undo`)).status).toBe(204);
  expect(await database.prisma.posting.count()).toBe(0);
  expect((await analyst('POST', `/api/imports/${view.id}/undo`)).status).toBe(404);
});

it('says which importers fit, and reads by the one that is chosen', async () => {
  const analyst = await web.signInAs('analyst');
  const page = `<!doctype html><html><head><title>Typist</title></head><body><h1>Typist</h1><p>${text}</p></body></html>`;
  const id = await uploaded('messages.html', page);
  const { body: types } = await analyst('GET', '/api/import-types');
  const all = types.map((type: { id: string }) => type.id);
  expect(all).toEqual(expect.arrayContaining(['csv', 'saved-page', 'telegram-desktop', 'whatsapp']));
  const path = `/api/imports/uploads/${id}/preview`;
  const { body: preview } = (await analyst('POST', path, {})) as { body: ImportPreview };
  expect(preview.fitting.map(({ id: one }) => one)).toContain(preview.importer);
  expect(preview.fitting).toEqual(preview.fitting.toSorted((one, other) => other.fit - one.fit));
  const chat = [
    '[23/11/2026, 08:15:00] Sample Agent: typing work, all paid',
    '[23/11/2026, 08:16:00] Sample Other: where is it?',
    '',
  ].join('\n');
  const chatId = await uploaded('chat.txt', chat);
  const chosen = await analyst('POST', `/api/imports/uploads/${chatId}/preview`, { importer: 'csv' });
  expect(chosen.status).toBe(200);
  expect(chosen.body).toMatchObject({ importer: 'csv', isPrivate: false });
  expect(chosen.body.fitting[0]).toMatchObject({ id: 'whatsapp' });
  const wrong = await analyst('POST', `/api/imports/uploads/${chatId}/preview`, { importer: 'nothing' });
  expect(wrong.status).toBe(400);
  expect(wrong.body.message).toContain('the known ones are');
  for (const one of [id, chatId])
    expect((await analyst('DELETE', `/api/imports/uploads/${one}`)).status).toBe(204);
  expect(await kept()).toEqual([]);
});

it('is for analysts and admins alone', async () => {
  expect((await upload(null, 'adverts.csv', 'a,b\n')).statusCode).toBe(401);
  expect((await upload('investigator', 'adverts.csv', 'a,b\n')).statusCode).toBe(403);
  expect(await kept()).toEqual([]);
  const investigator = await web.signInAs('investigator');
  const id = await uploaded('adverts.csv', `id,text\n1,"${text}"\n`);
  for (const [method, path, body] of [
    ['GET', '/api/imports', undefined],
    ['GET', '/api/import-types', undefined],
    ['POST', `/api/imports/uploads/${id}/preview`, {}],
    ['POST', `/api/imports/uploads/${id}/start`, {}],
    ['DELETE', `/api/imports/uploads/${id}`, undefined],
    ['GET', `/api/imports/${id}/problems`, undefined],
    ['POST', `/api/imports/${id}/retry`, undefined],
    ['POST', `/api/imports/${id}/undo`, undefined],
  ] as const)
    expect([path, (await investigator(method, path, body)).status]).toEqual([path, 403]);
  expect(await kept()).toEqual([id]);
  const admin = await web.signInAs('admin');
  expect((await admin('DELETE', `/api/imports/uploads/${id}`)).status).toBe(204);
});

it('refuses what is too big or empty, and keeps nothing of it', async () => {
  const before = process.env.LUREWATCH_UPLOAD_MB;
  process.env.LUREWATCH_UPLOAD_MB = '1';
  try {
    const big = await upload('analyst', 'big.csv', Buffer.alloc(1024 ** 2 + 1, 'a'));
    expect(big.statusCode).toBe(400);
    expect(big.json().message).toContain('larger than 1 MB');
    expect(await kept()).toEqual([]);
    const just = await upload('analyst', 'just.csv', Buffer.alloc(1024 ** 2, 'a'));
    expect(just.statusCode).toBe(201);
    await rm(join(folder, 'imports', just.json().id), { recursive: true });
  } finally {
    if (before === undefined) delete process.env.LUREWATCH_UPLOAD_MB;
    else process.env.LUREWATCH_UPLOAD_MB = before;
  }
  expect((await upload('analyst', 'empty.csv', '')).statusCode).toBe(400);
  expect(await kept()).toEqual([]);
});

it.each([
  ['../../../etc/cron.d/evil.csv', '.._.._.._etc_cron.d_evil.csv'],
  ['C:\\Windows\\evil.csv', 'C:_Windows_evil.csv'],
  ['adverts\u0000\r\nSet-Cookie: x=1.csv', 'adverts___Set-Cookie: x=1.csv'],
  ['adverts\u202evsc.exe', 'adverts_vsc.exe'],
  ['<img src=x onerror=alert(1)>.csv', '<img src=x onerror=alert(1)>.csv'],
])('keeps a file that is called %j below its own folder', async (name, shown) => {
  const analyst = await web.signInAs('analyst');
  const id = await uploaded(name, `id,text\n1,"${text}"\n`);
  expect(await kept()).toEqual([id]);
  expect((await readdir(join(folder, 'imports', id))).sort()).toEqual(['file', 'upload.json']);
  const noted = JSON.parse(await readFile(join(folder, 'imports', id, 'upload.json'), 'utf8'));
  expect(noted.name).toBe(shown);
  const preview = await analyst('POST', `/api/imports/uploads/${id}/preview`, { importer: 'csv' });
  expect(preview.body).toMatchObject({ name: shown, totalItems: 1 });
  await analyst('DELETE', `/api/imports/uploads/${id}`);
});

it('refuses a name that is none, ids that are none, and files that are not there', async () => {
  expect((await upload('analyst', ' ', 'a,b\n')).statusCode).toBe(400);
  expect((await upload('analyst', 'a'.repeat(201), 'a,b\n')).statusCode).toBe(400);
  const analyst = await web.signInAs('analyst');
  expect((await analyst('POST', '/api/imports/uploads/..%2f..%2fevidence/preview', {})).status).toBe(400);
  expect((await analyst('DELETE', '/api/imports/uploads/..%2f..')).status).toBe(400);
  const gone = '0199aaaa-0000-7000-8000-000000000000';
  expect((await analyst('POST', `/api/imports/uploads/${gone}/preview`, {})).status).toBe(404);
  expect((await analyst('POST', `/api/imports/uploads/${gone}/start`, {})).status).toBe(404);
});

it('asks of a private file who is to be protected before it begins', async () => {
  const analyst = await web.signInAs('analyst');
  const chat = [
    '[23/11/2026, 08:15:00] Malee Sample: I am afraid',
    `[23/11/2026, 08:16:00] Sample Agent: ${text}`,
    '',
  ].join('\n');
  const id = await uploaded('WhatsApp Chat with Malee Sample.txt', chat);
  const path = `/api/imports/uploads/${id}`;
  const { body: preview } = await analyst('POST', `${path}/preview`, {});
  expect(preview).toMatchObject({ importer: 'whatsapp', isPrivate: true });
  const refused = await analyst('POST', `${path}/start`, { importer: 'whatsapp' });
  expect(refused.status).toBe(400);
  expect(refused.body.message).toContain('on what basis');
  expect(await database.prisma.posting.count()).toBe(0);
  const protection = { people: ['Malee Sample'], basis: 'given by the reporter on 23 November' };
  const begun = await analyst('POST', `${path}/start`, { importer: 'whatsapp', protection });
  expect(begun.status).toBe(201);
  const view = await done(analyst, begun.body.id);
  expect(view).toMatchObject({ state: 'done', counts: { new: 1, protected: 1 } });
  expect(view.name).toBe('WhatsApp Chat with [protected].txt');
});
