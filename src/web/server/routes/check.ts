/** Check this: a pasted text or an address, judged at once, kept only when asked to. */
import { z } from 'zod';
import { mayRead } from '../../../domain/account.ts';
import { checkedAdvert, checkRequest } from '../../../domain/check-view.ts';
import type { CheckedAdvert, CheckInput } from '../../../pipeline/check-advert.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';

export interface CheckRouteNeeds {
  checkAdvert(input: CheckInput): Promise<CheckedAdvert[]>;
}

const routes: Routes<CheckRouteNeeds> = {
  id: 'check',
  register(app, needs) {
    app.post(
      '/api/check',
      {
        schema: {
          body: checkRequest.safeExtend({ isKept: z.boolean().default(false) }),
          response: { 200: z.array(checkedAdvert) },
        },
        config: { rateLimit: { max: 60, timeWindow: '1 minute' } },
      },
      async (request) => {
        const access = requireAccess(request, mayRead);
        const { isKept, ...input } = request.body;
        const checked = await needs.checkAdvert(
          isKept ? { ...input, keep: { suppliedBy: access.userId } } : input,
        );
        return checked.map(({ posting, assessment, leadId }) => ({
          posting,
          assessment,
          isKept,
          ...(leadId !== undefined && { leadId }),
        }));
      },
    );
  },
};

export default routes;
