/** Places that postings name: an admin makes a paused target of one, or ignores it. Nothing here fetches anything. */
import { z } from 'zod';
import type { TargetType } from '../../../../crawlers/target-type.ts';
import { mayAdminister } from '../../../domain/account.ts';
import { BadInputError } from '../../../domain/failure.ts';
import { foundPlaceView } from '../../../domain/found-place.ts';
import { targetSettings } from '../../../domain/target.ts';
import { checkTargetSettings } from '../../../pipeline/check-target-settings.ts';
import type { FoundPlaceStore } from '../../../storage/found-places.ts';
import type { TargetStore } from '../../../storage/targets.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';
import { notThere } from '../web-problem.ts';

export interface FoundPlacesNeeds {
  foundPlaces: FoundPlaceStore;
  targets: Pick<TargetStore, 'list' | 'add'>;
  targetTypes: ReadonlyMap<string, TargetType>;
}

const params = z.object({ id: z.uuid() });

/** Where a target begins tells whether it is the same place, however its options were written. */
const startOf = (type: TargetType, options: unknown): string | undefined => {
  const parsed = type.options.safeParse(options);
  return parsed.success ? type.start(parsed.data)[0]?.url.toLowerCase() : undefined;
};

const routes: Routes<FoundPlacesNeeds> = {
  id: 'found-places',
  register(app, needs) {
    const watched = async (): Promise<Set<string>> =>
      new Set(
        (await needs.targets.list()).flatMap(({ settings: { typeId, options } }) => {
          const type = needs.targetTypes.get(typeId);
          return (type && startOf(type, options)) ?? [];
        }),
      );
    const startOfPlace = ({ typeId, address }: { typeId: string; address: string }): string | undefined => {
      const type = needs.targetTypes.get(typeId);
      return type && startOf(type, type.optionsFor(address)?.options);
    };

    app.get(
      '/api/found-places',
      { schema: { response: { 200: z.array(foundPlaceView) } } },
      async (request) => {
        requireAccess(request, mayAdminister);
        const [places, known] = await Promise.all([needs.foundPlaces.list(), watched()]);
        return places.map((place) =>
          known.has(startOfPlace(place) ?? '') ? { ...place, state: 'added' as const } : place,
        );
      },
    );

    app.post(
      '/api/found-places/:id/target',
      { schema: { params, response: { 201: z.object({ targetId: z.string() }) } } },
      async (request, reply) => {
        const access = requireAccess(request, mayAdminister);
        const place = await requirePlace(needs, request.params.id);
        const guess = needs.targetTypes.get(place.typeId)?.optionsFor(place.address);
        if (!guess) throw new BadInputError(`nothing here can read ${place.address}`);
        const settings = checkTargetSettings(
          needs.targetTypes,
          targetSettings.parse({
            name: (place.name ?? place.address).slice(0, 120),
            typeId: place.typeId,
            options: guess.options,
          }),
        );
        const make = async (): Promise<string> => {
          if ((await watched()).has(startOfPlace(place) ?? ''))
            throw new BadInputError('this place is a crawl target already');
          return needs.targets.add({ settings, actor: access.userId, state: 'paused' });
        };
        const targetId = await needs.foundPlaces.addTarget(place.id, make, access.userId);
        return reply.status(201).send({ targetId });
      },
    );

    app.post(
      '/api/found-places/:id/state',
      { schema: { params, body: z.object({ state: z.enum(['new', 'ignored']) }) } },
      async (request, reply) => {
        const access = requireAccess(request, mayAdminister);
        await requirePlace(needs, request.params.id);
        await needs.foundPlaces.decide(request.params.id, request.body.state, access.userId);
        return reply.status(204).send();
      },
    );
  },
};

const requirePlace = async (needs: FoundPlacesNeeds, id: string) => {
  const place = await needs.foundPlaces.byId(id);
  if (!place) throw notThere('This place');
  return place;
};

export default routes;
