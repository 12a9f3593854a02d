/** One message as Telegram Desktop's result.json has it; see core.telegram.org/import-export. */
import { z } from 'zod';

const entity = z.union([
  z.string(),
  z.object({ text: z.string().catch(''), href: z.string().optional().catch(undefined) }),
]);
const text = z.union([z.string(), z.array(entity)]).catch('');
const name = z.string().nullish().catch(undefined);

export const jsonMessage = z.object({
  id: z.union([z.number(), z.string()]),
  type: z.string(),
  date: name,
  date_unixtime: z.union([z.string(), z.number()]).optional().catch(undefined),
  from: name,
  from_id: z.union([z.string(), z.number()]).nullish().catch(undefined),
  author: name,
  forwarded_from: name,
  saved_from: name,
  action: name,
  media_type: name,
  mime_type: name,
  photo: name,
  file: name,
  text,
  inline_bot_buttons: z
    .array(z.array(z.object({ text: z.string().catch(''), data: z.string().catch('') })))
    .catch([]),
  contact_information: z
    .object({
      first_name: z.string().catch(''),
      last_name: z.string().catch(''),
      phone_number: z.string().catch(''),
    })
    .optional()
    .catch(undefined),
  poll: z
    .object({
      question: text,
      answers: z.array(z.object({ text })).catch([]),
    })
    .optional()
    .catch(undefined),
});
export type JsonMessage = z.infer<typeof jsonMessage>;

const plain = (value: JsonMessage['text']): string =>
  typeof value === 'string'
    ? value
    : value.map((part) => (typeof part === 'string' ? part : part.text)).join('');

/** What a reader of the chat sees in words: text, a contact card, a poll. */
export const wordsOf = ({ text: body, contact_information: card, poll }: JsonMessage): string =>
  [
    plain(body),
    card === undefined ? '' : [card.first_name, card.last_name, card.phone_number].filter(Boolean).join(' '),
    ...(poll === undefined
      ? []
      : [plain(poll.question), ...poll.answers.map((answer) => plain(answer.text))]),
  ]
    .filter((part) => part.trim() !== '')
    .join('\n');

/** Also those that stand behind a word or a button. */
export const hiddenLinksOf = ({ text: body, inline_bot_buttons: rows }: JsonMessage): string[] => [
  ...(typeof body === 'string'
    ? []
    : body.flatMap((part) => (typeof part === 'string' ? [] : (part.href ?? [])))),
  ...rows.flat().map(({ data }) => data),
];

export const sentAtOf = ({ date, date_unixtime: seconds }: JsonMessage): string | undefined => {
  const ms = Number(seconds) * 1000;
  if (seconds !== undefined && Number.isFinite(ms) && Math.abs(ms) < 8e15)
    return new Date(ms).toISOString().replace('.000Z', 'Z');
  return date && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(date) ? date : undefined;
};
