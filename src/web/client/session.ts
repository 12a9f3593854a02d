/** Who is signed in. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Account } from '../../domain/account.ts';
import type { UserRole } from '../../domain/review.ts';
import { ask, get } from './api.ts';

export const sessionKey = ['session'] as const;

export const useSession = () =>
  useQuery({
    queryKey: sessionKey,
    queryFn: async () => (await get<{ person: Account | null }>('/api/session')).person,
    staleTime: 60_000,
    retry: false,
  });

/** The signed-in person; only below the shell, which shows the sign-in otherwise. */
export const useAccount = (): Account => {
  const { data } = useSession();
  if (!data) throw new Error('a page was drawn with nobody signed in');
  return data;
};

export const useMay = (roles: readonly UserRole[]): boolean => roles.includes(useAccount().role);

export const useSignOut = () => {
  const queries = useQueryClient();
  return async () => {
    await ask('DELETE', '/api/session');
    queries.clear();
    queries.setQueryData(sessionKey, null);
  };
};
