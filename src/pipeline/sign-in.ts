/** A person signs in and out, and changes their password. */
import { createHash, randomBytes } from 'node:crypto';
import type { Account } from '../domain/account.ts';
import { BadInputError } from '../domain/failure.ts';
import type { Clock } from '../platform/clock.ts';
import { decoyHash, hashPassword, isPassword } from '../platform/passwords.ts';
import type { SessionStore } from '../storage/sessions.ts';
import type { UserStore } from '../storage/users.ts';

export interface SignInNeeds {
  users: UserStore;
  sessions: SessionStore;
  clock: Clock;
}

/** Only this hash is stored: who reads the table can't sign in. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Null when the name or the password is wrong or the user is disabled; it takes equally long whichever it is. */
export const signIn = async (
  needs: SignInNeeds,
  input: { name: string; password: string },
): Promise<{ token: string; account: Account } | null> => {
  const user = await needs.users.byName(input.name.trim().toLowerCase());
  const decoy = await decoyHash();
  const isRight = await isPassword(user?.passwordHash ?? decoy, input.password);
  if (!user || user.disabledAt || !isRight) {
    await needs.sessions.recordRefusal({ userId: user?.id ?? null });
    return null;
  }
  const token = randomBytes(32).toString('base64url');
  await needs.sessions.open({ tokenHash: hashToken(token), userId: user.id, now: needs.clock.now() });
  const { id, name, role, mustChangePassword } = user;
  return { token, account: { id, name, role, mustChangePassword } };
};

export const personOfToken = (needs: SignInNeeds, token: string): Promise<Account | null> =>
  needs.sessions.personOf(hashToken(token), needs.clock.now());

export const signOut = (needs: SignInNeeds, token: string): Promise<void> =>
  needs.sessions.revoke(hashToken(token), needs.clock.now());

/** Other sessions of the person end; this one goes on. */
export const changePassword = async (
  needs: SignInNeeds,
  input: { person: Account; token: string; current: string; next: string },
): Promise<void> => {
  const user = await needs.users.byName(input.person.name);
  if (!user || !(await isPassword(user.passwordHash, input.current)))
    throw new BadInputError('the current password is not right');
  if (input.current === input.next) throw new BadInputError('take a password other than the current one');
  await needs.users.setPassword({
    userId: user.id,
    passwordHash: await hashPassword(input.next),
    mustChange: false,
    actor: user.id,
    keepSession: hashToken(input.token),
  });
};
