/** Pay as an advert states it, and as a monthly range that can be compared. */
import { z } from 'zod';

export const payPeriod = z.enum(['hour', 'day', 'week', 'month', 'year']);
export type PayPeriod = z.infer<typeof payPeriod>;

/** `min` and `max` are in `currency` (ISO 4217) for `period`; `monthlyUsd*` are whole US dollars a month. */
export const pay = z.object({
  text: z.string(),
  min: z.number().nonnegative().optional(),
  max: z.number().nonnegative().optional(),
  currency: z.string().length(3).optional(),
  period: payPeriod.optional(),
  monthlyUsdMin: z.number().nonnegative().optional(),
  monthlyUsdMax: z.number().nonnegative().optional(),
});
export type Pay = z.infer<typeof pay>;
