/** How chats name people: by a name, or by a number where the phone has no name for it. */
import type { Participant } from './importer.ts';

const marks = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const number = /^\+?\d[\d\s().\-\u2010-\u2015\u00a0\u202f]{5,24}\d$/;

/** `~` stands before a name that the person gave, not the phone's owner. */
export const participantOf = (written: string): Participant => {
  const name = written.replace(marks, '').replace(/^~\s*/, '').trim();
  if (!number.test(name)) return { id: name, name, contacts: [] };
  return { id: `+${name.replace(/\D/g, '')}`, name, contacts: [name] };
};
