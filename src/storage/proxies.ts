/** Proxies as an admin sets them up. Credentials go in sealed and come out only on their way to a fetch. */
import { BadInputError, NotThereError } from '../domain/failure.ts';
import type { ProxyKind, ProxySettings, ProxyView } from '../domain/proxy.ts';
import { newId } from '../platform/ids.ts';
import { type Exit, ExitFaultError } from '../platform/net/exit.ts';
import { type SecretBox, SecretLostError } from '../platform/secret-box.ts';
import { appendAudit } from './audit.ts';
import type { Transaction } from './database.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';

export interface ProxyStore {
  list(): Promise<ProxyView[]>;
  add(settings: ProxySettings, actor: string): Promise<string>;
  /** Without credentials in the settings, those that are stored stay. */
  change(id: string, settings: ProxySettings, actor: string): Promise<void>;
  /** Throws BadInputError while targets are fetched through it. */
  remove(id: string, actor: string): Promise<void>;
  /** Null when there is none; throws ExitFaultError when its credentials can't be opened. */
  exitOf(id: string): Promise<Exit | null>;
}

type Row = Prisma.ProxyGetPayload<object>;

const contextOf = (id: string): string => `proxy ${id}`;

export const createProxyStore = (database: PrismaClient, secrets: SecretBox): ProxyStore => {
  const sealed = (id: string, credentials: ProxySettings['credentials']): string | null =>
    credentials ? secrets.seal(JSON.stringify(credentials), contextOf(id)) : null;

  const opened = (row: Row): Exit['credentials'] =>
    row.credentials === null ? null : JSON.parse(secrets.open(row.credentials, contextOf(row.id)));

  const stateOf = (row: Row): ProxyView['credentials'] => {
    try {
      return opened(row) === null ? 'none' : 'stored';
    } catch (error) {
      if (error instanceof SecretLostError) return 'lost';
      throw error;
    }
  };

  return {
    async list() {
      const [rows, targets] = await Promise.all([
        database.proxy.findMany({ orderBy: { name: 'asc' } }),
        database.target.findMany({
          where: { proxyId: { not: null }, removedAt: null },
          select: { name: true, proxyId: true },
        }),
      ]);
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        kind: row.kind as ProxyKind,
        host: row.host,
        port: row.port,
        credentials: stateOf(row),
        targets: targets.filter((target) => target.proxyId === row.id).map((target) => target.name),
      }));
    },

    async add(settings, actor) {
      const id = newId();
      await changing(database, async (tx) => {
        const { name, kind, host, port } = settings;
        const credentials = sealed(id, settings.credentials);
        await tx.proxy.create({ data: { id, name, kind, host, port, credentials } });
        await appendAudit(tx, { actor, action: 'proxy.added', subjectType: 'proxy', subjectId: id });
      });
      return id;
    },

    change: (id, settings, actor) =>
      changing(database, async (tx) => {
        const { name, kind, host, port, credentials } = settings;
        const data = {
          ...{ name, kind, host, port },
          ...(credentials === undefined ? {} : { credentials: sealed(id, credentials) }),
        };
        const before = await tx.proxy.findUnique({ where: { id } });
        if (!before) throw new NotThereError('this proxy is not there, or no longer');
        const isMoved = before.host !== host || before.port !== port || before.kind !== kind;
        if (isMoved && before.credentials !== null && credentials === undefined)
          throw new BadInputError(
            'the address of the proxy changed: enter its user and password anew, so that they are not sent to another one unseen',
          );
        await tx.proxy.update({ where: { id }, data });
        await appendAudit(tx, { actor, action: 'proxy.changed', subjectType: 'proxy', subjectId: id });
      }),

    remove: (id, actor) =>
      changing(database, async (tx) => {
        const used = await tx.target.findFirst({ where: { proxyId: id, removedAt: null } });
        if (used)
          throw new BadInputError(`'${used.name}' is fetched through this proxy: give it another one first`);
        const { count } = await tx.proxy.deleteMany({ where: { id } });
        if (count === 0) throw new NotThereError('this proxy is not there, or no longer');
        await appendAudit(tx, { actor, action: 'proxy.removed', subjectType: 'proxy', subjectId: id });
      }),

    async exitOf(id) {
      const row = await database.proxy.findUnique({ where: { id } });
      if (!row) return null;
      const { name, host, port } = row;
      try {
        return { id, name, kind: row.kind as ProxyKind, host, port, credentials: opened(row) };
      } catch (error) {
        if (!(error instanceof SecretLostError)) throw error;
        throw new ExitFaultError(
          { name },
          'can not be used: its user and password can no longer be opened with the key of this deployment; enter them anew under Crawl targets',
        );
      }
    },
  };
};

const changing = async (
  database: PrismaClient,
  change: (tx: Transaction) => Promise<void>,
): Promise<void> => {
  try {
    await database.$transaction(change);
  } catch (error) {
    if ((error as { code?: string }).code === 'P2002')
      throw new BadInputError('there is a proxy of this name already: choose another name');
    throw error;
  }
};
