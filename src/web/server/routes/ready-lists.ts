/** Mainstream boards by country, of which an admin may add some as paused crawl targets. */
import { z } from 'zod';
import type { TargetType } from '../../../../crawlers/target-type.ts';
import { mayAdminister } from '../../../domain/account.ts';
import { BadInputError } from '../../../domain/failure.ts';
import { isWatched, type ReadyList, readyListsView, settingsOfBoard } from '../../../domain/ready-board.ts';
import { checkTargetSettings } from '../../../pipeline/check-target-settings.ts';
import type { TargetStore } from '../../../storage/targets.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';

export interface ReadyListsNeeds {
  loadReadyLists(): Promise<ReadyList[]>;
  targets: Pick<TargetStore, 'list' | 'add'>;
  targetTypes: ReadonlyMap<string, TargetType>;
}

const picked = z.object({ urls: z.array(z.string()).min(1, 'pick at least one board').max(200) });

const routes: Routes<ReadyListsNeeds> = {
  id: 'ready-lists',
  register(app, needs) {
    const view = async () => {
      const targets = (await needs.targets.list()).map((target) => target.settings);
      return (await needs.loadReadyLists()).map((list) => ({
        ...list,
        boards: list.boards.map((board) => ({ ...board, isAdded: isWatched(board, targets) })),
      }));
    };

    app.get('/api/ready-lists', { schema: { response: { 200: readyListsView } } }, async (request) => {
      requireAccess(request, mayAdminister);
      return view();
    });

    app.post(
      '/api/ready-lists',
      { schema: { body: picked, response: { 201: z.object({ added: z.number() }) } } },
      async (request, reply) => {
        const access = requireAccess(request, mayAdminister);
        const known = (await view()).flatMap(({ country, boards }) =>
          boards.map((board) => ({ board, country })),
        );
        const wanted = [...new Set(request.body.urls)].map((url) => {
          const one = known.find(({ board }) => board.url === url);
          if (!one) throw new BadInputError(`${url} stands on no list`);
          return one;
        });
        const fresh = wanted.filter(({ board }) => !board.isAdded);
        for (const { board, country } of fresh) {
          const settings = checkTargetSettings(needs.targetTypes, settingsOfBoard(board, country));
          await needs.targets.add({ settings, actor: access.userId, state: 'paused' });
        }
        return reply.status(201).send({ added: fresh.length });
      },
    );
  },
};

export default routes;
