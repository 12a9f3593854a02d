/**
 * A lead whose advert is now read as a plea is no lead to anybody: somebody who asks for help stands on the
 * restricted list alone. Its row stays, so that nothing is lost should newer rules read an offer again.
 */
import { Prisma as sql } from './generated/client.ts';

export const isNoPlea = { assessment: { kind: { not: 'plea' } } } as const satisfies sql.LeadWhereInput;

/** The same for lead `alias` of a plain statement. */
export const noPlea = (alias: string): sql.Sql =>
  sql.raw(`(SELECT k.kind FROM assessment k WHERE k.id = ${alias}."assessmentId") <> 'plea'`);
