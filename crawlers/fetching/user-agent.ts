/** How a crawl names itself: the software, and where to write, if the deployment says so. */
import { z } from 'zod';
import { declareSetting } from '../../src/platform/settings.ts';

/** The product token that robots.txt files name (RFC 9309). */
export const productToken = 'Lurewatch';

const version = '0.1';

export const contactSetting = declareSetting({
  name: 'LUREWATCH_CONTACT',
  schema: z
    .string()
    .trim()
    .max(200)
    .regex(/^[\x20-\x7e]+$/, 'only printable ASCII characters go into a user agent')
    .refine((text) => !/[()]/.test(text), 'leave out brackets')
    .optional(),
  defaultText: 'none',
  sentence:
    'A neutral address at which site owners can reach you, a web page or an e-mail address; it is sent in the user agent.',
});

/** `Lurewatch/0.1 (+contact)`; nothing in it names an organisation unless the contact does. */
export const userAgentFor = (contact: string | undefined): string =>
  contact ? `${productToken}/${version} (+${contact})` : `${productToken}/${version}`;

export const readUserAgent = (): string => userAgentFor(contactSetting.read());
