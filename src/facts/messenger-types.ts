import type { ContactType } from '../domain/contact.ts';

/** Services that carry messages between two people, without a page that others can see. */
export const messengerTypes = [
  'telegram',
  'whatsapp',
  'line',
  'wechat',
  'qq',
  'zalo',
  'viber',
  'kakaotalk',
  'signal',
] as const satisfies readonly ContactType[];
