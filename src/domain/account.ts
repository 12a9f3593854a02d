/** Who works with Lurewatch, and what a check says they may do. */
import { z } from 'zod';
import { type UserRole, userRole } from './review.ts';

export const userName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, '2 to 40 letters, digits, dots, hyphens or underscores');

export const newPassword = z
  .string()
  .min(12, 'at least 12 characters; a few words that you remember do well')
  .max(200);

export const account = z.object({
  id: z.string(),
  name: z.string(),
  role: userRole,
  mustChangePassword: z.boolean(),
});
export type Account = z.infer<typeof account>;

export const userRow = account.extend({
  createdAt: z.string(),
  disabledAt: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
});
export type UserRow = z.infer<typeof userRow>;

/** Shown once, when a user is added or reset. */
export const oneTimePassword = z.object({ name: z.string(), oneTimePassword: z.string() });
export type OneTimePassword = z.infer<typeof oneTimePassword>;

/** A session ends after `lifeMs`, and earlier when nobody asks for `idleMs`. */
export const sessionLimits = { lifeMs: 12 * 3_600_000, idleMs: 3 * 3_600_000, touchEveryMs: 60_000 } as const;

declare const checked: unique symbol;

/** A person whose right to act was checked; only `grantAccess` makes one. */
export interface Access<Role extends UserRole = UserRole> {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly [checked]: true;
}

/** Null when the account's role is none of `roles`, or its one-time password is still to be changed. */
export const grantAccess = <Role extends UserRole>(
  person: Account,
  roles: readonly Role[],
): Access<Role> | null => {
  const role = roles.find((one) => one === person.role);
  if (role === undefined || person.mustChangePassword) return null;
  return { userId: person.id, name: person.name, role } as Access<Role>; // the brand exists only in types
};

/** Which roles may do what. */
export const mayRead = ['admin', 'analyst', 'investigator'] as const;
export const mayDecide = ['admin', 'analyst'] as const;
export const mayExport = ['admin', 'investigator'] as const;
export const maySeePersonsAtRisk = ['admin', 'investigator'] as const;
export const mayAdminister = ['admin'] as const;
