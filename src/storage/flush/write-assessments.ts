/** One assessment per revision and version of the rules. */
import type { Assessment } from '../../domain/assessment.ts';
import { newId } from '../../platform/ids.ts';
import type { Queryable } from '../database.ts';
import { insertRows, recordset } from '../insert-rows.ts';

export interface AssessmentToWrite {
  revisionId: string;
  assessment: Assessment;
  at: Date;
}

interface AssessmentKey {
  id: string;
  revisionId: string;
  rulesVersion: string;
}

/** Returns the ids in the order given: of the new rows, or of those that were there. */
export const writeAssessments = async (
  client: Queryable,
  assessments: AssessmentToWrite[],
): Promise<string[]> => {
  const inserted = await insertRows<AssessmentKey>(client, {
    table: 'assessment',
    columns: assessmentColumns,
    rows: assessments.map(({ revisionId, assessment, at }) => ({
      ...assessment,
      id: newId(),
      revisionId,
      createdAt: at,
    })),
    after: `on conflict ("revisionId", "rulesVersion") do nothing returning id, "revisionId", "rulesVersion"`,
  });
  const keyOf = (one: { revisionId: string; rulesVersion: string }): string =>
    `${one.revisionId} ${one.rulesVersion}`;
  const wanted = assessments.map(({ revisionId, assessment: { rulesVersion } }) => ({
    revisionId,
    rulesVersion,
  }));
  const ids = new Map(inserted.rows.map((row) => [keyOf(row), row.id]));
  const missing = wanted.filter((one) => !ids.has(keyOf(one)));
  for (const row of await readAssessments(client, missing)) ids.set(keyOf(row), row.id);
  return wanted.map((one) => {
    const id = ids.get(keyOf(one));
    if (!id) throw new Error(`the assessment of revision ${one.revisionId} was removed while it was written`);
    return id;
  });
};

const readAssessments = async (
  client: Queryable,
  wanted: { revisionId: string; rulesVersion: string }[],
): Promise<AssessmentKey[]> => {
  if (wanted.length === 0) return [];
  const { rows } = await client.query<AssessmentKey>(
    `select a.id, a."revisionId", a."rulesVersion"
     from ${recordset(1, 'given', { revisionId: 'uuid', rulesVersion: 'text' })}
     join assessment a on a."revisionId" = given."revisionId" and a."rulesVersion" = given."rulesVersion"`,
    [JSON.stringify(wanted)],
  );
  return rows;
};

const assessmentColumns = {
  id: 'uuid',
  revisionId: 'uuid',
  rulesVersion: 'text',
  kind: 'text',
  score: 'float8',
  tier: 'text',
  urgent: 'boolean',
  scheme: 'text',
  gist: 'text',
  languages: 'jsonb',
  findings: 'jsonb',
  contacts: 'jsonb',
  createdAt: 'timestamptz',
};
