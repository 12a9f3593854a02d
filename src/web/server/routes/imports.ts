/** Imports: a file is handed in, looked at, asked about, and then brought in by the worker. */
import { z } from 'zod';
import { mayDecide } from '../../../domain/account.ts';
import {
  type ImportPreview,
  type ImportProblem,
  type ImportStart,
  type ImportView,
  importPreview,
  importProblem,
  importStart,
  importView,
} from '../../../domain/import-view.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';

export interface ImportsService {
  types(): Promise<{ id: string; label: string; description: string; isPrivate: boolean }[]>;
  /** Returns the id under which the file is kept until it is begun or thrown away. */
  upload(input: { name: string; suppliedBy: string; content: AsyncIterable<Uint8Array> }): Promise<string>;
  preview(id: string, given: { importer?: string | undefined; options?: unknown }): Promise<ImportPreview>;
  start(id: string, input: { start: ImportStart; actor: string }): Promise<ImportView>;
  discard(id: string): Promise<void>;
  list(): Promise<ImportView[]>;
  problems(id: string): Promise<ImportProblem[]>;
  retry(id: string): Promise<void>;
  undo(id: string, actor: string): Promise<void>;
}

export interface ImportsNeeds {
  imports: ImportsService;
}

const params = z.object({ id: z.uuid() });

const routes: Routes<ImportsNeeds> = {
  id: 'imports',
  register(app, { imports }) {
    // As a stream: what people hand in may be larger than memory.
    app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));

    app.get('/api/imports', { schema: { response: { 200: z.array(importView) } } }, async (request) => {
      requireAccess(request, mayDecide);
      return imports.list();
    });

    app.get('/api/import-types', async (request) => {
      requireAccess(request, mayDecide);
      return imports.types();
    });

    app.post(
      '/api/imports/uploads',
      {
        schema: {
          querystring: z.object({ name: z.string().trim().min(1).max(200) }),
          response: { 201: z.object({ id: z.string() }) },
        },
        bodyLimit: Number.MAX_SAFE_INTEGER,
        config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        const access = requireAccess(request, mayDecide);
        const name = request.query.name.replace(/[\\/\p{Cc}\p{Cf}]/gu, '_');
        const content = request.body as AsyncIterable<Uint8Array>;
        const id = await imports.upload({ name, suppliedBy: access.userId, content });
        return reply.status(201).send({ id });
      },
    );

    app.post(
      '/api/imports/uploads/:id/preview',
      {
        schema: {
          params,
          body: z.object({
            importer: z.string().max(60).optional(),
            options: z.record(z.string(), z.unknown()).optional(),
          }),
          response: { 200: importPreview },
        },
      },
      async (request) => {
        requireAccess(request, mayDecide);
        return imports.preview(request.params.id, request.body);
      },
    );

    app.post(
      '/api/imports/uploads/:id/start',
      { schema: { params, body: importStart, response: { 201: importView } } },
      async (request, reply) => {
        const access = requireAccess(request, mayDecide);
        const view = await imports.start(request.params.id, { start: request.body, actor: access.userId });
        return reply.status(201).send(view);
      },
    );

    app.delete('/api/imports/uploads/:id', { schema: { params } }, async (request, reply) => {
      requireAccess(request, mayDecide);
      await imports.discard(request.params.id);
      return reply.status(204).send();
    });

    app.get(
      '/api/imports/:id/problems',
      { schema: { params, response: { 200: z.array(importProblem) } } },
      async (request) => {
        requireAccess(request, mayDecide);
        return imports.problems(request.params.id);
      },
    );

    app.post('/api/imports/:id/retry', { schema: { params } }, async (request, reply) => {
      requireAccess(request, mayDecide);
      await imports.retry(request.params.id);
      return reply.status(204).send();
    });

    app.post('/api/imports/:id/undo', { schema: { params } }, async (request, reply) => {
      const access = requireAccess(request, mayDecide);
      await imports.undo(request.params.id, access.userId);
      return reply.status(204).send();
    });
  },
};

export default routes;
