/** Tells mails and mail boxes by how they begin. */
import { headerLines, isWebArchive } from '../web-archive-head.ts';

const field =
  /^(from|to|cc|received|return-path|date|subject|mime-version|message-id|delivered-to|reply-to|content-type|x-[a-z0-9-]+|arc-[a-z-]+|dkim-signature|authentication-results|status|sender):/i;
/** What is known in a mail only, not in other files with such a head. */
const mailField = /^(from|to|received|return-path|date|message-id|delivered-to|dkim-signature):/im;

/** `From sender Mon Nov 23 08:15:00 2026`: what parts the mails of a box. Writers differ in what they put between. */
export const isSeparator = (line: string): boolean =>
  /^From (?:\S+ )?.*\b\d{1,2}:\d{2}(?::\d{2})?\b.*\b\d{4}\b/.test(line) ||
  /^From (?:-|\S+) .*\b\d{4}(?: |$)/.test(line);

const hasMailHeader = (head: string): boolean => {
  const lines = headerLines(head);
  const fields = lines.filter((line) => field.test(line));
  return (
    fields.length >= 2 &&
    fields.length >= lines.filter((line) => /^\S/.test(line)).length / 3 &&
    mailField.test(head)
  );
};

export const mailKindOf = (bytes: Uint8Array): 'mail' | 'box' | undefined => {
  const head = Buffer.from(bytes).toString('latin1').replace(/^ï»¿/, '');
  const [first = '', ...rest] = head.split(/\r?\n/);
  if (isSeparator(first)) return hasMailHeader(rest.join('\n')) ? 'box' : undefined;
  return hasMailHeader(head) && !isWebArchive(head) ? 'mail' : undefined;
};
