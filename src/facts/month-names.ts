/** Names of months in the languages of the adverts, from Node's own tables. */
const languages =
  'en zh vi th id ms fil ko hi bn ur ta ne si my km lo ru kk ky uz mn ja ar tr sw am pt es fr de it uk'.split(
    ' ',
  );

/** Spellings that the tables lack. */
const more: Readonly<Record<string, number>> = {
  sept: 9,
  agt: 8,
  ags: 8,
  okt: 10,
  des: 12,
  mei: 5,
  ago: 8,
  set: 9,
  out: 10,
  dez: 12,
  fev: 2,
  abr: 4,
  мая: 5,
  май: 5,
  enero: 1,
  pebrero: 2,
  marso: 3,
  hunyo: 6,
  hulyo: 7,
  setyembre: 9,
  oktubre: 10,
  nobyembre: 11,
  disyembre: 12,
};

const plain = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\.$/, '').trim();

const buildMonths = (): Map<string, number> => {
  const months = new Map<string, number>(Object.entries(more));
  for (const language of languages)
    for (const month of ['long', 'short'] as const)
      for (const day of [undefined, 'numeric'] as const) {
        const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, {
          month,
          ...(day ? { day } : {}),
          timeZone: 'UTC',
        });
        for (let number = 1; number <= 12; number++) {
          const parts = format.formatToParts(new Date(Date.UTC(2026, number - 1, 15)));
          const name = plain(parts.find((part) => part.type === 'month')?.value ?? '');
          if (name.length > 1 && !/\d/.test(name) && !months.has(name)) months.set(name, number);
        }
      }
  return months;
};

let built: Map<string, number> | undefined;

/** 1 to 12, or undefined when the word names no month. */
export const monthOf = (word: string): number | undefined => {
  built ??= buildMonths();
  return built.get(plain(word));
};
