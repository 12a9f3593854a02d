/** The parts of a server's answers that are read: statuses of Mastodon, notes of Misskey. */
import { z } from 'zod';

const text = z.string().catch('');
const maybeText = z.string().optional().catch(undefined);
const id = z.union([z.string().min(1).max(200), z.number().transform(String)]);

const attachment = z
  .object({
    type: text,
    url: maybeText,
    preview_url: maybeText,
    remote_url: maybeText,
    description: maybeText,
  })
  .optional()
  .catch(undefined);

const account = z
  .object({ acct: text, bot: z.boolean().catch(false) })
  .optional()
  .catch(undefined);

const statusFields = {
  id,
  uri: maybeText,
  url: maybeText,
  content: text,
  spoiler_text: text,
  created_at: maybeText,
  edited_at: maybeText,
  language: maybeText,
  sensitive: z.boolean().catch(false),
  visibility: z.string().catch('public'),
  in_reply_to_id: z.unknown().optional(),
  account,
  media_attachments: z.array(attachment).catch([]),
  mentions: z.array(z.object({ username: text, url: maybeText }).optional().catch(undefined)).catch([]),
  card: z.object({ url: maybeText }).optional().catch(undefined),
};
const statusWithoutOrigin = z.object(statusFields);
export type PlainStatus = z.infer<typeof statusWithoutOrigin>;

export const status = z.object({
  ...statusFields,
  reblog: statusWithoutOrigin.optional().catch(undefined),
});
export type Status = z.infer<typeof status>;

const file = z
  .object({ type: text, url: maybeText, thumbnailUrl: maybeText, comment: maybeText })
  .optional()
  .catch(undefined);

const noteFields = {
  id,
  text: maybeText,
  cw: maybeText,
  createdAt: maybeText,
  uri: maybeText,
  url: maybeText,
  visibility: z.string().catch('public'),
  isHidden: z.boolean().catch(false),
  replyId: z.unknown().optional(),
  user: z.object({ username: text, host: maybeText }).optional().catch(undefined),
  files: z.array(file).catch([]),
};
const noteWithoutOrigin = z.object(noteFields);
export type PlainNote = z.infer<typeof noteWithoutOrigin>;

export const note = z.object({ ...noteFields, renote: noteWithoutOrigin.optional().catch(undefined) });
export type Note = z.infer<typeof note>;

export const foundAccount = z.object({ id });
