import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { Prisma } from '../storage/generated/client.ts';
import { createLogger } from './log.ts';

/** What the log wrote, and the text of it. */
const logged = (write: (log: ReturnType<typeof createLogger>) => void) => {
  const lines: string[] = [];
  write(createLogger('test', { write: (line) => void lines.push(line) }));
  const text = lines.join('');
  return { text, entry: JSON.parse(text) };
};

const databaseError = (message: string, fields: Partial<pg.DatabaseError>): pg.DatabaseError =>
  Object.assign(new pg.DatabaseError(message, message.length, 'error'), { severity: 'ERROR' }, fields);

describe('an error in the log', () => {
  it('of PostgreSQL keeps its code and constraint, not the row', () => {
    const error = Object.assign(
      databaseError('duplicate key value violates unique constraint "contact_type_value_key"', {
        code: '23505',
        detail: 'Key (type, value)=(phone, +12025550143) already exists.',
        where: 'COPY contact, line 1: "+12025550143"',
        internalQuery: "select '+12025550143'",
      }),
      { query: "insert '+12025550143'", parameters: ['+12025550143'] },
    );
    const { text, entry } = logged((log) => log.error({ err: error }, 'request failed'));
    expect(text).not.toContain('2025550143');
    expect(entry).toMatchObject({
      msg: 'request failed',
      err: {
        type: 'DatabaseError',
        code: '23505',
        message: 'duplicate key value violates unique constraint "contact_type_value_key"',
        stack: expect.stringContaining('log.test.ts'),
      },
    });
    expect(Object.keys(entry.err).sort()).toEqual(['code', 'message', 'stack', 'type']);
  });

  it('about a value does not quote the value, even where it breaks the line', () => {
    const error = databaseError('invalid input syntax for type uuid: "Ana Example\n    at +12025550143"', {
      code: '22P02',
    });
    const { text, entry } = logged((log) => log.error({ err: error }, 'request failed'));
    expect(text).not.toMatch(/Example|2025550143/);
    expect(entry.err.message).toBe('invalid input syntax for type uuid: "…"');
  });

  it('of Prisma keeps its code and the call, not the arguments', () => {
    const error = new Prisma.PrismaClientKnownRequestError(
      '\nInvalid `prisma.contact.create()` invocation:\n\n{ data: { value: "+12025550143" } }\n\nUnique constraint failed',
      { code: 'P2002', clientVersion: '7', meta: { target: '+12025550143' } },
    );
    const { text, entry } = logged((log) => log.error({ err: error }, 'request failed'));
    expect(text).not.toContain('2025550143');
    expect(entry.err).toMatchObject({
      type: 'PrismaClientKnownRequestError',
      code: 'P2002',
      message: 'Invalid `prisma.contact.create()` invocation:',
    });
  });

  it('keeps its causes under the same rule', () => {
    const cause = databaseError('value too long', { code: '22001', detail: 'Ana Example' });
    const error = new Error('the batch was not written', {
      cause: new AggregateError([cause], 'all failed'),
    });
    const { text, entry } = logged((log) => log.error({ err: error }, 'request failed'));
    expect(text).not.toContain('Ana Example');
    expect(entry.err.cause).toMatchObject({ message: 'all failed', causes: [{ code: '22001' }] });
  });

  it('is as short when it is all that is logged', () => {
    const error = new Error('not readable: "Ana Example"\nof 12 Example Street');
    for (const write of [
      (log: ReturnType<typeof createLogger>) => log.error(error),
      (log: ReturnType<typeof createLogger>) => log.error({ err: error }),
      (log: ReturnType<typeof createLogger>) => log.child({ part: 1 }).error({ err: error }, error.message),
    ]) {
      const { text, entry } = logged(write);
      expect(text).not.toContain('Example');
      expect(entry.msg).toBe('not readable: "…"');
    }
  });

  it('leaves of an address its host, and nothing of e-mail addresses, handles and numbers', () => {
    const error = new Error(
      "the posting 'https://user:pass@social.example/ana.example/posts/7?ref=1' of https://social.example:8443 by ana@example.com, @ana_example, +1 202 555 0143 was removed",
    );
    const { text, entry } = logged((log) => log.error({ err: error }, 'request failed'));
    expect(text).not.toMatch(/ana|pass|555/);
    expect(entry.err.message).toBe(
      "the posting 'https://social.example/…' of https://social.example:8443/… by …, @…, +… was removed",
    );
  });

  it('that is no error is logged without its fields', () => {
    const { text } = logged((log) => log.error({ err: { detail: 'Ana Example' } }, 'request failed'));
    expect(text).not.toContain('Example');
  });
});
