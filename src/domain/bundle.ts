/** A bundle: leads that another agency can take away and verify offline. */
import { z } from 'zod';

/** Traffic Light Protocol 2.0, FIRST. */
export const tlp = z.enum(['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED']);
export type Tlp = z.infer<typeof tlp>;

export const bundleRequest = z.object({
  marking: tlp,
  purpose: z.string().trim().min(3).max(500),
  recipient: z.string().trim().min(2).max(200),
  /** Raw captures and screenshots go along only with a reason. */
  includeCapturesReason: z.string().trim().min(10).max(500).optional(),
});
export type BundleRequest = z.infer<typeof bundleRequest>;

export const exportNotice =
  'A pattern in these adverts matched published signs of recruitment into scam compounds. ' +
  'Nothing was found out about any person or company; a name used in an advert may be misused, ' +
  'and a recruiter may be a victim. Do not contact the people behind an advert.';
