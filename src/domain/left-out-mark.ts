/** How a large file that was cut down while it was fetched tells its reader how many entries were left out. */

export const leftOutMark = (count: number): string => (count === 0 ? '' : `<!-- left out: ${count} -->`);

export const leftOutIn = (text: string): number =>
  Number(/^<!-- left out: (\d{1,9}) -->/.exec(text)?.[1] ?? 0);
