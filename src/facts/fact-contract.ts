/** What `src/facts` reads from a text. Offsets are UTF-16 units into the given text. */
import type { ContactType } from '../domain/contact.ts';
import type { Pay } from '../domain/pay.ts';

export interface FoundContact {
  type: ContactType;
  /** Normal form; see src/domain/contact.ts. */
  value: string;
  start: number;
  end: number;
  text: string;
  /** True when it was written so that filters miss it: spelled-out digits, split handles, emoji for the service. */
  isDisguised: boolean;
}

/** `findContacts(text, { region? })`: `region` is the ISO country whose national phone notation is assumed. */
export type FindContacts = (text: string, options?: { region?: string }) => FoundContact[];

export interface FoundPay extends Pay {
  start: number;
  end: number;
}

/** `findPay(text, { country? })`: `country` decides a bare `$`, `₱`-less number with "k", "juta", "lakh" …. */
export type FindPay = (text: string, options?: { country?: string }) => FoundPay[];

/** ISO 3166-1 alpha-2 of the country that a place text names or lies in, else undefined. */
export type CountryOf = (placeText: string) => string | undefined;

/** Partial ISO date from "3 days ago", "22/11/2569", "২২ নভেম্বর ২০২৬" …; `now` anchors relative ones. */
export type DateOf = (text: string, now: Date) => string | undefined;
