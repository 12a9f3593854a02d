/** Signed-in sessions, kept under the SHA-256 of their token. */
import { type Account, sessionLimits } from '../domain/account.ts';
import type { UserRole } from '../domain/review.ts';
import { appendAudit } from './audit.ts';
import type { PrismaClient } from './generated/client.ts';

export interface SessionStore {
  open(input: { tokenHash: string; userId: string; now: Date }): Promise<void>;
  /** The session's person, or null when it is unknown, revoked, expired or idle for too long, or the person is disabled. */
  personOf(tokenHash: string, now: Date): Promise<Account | null>;
  revoke(tokenHash: string, now: Date): Promise<void>;
  recordRefusal(input: { userId: string | null }): Promise<void>;
}

export const createSessionStore = (database: PrismaClient): SessionStore => ({
  open: ({ tokenHash, userId, now }) =>
    database.$transaction(async (tx) => {
      await tx.session.deleteMany({ where: { userId, expiresAt: { lt: now } } });
      await tx.session.create({
        data: {
          id: tokenHash,
          userId,
          createdAt: now,
          lastSeenAt: now,
          expiresAt: new Date(now.getTime() + sessionLimits.lifeMs),
        },
      });
      await appendAudit(tx, {
        actor: userId,
        action: 'session.opened',
        subjectType: 'user',
        subjectId: userId,
      });
    }),

  async personOf(tokenHash, now) {
    const session = await database.session.findUnique({ where: { id: tokenHash }, include: { user: true } });
    if (!session || session.revokedAt || session.expiresAt <= now || session.user.disabledAt) return null;
    const idleMs = now.getTime() - session.lastSeenAt.getTime();
    if (idleMs > sessionLimits.idleMs) return null;
    if (idleMs > sessionLimits.touchEveryMs)
      await database.session.update({ where: { id: tokenHash }, data: { lastSeenAt: now } });
    const { id, name, role, mustChangePassword } = session.user;
    return { id, name, role: role as UserRole, mustChangePassword };
  },

  revoke: (tokenHash, now) =>
    database.$transaction(async (tx) => {
      const session = await tx.session.findUnique({ where: { id: tokenHash } });
      if (!session || session.revokedAt) return;
      await tx.session.update({ where: { id: tokenHash }, data: { revokedAt: now } });
      await appendAudit(tx, {
        actor: session.userId,
        action: 'session.closed',
        subjectType: 'user',
        subjectId: session.userId,
      });
    }),

  recordRefusal: ({ userId }) =>
    database.$transaction(async (tx) => {
      await appendAudit(tx, {
        actor: 'system',
        action: 'session.refused',
        subjectType: 'user',
        subjectId: userId ?? 'unknown',
      });
    }),
});
