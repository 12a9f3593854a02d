/** Places that postings name: each once, with who named it. Nothing of them is put into the frontier. */
import type { FoundPlace } from '../../domain/found-place.ts';
import type { Protection } from '../../domain/protected-identifier.ts';
import { newId } from '../../platform/ids.ts';
import type { Queryable } from '../database.ts';
import { insertRows } from '../insert-rows.ts';
import { protectedContacts } from '../protected-identifiers.ts';

export interface PlaceNamed {
  place: FoundPlace;
  postingId: string;
  targetId: string;
  seenAt: Date;
}

const keyOf = ({ typeId, address }: { typeId: string; address: string }): string => `${typeId}\n${address}`;

/** A place of somebody protected is proposed to nobody. */
export const writePlaces = async (
  client: Queryable,
  given: readonly PlaceNamed[],
  protection?: Protection,
): Promise<void> => {
  const asContact = ({ place }: PlaceNamed) => ({
    type: 'telegram' as const,
    value: place.address.toLowerCase(),
  });
  const isProtected = await protectedContacts(client, given.map(asContact), protection);
  const named = given.filter((one) => !isProtected(asContact(one)));
  if (named.length === 0) return;
  const ids = await placeIds(client, named);
  const rows = new Map(
    named.flatMap(({ place, postingId, targetId, seenAt }) => {
      const placeId = ids.get(keyOf(place));
      const row = { placeId, postingId, targetId, how: place.how, seenAt };
      return placeId === undefined ? [] : [[`${placeId} ${postingId} ${place.how}`, row] as const];
    }),
  );
  await insertRows(client, {
    table: 'place_mention',
    columns: { placeId: 'uuid', postingId: 'uuid', targetId: 'uuid', how: 'text', seenAt: 'timestamptz' },
    rows: [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row),
    after: 'on conflict do nothing',
  });
};

/** In the order of their keys, so that two transactions never wait for each other. */
const placeIds = async (client: Queryable, named: readonly PlaceNamed[]): Promise<Map<string, string>> => {
  const places = new Map<string, object>();
  for (const { place, seenAt } of named)
    if (!places.has(keyOf(place)))
      places.set(keyOf(place), {
        id: newId(),
        typeId: place.typeId,
        address: place.address,
        name: named.find((one) => keyOf(one.place) === keyOf(place) && one.place.name)?.place.name ?? null,
        firstSeenAt: seenAt,
        lastSeenAt: seenAt,
      });
  const { rows } = await insertRows<{ id: string; typeId: string; address: string }>(client, {
    table: 'found_place',
    columns: {
      id: 'uuid',
      typeId: 'text',
      address: 'text',
      name: 'text',
      firstSeenAt: 'timestamptz',
      lastSeenAt: 'timestamptz',
    },
    rows: [...places].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row),
    after: `on conflict ("typeId", address) do update set
        "lastSeenAt" = greatest(found_place."lastSeenAt", excluded."lastSeenAt"),
        name = coalesce(excluded.name, found_place.name)
      returning id, "typeId", address`,
  });
  return new Map(rows.map((row) => [keyOf(row), row.id]));
};
