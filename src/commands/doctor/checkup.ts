/** What one check found, in plain sentences. */
export interface Checkup {
  /** `note`: it works without, with less. `bad`: something has to be done. */
  level: 'ok' | 'note' | 'bad';
  subject: string;
  says: string;
  /** What to do about it. */
  todo?: string;
}

export type Check = () => Promise<Checkup[]>;

export const ok = (subject: string, says: string): Checkup => ({ level: 'ok', subject, says });
export const note = (subject: string, says: string, todo?: string): Checkup => ({
  level: 'note',
  subject,
  says,
  ...(todo === undefined ? {} : { todo }),
});
export const bad = (subject: string, says: string, todo?: string): Checkup => ({
  level: 'bad',
  subject,
  says,
  ...(todo === undefined ? {} : { todo }),
});
