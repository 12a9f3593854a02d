/**
 * Which Chinese characters Japan, the mainland and Taiwan write, as their national character sets have them. TextDecoder
 * carries those sets, so no list is kept here.
 */

/** Bits of `repertoireOf`. */
export const writtenIn = { japan: 1, mainland: 2, taiwan: 4 } as const;

const first = 0x4e00;
const last = 0x9fff;

interface Rows {
  encoding: string;
  /** Bytes of a character: the first from `lead` to `lastLead`, the second one of `trails`. */
  lead: number;
  lastLead: number;
  trails: readonly [from: number, to: number][];
  bit: number;
}

const sets: readonly Rows[] = [
  // JIS X 0208 level 1, the characters in daily use; level 2 holds the forms before the reform
  { encoding: 'euc-jp', lead: 0xb0, lastLead: 0xcf, trails: [[0xa1, 0xfe]], bit: writtenIn.japan },
  // GB 2312
  { encoding: 'gbk', lead: 0xb0, lastLead: 0xf7, trails: [[0xa1, 0xfe]], bit: writtenIn.mainland },
  {
    encoding: 'big5',
    lead: 0x87,
    lastLead: 0xfe,
    trails: [
      [0x40, 0x7e],
      [0xa1, 0xfe],
    ],
    bit: writtenIn.taiwan,
  },
];

const bytesOf = ({ lead, lastLead, trails }: Rows): Uint8Array => {
  const bytes: number[] = [];
  for (let row = lead; row <= lastLead; row += 1)
    for (const [from, to] of trails) for (let trail = from; trail <= to; trail += 1) bytes.push(row, trail);
  return Uint8Array.from(bytes);
};

const readRepertoires = (): Uint8Array => {
  const table = new Uint8Array(last - first + 1);
  for (const rows of sets) {
    const text = new TextDecoder(rows.encoding).decode(bytesOf(rows));
    for (let index = 0; index < text.length; index += 1) {
      const place = text.charCodeAt(index) - first;
      if (place >= 0 && place < table.length) table[place] = (table[place] as number) | rows.bit;
    }
  }
  return table;
};

let table: Uint8Array | undefined;

/** Where a character is written, as bits of `writtenIn`; 0 when nowhere, or when it is none of China's. */
export const repertoireOf = (code: number): number => {
  if (code < first || code > last) return 0;
  table ??= readRepertoires();
  return table[code - first] as number;
};
