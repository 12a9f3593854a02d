/** One lead with its evidence; every reading is audited. */
import { z } from 'zod';
import { mayRead } from '../../../domain/account.ts';
import { leadView } from '../../../domain/lead-view.ts';
import type { BlobStore } from '../../../evidence/blob-store.ts';
import type { ReviewStore } from '../../../storage/review.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';
import { notThere } from '../web-problem.ts';

export interface LeadsNeeds {
  review: Pick<ReviewStore, 'readLead' | 'screenshotHash' | 'imageHash'>;
  blobs: Pick<BlobStore, 'get'>;
  /** WebP of what is an image that can be shown; undefined for everything else. */
  redrawImage(bytes: Uint8Array): Promise<Buffer | undefined>;
}

const idParams = z.object({ id: z.uuid() });
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const routes: Routes<LeadsNeeds> = {
  id: 'leads',
  register(app, needs) {
    app.get(
      '/api/leads/:id',
      { schema: { params: idParams, response: { 200: leadView } } },
      async (request) => {
        const access = requireAccess(request, mayRead);
        const lead = await needs.review.readLead(request.params.id, access.userId);
        if (!lead) throw notThere('This lead');
        return lead;
      },
    );

    app.get('/api/captures/:id/screenshot', { schema: { params: idParams } }, async (request, reply) => {
      const access = requireAccess(request, mayRead);
      const hash = await needs.review.screenshotHash(request.params.id, access.userId);
      const image = hash ? await needs.blobs.get(hash) : undefined;
      // Only what is a PNG leaves as one; helmet adds nosniff.
      if (!image?.subarray(0, pngSignature.length).equals(pngSignature)) throw notThere('This screenshot');
      return reply
        .type('image/png')
        .header('content-disposition', `inline; filename="capture-${request.params.id}.png"`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(image);
    });

    // The file itself is never sent: a picture is drawn anew from its pixels.
    app.get(
      '/api/captures/:id/image',
      { schema: { params: idParams }, config: { rateLimit: { max: 120, timeWindow: '1 minute' } } },
      async (request, reply) => {
        const access = requireAccess(request, mayRead);
        const hash = await needs.review.imageHash(request.params.id, access.userId);
        const bytes = hash ? await needs.blobs.get(hash) : undefined;
        const image = bytes && (await needs.redrawImage(bytes));
        if (!image) throw notThere('This image');
        return reply
          .type('image/webp')
          .header('content-disposition', `inline; filename="capture-${request.params.id}.webp"`)
          .header('content-security-policy', "default-src 'none'; sandbox")
          .send(image);
      },
    );
  },
};

export default routes;
