/** Users are added, reset, disabled; a new password is made here and shown once. */
import type { OneTimePassword } from '../domain/account.ts';
import { userName } from '../domain/account.ts';
import { BadInputError } from '../domain/failure.ts';
import type { UserRole } from '../domain/review.ts';
import { hashPassword, newOneTimePassword } from '../platform/passwords.ts';
import type { UserStore } from '../storage/users.ts';

export interface ManageUsersNeeds {
  users: UserStore;
}

/** For `start`: makes the first admin, or nothing when anybody can sign in already. */
export const ensureFirstAdmin = async (
  needs: ManageUsersNeeds,
  name = 'admin',
): Promise<OneTimePassword | null> => {
  const oneTimePassword = newOneTimePassword();
  const isAdded = await needs.users.addFirstAdmin({
    name,
    passwordHash: await hashPassword(oneTimePassword),
  });
  return isAdded ? { name, oneTimePassword } : null;
};

export const addUser = async (
  needs: ManageUsersNeeds,
  input: { name: string; role: UserRole; actor: string },
): Promise<OneTimePassword> => {
  const name = userName.safeParse(input.name);
  if (!name.success) throw new BadInputError(`a user name needs ${name.error.issues[0]?.message}`);
  const oneTimePassword = newOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  await needs.users.add({ name: name.data, role: input.role, passwordHash, actor: input.actor });
  return { name: name.data, oneTimePassword };
};

/** Signs the user out everywhere; the new password must be changed at the next sign-in. */
export const resetPassword = async (
  needs: ManageUsersNeeds,
  input: { name: string; actor: string },
): Promise<OneTimePassword> => {
  const user = await needs.users.byName(input.name.trim().toLowerCase());
  if (!user) throw new BadInputError(`there is no user '${input.name}'`);
  const oneTimePassword = newOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  await needs.users.setPassword({ userId: user.id, passwordHash, mustChange: true, actor: input.actor });
  return { name: user.name, oneTimePassword };
};
