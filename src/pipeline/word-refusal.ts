/** Lets a target type say what a site's refusal means: many APIs give their reason beside a 4xx. */
import type { FetchEnd } from '../../crawlers/fetching/fetch-contract.ts';
import type { Logger } from '../platform/log.ts';
import type { VisitNeeds } from './visit-needs.ts';

type PagelessEnd = Exclude<FetchEnd, { end: 'page' }>;

/** Code of the reading problem with which a target type says that the site asks for a login. */
const loginWallCode = 'login-wall';

/** The end as it is where the type has no words of its own, or could not find them. */
export const wordRefusal = async <End extends PagelessEnd>(
  needs: Pick<VisitNeeds, 'readRefusal'> & { log?: Logger },
  typeId: string,
  end: End,
): Promise<End | Extract<FetchEnd, { end: 'blocked' }>> => {
  if (!('said' in end) || end.said === undefined || !needs.readRefusal) return end;
  const problem = await needs.readRefusal({ typeId, said: end.said }).catch((error: unknown) => {
    needs.log?.warn({ typeId, err: error }, 'what a site said with its refusal was not read');
    return undefined;
  });
  if (problem === undefined) return end;
  const reason = `${problem.message.replace(/\.$/, '')} (${end.status})`;
  return problem.code === loginWallCode ? { end: 'blocked', status: end.status, reason } : { ...end, reason };
};
