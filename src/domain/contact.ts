/** A contact detail in normal form, as the search and the grouping of adverts use it. */
import { z } from 'zod';

export const contactType = z.enum([
  'phone',
  'telegram',
  'whatsapp',
  'line',
  'wechat',
  'qq',
  'zalo',
  'viber',
  'kakaotalk',
  'signal',
  'facebook',
  'instagram',
  'email',
  'url',
  'domain',
  'wallet',
]);
export type ContactType = z.infer<typeof contactType>;

/** `offer` when the advert gives it to answer to, else `other`. */
export const contactRole = z.enum(['offer', 'other']);
export type ContactRole = z.infer<typeof contactRole>;

/**
 * `value` is the normal form: E.164 for `phone` and `whatsapp`, lower case without `@` for handles,
 * lower case for e-mail and domain. `start` and `end` are UTF-16 offsets into the field `field`.
 */
export const contact = z.object({
  type: contactType,
  value: z.string().min(1).max(2048),
  role: contactRole,
  field: z.string(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  text: z.string(),
});
export type Contact = z.infer<typeof contact>;
