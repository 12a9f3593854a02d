/** The private hosts that a deployment allows its crawls to reach; never set by a target. */
import { z } from 'zod';
import { declareSetting } from '../settings.ts';

export const allowedPrivateHostsSetting = declareSetting({
  name: 'LUREWATCH_ALLOW_PRIVATE_HOSTS',
  schema: z
    .string()
    .optional()
    .transform((text) =>
      (text ?? '')
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    ),
  defaultText: 'none',
  sentence:
    'Private or loopback hosts that crawls may reach, as HOST:PORT with commas between; all others are refused.',
});
