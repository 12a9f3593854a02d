import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TargetType } from '../../crawlers/target-type.ts';
import jobBoard from '../../crawlers/targets/job-board/index.ts';
import { emptyTables } from './open-test-database.ts';
import { openWeb, type TestWeb } from './open-web.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb({ targetTypes: new Map([[jobBoard.id, jobBoard as TargetType]]) });
});
beforeEach(() => emptyTables(web.database));
afterAll(() => web.close());

const proxy = { name: 'Riga', kind: 'socks5', host: 'proxy.example.com', port: 1080 };
const credentials = { user: 'invented', password: 'never-shown-again' };
const target = { name: 'board', typeId: 'job-board', options: { startUrls: ['https://jobs.example.com/'] } };

describe('proxies', () => {
  it('are for admins alone', async () => {
    const analyst = await web.signInAs('analyst');
    expect((await analyst('GET', '/api/proxies')).status).toBe(403);
    expect((await analyst('POST', '/api/proxies', proxy)).status).toBe(403);
  });

  it('take credentials in, and never give them out: not in answers, rows or the audit', async () => {
    const admin = await web.signInAs('admin');
    const added = await admin('POST', '/api/proxies', { ...proxy, credentials });
    expect(added.status).toBe(201);
    const listed = await admin('GET', '/api/proxies');
    expect(listed.body).toEqual([{ ...proxy, id: added.body.id, credentials: 'stored', targets: [] }]);
    const rows = await web.database.prisma.proxy.findMany();
    const audit = await web.database.pool.query('select * from audit_entry');
    const everything = JSON.stringify([rows, audit.rows, listed.text, added.text]);
    expect(everything).not.toContain('invented');
    expect(everything).not.toContain('never-shown');
    expect(await web.needs.proxies.list()).toHaveLength(1);
  });

  it('keep their credentials while the address stays, and ask for them anew when it does not', async () => {
    const admin = await web.signInAs('admin');
    const { body } = await admin('POST', '/api/proxies', { ...proxy, credentials });
    const path = `/api/proxies/${body.id}`;
    expect((await admin('PUT', path, { ...proxy, name: 'Tallinn' })).status).toBe(204);
    expect((await admin('GET', '/api/proxies')).body[0]).toMatchObject({
      name: 'Tallinn',
      credentials: 'stored',
    });
    const moved = await admin('PUT', path, { ...proxy, host: 'elsewhere.example.com' });
    expect(moved.status).toBe(400);
    expect(moved.body.message).toContain('enter its user and password anew');
    expect((await admin('PUT', path, { ...proxy, credentials: null })).status).toBe(204);
    expect((await admin('GET', '/api/proxies')).body[0].credentials).toBe('none');
  });

  it('have names of their own, and stay while a target needs them', async () => {
    const admin = await web.signInAs('admin');
    const { body } = await admin('POST', '/api/proxies', proxy);
    expect((await admin('POST', '/api/proxies', proxy)).body.message).toContain('already');
    expect((await admin('POST', '/api/targets', { ...target, proxyId: body.id })).status).toBe(201);
    const refused = await admin('DELETE', `/api/proxies/${body.id}`);
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain("'board' is fetched through this proxy");
  });

  it('are refused when they can not be one', async () => {
    const admin = await web.signInAs('admin');
    for (const bad of [{ host: 'http://proxy.example.com' }, { port: 0 }, { kind: 'socks4' }, { name: '' }])
      expect((await admin('POST', '/api/proxies', { ...proxy, ...bad })).status).toBe(400);
  });

  it('must be chosen for a target that the operators may run', async () => {
    const admin = await web.signInAs('admin');
    const refused = await admin('POST', '/api/targets', { ...target, suspectedOperator: true });
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain('choose a proxy');
    const gone = await admin('POST', '/api/targets', {
      ...target,
      proxyId: '018f0000-0000-7000-8000-000000000000',
    });
    expect(gone.status).toBe(400);
    expect(gone.body.message).toContain('this proxy is not there');
  });
});
