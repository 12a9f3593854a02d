/** A public place that postings name, such as a channel that one was forwarded from. Found, never fetched by itself. */
import { z } from 'zod';

/** `forward`: it was published there first; `link`: it leads there; `mention`: it is named in words. */
export const placeHow = z.enum(['forward', 'link', 'mention']);
export type PlaceHow = z.infer<typeof placeHow>;

/** As a target type reads it beside a posting. */
export interface FoundPlace {
  /** The target type that could read it. */
  typeId: string;
  /** In that type's own normal form: its `optionsFor` takes it. */
  address: string;
  how: PlaceHow;
  /** What the place calls itself, where that is shown. */
  name?: string;
  /** Of the posting that names it. */
  itemKey: string;
}

/** `added`: an admin made a target of it. */
export const placeState = z.enum(['new', 'added', 'ignored']);
export type PlaceState = z.infer<typeof placeState>;

export const foundPlaceView = z.object({
  id: z.string(),
  typeId: z.string(),
  address: z.string(),
  name: z.string().nullable(),
  state: placeState,
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  /** Of the postings that name it, those that are leads. */
  leads: z.number(),
  postings: z.number(),
  forwards: z.number(),
  /** Names of the targets on which these postings stood. */
  targets: z.array(z.string()),
  /** How one of these postings begins; a lead, where there is one. */
  sample: z.string(),
});
export type FoundPlaceView = z.infer<typeof foundPlaceView>;
