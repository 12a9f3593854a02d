/** MHTML looks like a mail: this tells which of both a file is. */

export const headerLines = (head: string): string[] => (head.split(/\r?\n\r?\n/)[0] ?? '').split(/\r?\n/);

/** A saved web page: its parts are a page's, and its sender is a browser. */
export const isWebArchive = (head: string): boolean => {
  const header = headerLines(head).join('\n');
  if (/^snapshot-content-location:/im.test(header) || /^from:\s*"?<?saved by /im.test(header)) return true;
  const isRelated = /^content-type:\s*multipart\/related/im.test(header);
  return isRelated && !/^(received|to|message-id):/im.test(header);
};
