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

/** Returns the ids in the order given: of the new rows, or of those that were there. */
export const writeAssessments = async (
  client: Queryable,
  assessments: AssessmentToWrite[],
): Promise<string[]> => {
  await insertRows(client, {
    table: 'assessment',
    columns: assessmentColumns,
    rows: assessments.map(({ revisionId, assessment, at }) => ({
      ...assessment,
      id: newId(),
      revisionId,
      createdAt: at,
    })),
    after: 'on conflict ("revisionId", "rulesVersion") do nothing',
  });
  const { rows } = await client.query<{ id: string; revisionId: string; rulesVersion: string }>(
    `select a.id, a."revisionId", a."rulesVersion"
     from ${recordset(1, 'given', { revisionId: 'uuid', rulesVersion: 'text' })}
     join assessment a on a."revisionId" = given."revisionId" and a."rulesVersion" = given."rulesVersion"`,
    [
      JSON.stringify(
        assessments.map(({ revisionId, assessment: { rulesVersion } }) => ({ revisionId, rulesVersion })),
      ),
    ],
  );
  const ids = new Map(rows.map((row) => [`${row.revisionId} ${row.rulesVersion}`, row.id]));
  return assessments.map(({ revisionId, assessment: { rulesVersion } }) => {
    const id = ids.get(`${revisionId} ${rulesVersion}`);
    if (!id) throw new Error(`the assessment of revision ${revisionId} was removed while it was written`);
    return id;
  });
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
