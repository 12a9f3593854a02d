/** Three or more parts of the journey free, one of them flight, visa or passport: nobody does that for a clerk. */
import type { Detector, DraftFinding } from '../reading.ts';

const parts: Record<string, string> = {
  'free-flight': 'flight',
  'free-visa': 'visa',
  'passport-arranged': 'passport',
  'free-lodging': 'lodging',
  'free-food': 'food',
  'airport-pickup': 'pick-up',
};
const journey = ['free-flight', 'free-visa', 'passport-arranged'];
const minParts = 3;

/** In the order of the table, so that the sentence reads alike everywhere. */
const namesOf = (found: ReadonlyMap<string, unknown>): string =>
  Object.entries(parts)
    .filter(([indicator]) => found.has(indicator))
    .map(([, name]) => name)
    .join(', ');

const detector: Detector = {
  id: 'logistics-bundle',
  detect: ({ drafts }) => {
    const found = new Map<string, DraftFinding>();
    for (const draft of drafts)
      if (parts[draft.indicator] && !found.has(draft.indicator)) found.set(draft.indicator, draft);
    const main = journey.map((indicator) => found.get(indicator)).find((draft) => draft !== undefined);
    if (!main || found.size < minParts) return [];
    const other = [...found.values()].find((draft) => draft !== main) as DraftFinding;
    return [
      {
        indicator: 'logistics-bundle',
        rule: 'detector/logistics-bundle',
        field: main.field,
        start: main.start,
        end: main.end,
        isReviewed: false,
        params: { parts: namesOf(found) },
        other: { field: other.field, start: other.start, end: other.end },
      },
    ];
  },
};
export default detector;
