/** The people who may sign in. Passwords are hashed before they get here. */
import type { UserRow } from '../domain/account.ts';
import { BadInputError, NotThereError } from '../domain/failure.ts';
import type { UserRole } from '../domain/review.ts';
import { newId } from '../platform/ids.ts';
import { appendAudit } from './audit.ts';
import type { Transaction } from './database.ts';
import type { PrismaClient } from './generated/client.ts';

export interface StoredUser {
  id: string;
  name: string;
  role: UserRole;
  passwordHash: string;
  mustChangePassword: boolean;
  disabledAt: Date | null;
}

export interface UserStore {
  byName(name: string): Promise<StoredUser | null>;
  list(): Promise<UserRow[]>;
  add(input: { name: string; role: UserRole; passwordHash: string; actor: string }): Promise<string>;
  /** Adds the first user, an admin, or nothing when there is any user. */
  addFirstAdmin(input: { name: string; passwordHash: string }): Promise<boolean>;
  /** Signs the user out everywhere but in `keepSession`. */
  setPassword(input: {
    userId: string;
    passwordHash: string;
    mustChange: boolean;
    actor: string;
    keepSession?: string;
  }): Promise<void>;
  /** Signs the user out everywhere. The last admin can't be disabled. */
  disable(userId: string, actor: string): Promise<void>;
  enable(userId: string, actor: string): Promise<void>;
}

const toStored = (row: Omit<StoredUser, 'role'> & { role: string }): StoredUser => ({
  ...row,
  role: row.role as UserRole,
});

const setDisabledAt = async (tx: Transaction, id: string, disabledAt: Date | null): Promise<void> => {
  const { count } = await tx.user.updateMany({ where: { id }, data: { disabledAt } });
  if (count === 0) throw new NotThereError('this user is not there, or no longer');
};

export const createUserStore = (database: PrismaClient): UserStore => ({
  async byName(name) {
    const row = await database.user.findUnique({ where: { name } });
    return row && toStored(row);
  },

  async list() {
    const rows = await database.user.findMany({
      orderBy: { name: 'asc' },
      include: { sessions: { orderBy: { lastSeenAt: 'desc' }, take: 1 } },
    });
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      role: row.role as UserRole,
      mustChangePassword: row.mustChangePassword,
      createdAt: row.createdAt.toISOString(),
      disabledAt: row.disabledAt?.toISOString() ?? null,
      lastSeenAt: row.sessions[0]?.lastSeenAt.toISOString() ?? null,
    }));
  },

  add: ({ name, role, passwordHash, actor }) =>
    database.$transaction(async (tx) => {
      if (await tx.user.findUnique({ where: { name } }))
        throw new BadInputError(`there is a user '${name}' already; take another name or reset that one`);
      const id = newId();
      await tx.user.create({ data: { id, name, role, passwordHash, mustChangePassword: true } });
      await appendAudit(tx, {
        actor,
        action: 'user.added',
        subjectType: 'user',
        subjectId: id,
        details: { role },
      });
      return id;
    }),

  addFirstAdmin: ({ name, passwordHash }) =>
    database.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE app_user IN SHARE ROW EXCLUSIVE MODE`;
      if ((await tx.user.count()) > 0) return false;
      const id = newId();
      await tx.user.create({ data: { id, name, role: 'admin', passwordHash, mustChangePassword: true } });
      await appendAudit(tx, {
        actor: 'system',
        action: 'user.added',
        subjectType: 'user',
        subjectId: id,
        details: { role: 'admin' },
      });
      return true;
    }),

  setPassword: ({ userId, passwordHash, mustChange, actor, keepSession }) =>
    database.$transaction(async (tx) => {
      await tx.user.update({
        where: { id: userId },
        data: { passwordHash, mustChangePassword: mustChange },
      });
      await tx.session.updateMany({
        where: { userId, revokedAt: null, ...(keepSession && { id: { not: keepSession } }) },
        data: { revokedAt: new Date() },
      });
      const action = mustChange ? 'user.password-reset' : 'user.password-changed';
      await appendAudit(tx, { actor, action, subjectType: 'user', subjectId: userId });
    }),

  disable: (userId, actor) =>
    database.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE app_user IN SHARE ROW EXCLUSIVE MODE`;
      const others = await tx.user.count({
        where: { role: 'admin', disabledAt: null, id: { not: userId } },
      });
      if (others === 0) throw new BadInputError('the last admin can’t be disabled; make another admin first');
      await setDisabledAt(tx, userId, new Date());
      await tx.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: new Date() } });
      await appendAudit(tx, { actor, action: 'user.disabled', subjectType: 'user', subjectId: userId });
    }),

  enable: (userId, actor) =>
    database.$transaction(async (tx) => {
      await setDisabledAt(tx, userId, null);
      await appendAudit(tx, { actor, action: 'user.enabled', subjectType: 'user', subjectId: userId });
    }),
});
