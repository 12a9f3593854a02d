/** Text to the bytes of an old character set: the reverse of what TextDecoder, which Node has, knows. */
const tables = new Map<string, Map<string, number[]>>();

const tableOf = (charset: string): Map<string, number[]> => {
  const known = tables.get(charset);
  if (known) return known;
  const decoder = new TextDecoder(charset);
  const table = new Map<string, number[]>();
  const learn = (bytes: number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, bytes);
  };
  for (let byte = 0; byte < 256; byte += 1) learn([byte]);
  for (let lead = 0x81; lead < 0xff; lead += 1)
    for (let trail = 0x40; trail < 0xff; trail += 1) learn([lead, trail]);
  tables.set(charset, table);
  return table;
};

export const encodeAs = (charset: string, text: string): Buffer => {
  if (charset === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (charset === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const table = tableOf(charset);
  return Buffer.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character);
      if (!bytes) throw new Error(`${charset} has no '${character}'`);
      return bytes;
    }),
  );
};
