/** Answers that say what went wrong and what to do, as `{ code, message }`. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import {
  BadInputError,
  MissingServiceError,
  NotThereError,
  RetryableError,
  UsageError,
} from '../../domain/failure.ts';
import { ReviewConflict } from '../../domain/review-conflict.ts';

export class WebProblem extends Error {
  override name = 'WebProblem';
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const notThere = (what: string): WebProblem =>
  new WebProblem(404, 'not-there', `${what} is not there, or no longer`);

export const tooOften = (): WebProblem =>
  new WebProblem(429, 'too-often', 'Too many tries. Wait some minutes, then try again.');

export const answerProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  const { status, code, message } = describe(error);
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  const text = code === 'failed' ? `Something went wrong here. The log has it as ${request.id}.` : message;
  void reply.status(status).send({ code, message: text });
};

const describe = (error: unknown): { status: number; code: string; message: string } => {
  if (error instanceof WebProblem) return error;
  if (error instanceof ReviewConflict) return { status: 409, code: error.code, message: error.message };
  if (error instanceof BadInputError || error instanceof UsageError)
    return { status: 400, code: 'bad-input', message: error.message };
  if (error instanceof NotThereError) return { status: 404, code: 'not-there', message: error.message };
  if (error instanceof MissingServiceError || error instanceof RetryableError)
    return { status: 503, code: 'not-now', message: error.message };
  if (hasZodFastifySchemaValidationErrors(error))
    return { status: 400, code: 'bad-input', message: validationMessage(error.validation) };
  const { statusCode, code, message } = error as Partial<FastifyError>;
  if (statusCode === 429) return tooOften();
  if (statusCode && statusCode < 500)
    return { status: statusCode, code: code ?? 'bad-input', message: message ?? 'bad request' };
  return { status: 500, code: 'failed', message: '' };
};

const validationMessage = (
  issues: readonly { instancePath: string; message?: string | undefined }[],
): string =>
  issues
    .slice(0, 5)
    .map(
      (issue) => `${issue.instancePath.replace(/^\//, '').replaceAll('/', '.') || 'input'}: ${issue.message}`,
    )
    .join('; ');
