/** What `Check this` answers for a pasted text or an address. */
import { z } from 'zod';
import { assessment } from './assessment.ts';
import { posting } from './posting.ts';

export const checkRequest = z
  .object({
    text: z.string().trim().max(100_000).optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(4096)
      .optional(),
    title: z.string().trim().max(500).optional(),
    postedIn: z.string().trim().max(120).optional(),
  })
  .refine((input) => input.text || input.url, 'paste the text of an advert, or its address');

export const checkedAdvert = z.object({
  posting: posting.pick({ title: true, text: true, url: true, employer: true, location: true }),
  assessment,
  /** Present when it was kept and became a lead. */
  leadId: z.string().nullable().optional(),
  isKept: z.boolean(),
});
export type CheckedAdvertView = z.infer<typeof checkedAdvert>;
