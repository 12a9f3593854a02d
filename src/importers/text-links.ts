/** Web addresses that stand in a text. */
const address = /\bhttps?:\/\/[^\s<>"'“”‘’「」《》]+/gi;
const maxLinks = 200;

export const textLinks = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(address)]
      .slice(0, maxLinks)
      .map(([found]) => found.replace(/[.,;:!?)\]}。，、！？）]+$/u, '')),
  ),
];

/** What of a list of addresses leads somewhere: to the web, a messenger, a phone or a mailbox. */
export const realLinks = (links: readonly string[]): string[] =>
  [
    ...new Set(
      links
        .map((link) => link.trim())
        .filter((link) => /^(https?|tg|tel|mailto|whatsapp|line|viber):/i.test(link)),
    ),
  ].slice(0, maxLinks);
