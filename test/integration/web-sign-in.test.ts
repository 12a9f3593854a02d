import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureFirstAdmin } from '../../src/pipeline/manage-users.ts';
import { hashToken } from '../../src/pipeline/sign-in.ts';
import { verifyAudit } from '../../src/storage/audit.ts';
import { createWebServer } from '../../src/web/server/server.ts';
import { emptyTables } from './open-test-database.ts';
import { openWeb, ownHeaders, type TestWeb, testPassword } from './open-web.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb();
});
beforeEach(() => emptyTables(web.database));
afterAll(() => web.close());

const signIn = (name: string, password: string, headers: Record<string, string> = ownHeaders) =>
  web.app.inject({ method: 'POST', url: '/api/session', headers, payload: { name, password } });

describe('the first admin', () => {
  it('is made once, and must change the one-time password before anything else', async () => {
    const first = await ensureFirstAdmin(web.needs);
    expect(first?.name).toBe('admin');
    expect(await ensureFirstAdmin(web.needs)).toBeNull();
    const oneTime = first?.oneTimePassword ?? '';

    const signedIn = await signIn('Admin ', oneTime);
    expect(signedIn.json()).toMatchObject({ name: 'admin', role: 'admin', mustChangePassword: true });
    const [cookie] = signedIn.cookies;
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    const cookies = { [cookie?.name ?? '']: cookie?.value ?? '' };

    const early = await web.app.inject({ url: '/api/leads', headers: ownHeaders, cookies });
    expect([early.statusCode, early.json().code]).toEqual([403, 'password-change-required']);

    const change = (current: string, next: string) =>
      web.app.inject({
        method: 'POST',
        url: '/api/session/password',
        headers: ownHeaders,
        cookies,
        payload: { current, next },
      });
    expect((await change('not the one', 'seven small blue boats')).statusCode).toBe(400);
    expect((await change(oneTime, 'short')).json().message).toMatch(/at least 12 characters/);
    expect((await change(oneTime, 'seven small blue boats')).statusCode).toBe(204);
    expect((await web.app.inject({ url: '/api/leads', headers: ownHeaders, cookies })).statusCode).toBe(200);
    expect((await signIn('admin', oneTime)).statusCode).toBe(401);
  });
});

describe('sign-in', () => {
  it('answers alike to a wrong password and to a name that nobody has, and records both', async () => {
    await web.signInAs('analyst', 'ana');
    const wrong = await signIn('ana', 'not her password');
    const unknown = await signIn('nobody', 'not her password');
    expect(wrong.statusCode).toBe(401);
    expect(unknown.body).toBe(wrong.body);
    expect(unknown.statusCode).toBe(wrong.statusCode);
    const refusals = await web.database.prisma.auditEntry.count({ where: { action: 'session.refused' } });
    expect(refusals).toBe(2);
    expect((await verifyAudit(web.database.prisma)).problems).toEqual([]);
  });

  it('stores only the hash of the token, and ends at sign-out, expiry, idleness and disabling', async () => {
    const { prisma } = web.database;
    const ana = await web.signInAs('analyst', 'ana');
    const session = await prisma.session.findFirstOrThrow();
    expect(session.id).toMatch(/^[0-9a-f]{64}$/);
    expect((await ana('GET', '/api/session')).body.person).toMatchObject({ name: 'ana' });

    await prisma.session.updateMany({ data: { lastSeenAt: new Date(Date.now() - 4 * 3_600_000) } });
    expect((await ana('GET', '/api/leads')).status).toBe(401);
    await prisma.session.updateMany({ data: { lastSeenAt: new Date() } });
    expect((await ana('GET', '/api/leads')).status).toBe(200);

    await prisma.session.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await ana('GET', '/api/leads')).status).toBe(401);

    const admin = await web.signInAs('admin');
    const ben = await web.signInAs('analyst', 'ben');
    expect((await admin('POST', `/api/users/${ben.userId}/disable`)).status).toBe(204);
    expect((await ben('GET', '/api/leads')).status).toBe(401);

    expect((await admin('DELETE', '/api/session')).status).toBe(204);
    expect((await admin('GET', '/api/session')).body).toEqual({ person: null });
    expect((await admin('GET', '/api/users')).status).toBe(401);
  });

  it('is limited for each name, so that a password can’t be tried out', async () => {
    const answers: number[] = [];
    for (let round = 0; round < 12; round += 1) answers.push((await signIn('limited', 'wrong')).statusCode);
    expect(answers[0]).toBe(401);
    expect(answers.at(-1)).toBe(429);
  });

  it('is limited for an address as well, whatever names are tried', async () => {
    const from = async (remoteAddress: string, name: string) => {
      const payload = { name, password: '' };
      const request = { method: 'POST', url: '/api/session', headers: ownHeaders, payload } as const;
      return (await web.app.inject({ ...request, remoteAddress })).statusCode;
    };
    const answers: number[] = [];
    for (let round = 0; round <= 60; round += 1) answers.push(await from('203.0.113.7', `name-${round}`));
    expect(new Set(answers.slice(0, 60))).toEqual(new Set([400]));
    expect(answers[60]).toBe(429);
    expect(await from('203.0.113.8', 'name-0')).toBe(400);
  });

  it('under https takes the session only from the cookie that nobody else can plant', async () => {
    await web.signInAs('analyst', 'ana');
    const { clientFolder: _clientFolder, ...needs } = web.needs;
    const app = await createWebServer({ ...needs, publicUrl: 'https://leads.example.com' });
    const headers = { host: 'leads.example.com', origin: 'https://leads.example.com' };
    const payload = { name: 'ana', password: testPassword };
    const signedIn = await app.inject({ method: 'POST', url: '/api/session', headers, payload });
    const [cookie] = signedIn.cookies;
    expect(cookie).toMatchObject({ name: '__Host-lurewatch', secure: true, path: '/' });
    const token = cookie?.value ?? '';
    const personBy = async (name: string) =>
      (await app.inject({ url: '/api/session', headers, cookies: { [name]: token } })).json().person;
    expect(await personBy('__Host-lurewatch')).toMatchObject({ name: 'ana' });
    expect(await personBy('lurewatch')).toBeNull();
    await app.close();
  });

  it('hashes a token the way that lets it be found again', () => {
    expect(hashToken('a')).toBe('ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb');
  });
});

describe('guards', () => {
  it('refuse a host name that is not ours (DNS rebinding)', async () => {
    const foreign = await web.app.inject({ url: '/api/session', headers: { host: 'evil.example.com:3000' } });
    expect([foreign.statusCode, foreign.json().code]).toEqual([421, 'wrong-host']);
    for (const host of ['localhost:3000', '127.0.0.1:8080', '[::1]:3000']) {
      const own = await web.app.inject({ url: '/api/session', headers: { host } });
      expect([host, own.statusCode]).toEqual([host, 200]);
    }
  });

  it('refuse a write that another site caused, or that does not say where it comes from', async () => {
    const { origin: _origin, ...noOrigin } = ownHeaders;
    const from = async (headers: Record<string, string>) =>
      (await signIn('nobody', 'x', { ...noOrigin, ...headers })).json().code;
    expect(await from({ origin: 'https://evil.example.com' })).toBe('foreign-origin');
    expect(await from({ origin: 'http://localhost:9999' })).toBe('foreign-origin');
    expect(await from({ origin: 'null' })).toBe('foreign-origin');
    expect(await from({})).toBe('foreign-origin');
    expect(await from({ 'sec-fetch-site': 'same-origin' })).toBe('wrong-name-or-password');
  });

  it('let nobody in who is not signed in, except to the description of the API', async () => {
    const document = await web.app.inject({ url: '/api/openapi.json', headers: ownHeaders });
    const { paths } = document.json() as { paths: Record<string, Record<string, unknown>> };
    expect(Object.keys(paths)).toContain('/api/leads/{id}');
    const open = new Set(['post /api/session', 'get /api/session', 'delete /api/session']);
    for (const [path, methods] of Object.entries(paths))
      for (const method of Object.keys(methods)) {
        const url = path.replace('{id}', '018f0000-0000-7000-8000-000000000000');
        const answer = await web.app.inject({
          method: method.toUpperCase() as 'GET',
          url,
          headers: ownHeaders,
        });
        if (!open.has(`${method} ${path}`))
          expect([method, path, answer.statusCode]).toEqual([method, path, 401]);
      }
  });

  it('send a policy under which no inline script runs', async () => {
    const { headers } = await web.app.inject({ url: '/api/session', headers: ownHeaders });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('roles', () => {
  it('keep users, targets and jobs to admins, and persons at risk from analysts', async () => {
    const [analyst, investigator, admin] = [
      await web.signInAs('analyst'),
      await web.signInAs('investigator'),
      await web.signInAs('admin'),
    ];
    for (const path of ['/api/users', '/api/targets', '/api/target-types', '/api/jobs']) {
      expect((await analyst('GET', path)).status).toBe(403);
      expect((await investigator('GET', path)).status).toBe(403);
    }
    expect((await admin('GET', '/api/users')).status).toBe(200);
    expect((await analyst('GET', '/api/persons-at-risk')).status).toBe(403);
    expect((await investigator('GET', '/api/persons-at-risk')).status).toBe(200);
    const bundle = { marking: 'TLP:AMBER', purpose: 'handing over', recipient: 'an agency', filter: {} };
    expect((await analyst('POST', '/api/bundles', bundle)).status).toBe(403);
  });

  it('let an admin add a user who gets a one-time password, and never lose the last admin', async () => {
    const admin = await web.signInAs('admin', 'root');
    const added = await admin('POST', '/api/users', { name: 'Ines', role: 'investigator' });
    expect(added.body).toMatchObject({ name: 'ines' });
    expect((await signIn('ines', added.body.oneTimePassword)).json().mustChangePassword).toBe(true);
    const again = await admin('POST', '/api/users', { name: 'ines', role: 'analyst' });
    expect([again.status, again.body.message]).toEqual([400, expect.stringMatching(/already/)]);
    const reset = await admin('POST', '/api/users/reset', { name: 'ines' });
    expect((await signIn('ines', added.body.oneTimePassword)).statusCode).toBe(401);
    expect((await signIn('ines', reset.body.oneTimePassword)).statusCode).toBe(200);
    await expect(web.needs.users.disable(admin.userId, 'command')).rejects.toThrow(/last admin/);
    expect(JSON.stringify((await admin('GET', '/api/users')).body)).not.toContain('argon2');
  });
});
