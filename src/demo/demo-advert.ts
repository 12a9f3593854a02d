/** The shape of the demonstration's texts. All are invented; every handle and number is made up or reserved for fiction. */

export type DemoLabel = 'lure' | 'lookalike' | 'ordinary' | 'seeking' | 'question' | 'warning' | 'plea';

export interface DemoAdvert {
  id: string;
  /** BCP 47 */
  language: string;
  /** What the writer meant it to be. Never shown on the site; tests compare the assessment with it. */
  label: DemoLabel;
  /** Which part of the site it stands on. */
  place: 'board' | 'classifieds' | 'channel';
  title: string;
  text: string;
  employer?: string;
  location?: string;
  country?: string;
  pay?: { min: number; max?: number; currency: string; period: 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'YEAR' };
  /** File below images/ that carries the advert's words. */
  image?: string;
}
