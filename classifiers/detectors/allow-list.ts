/** Employers and contacts that the deployment has checked: an advert that names one is less likely a lure. */
import type { AdvertReading, Detector, DraftFinding } from '../reading.ts';
import type { AllowedEntry, TableData } from '../table-format.ts';
import { fold } from '../text/fold.ts';

const bare = (text: string): string =>
  fold(text)
    .text.replace(/[\s.,()'"&-]+/gu, ' ')
    .trim();

interface Known {
  employers: Map<string, string>;
  contacts: Map<string, string>;
}

const known = new WeakMap<readonly AllowedEntry[], Known>();
const knownOf = (entries: readonly AllowedEntry[]): Known => {
  const made = known.get(entries);
  if (made) return made;
  const read: Known = { employers: new Map(), contacts: new Map() };
  for (const { employer, contact, reason } of entries) {
    if (employer !== undefined) read.employers.set(bare(employer), reason);
    if (contact !== undefined) read.contacts.set(contact.trim().toLowerCase(), reason);
  }
  known.set(entries, read);
  return read;
};

const draft = (field: string, start: number, end: number, reason: string): DraftFinding => ({
  indicator: 'allow-listed',
  rule: 'detector/allow-listed',
  field,
  start,
  end,
  isReviewed: true,
  params: { reason },
});

const detectEmployer = ({ input }: AdvertReading, { employers }: Known): DraftFinding[] => {
  const { employer } = input;
  if (!employer) return [];
  const reason = employers.get(bare(employer));
  return reason === undefined ? [] : [draft('employer', 0, employer.length, reason)];
};

/** All ways to answer must be known: a stranger's number beside a known address is what misuse looks like. */
const detectContacts = ({ contacts }: AdvertReading, known: Known): DraftFinding[] => {
  const found = contacts.map((one) => {
    const value = one.value.toLowerCase();
    return known.contacts.get(value) ?? known.contacts.get(value.split('@')[1] ?? '');
  });
  if (contacts.length === 0 || found.some((reason) => reason === undefined)) return [];
  return contacts.map((one, index) => draft(one.field, one.start, one.end, found[index] ?? ''));
};

const detector: Detector = {
  id: 'allow-list',
  detect: (reading: AdvertReading, { allowList }: TableData) => {
    if (allowList.length === 0) return [];
    const entries = knownOf(allowList);
    return [...detectEmployer(reading, entries), ...detectContacts(reading, entries)];
  },
};
export default detector;
