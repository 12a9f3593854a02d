/** In which languages the text on images is read, so that a page can say when it is not. */
import { z } from 'zod';
import { mayRead } from '../../../domain/account.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';

export interface ImageLanguagesNeeds {
  /** Codes of the languages whose data is there. */
  imageLanguages(): string[];
}

const routes: Routes<ImageLanguagesNeeds> = {
  id: 'image-languages',
  register(app, needs) {
    app.get(
      '/api/image-languages',
      { schema: { response: { 200: z.object({ installed: z.array(z.string()) }) } } },
      (request) => {
        requireAccess(request, mayRead);
        return { installed: needs.imageLanguages() };
      },
    );
  },
};

export default routes;
