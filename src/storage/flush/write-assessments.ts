/** One assessment per revision, version of the rules, and texts on its images. */
import type { Assessment } from '../../domain/assessment.ts';
import { newId } from '../../platform/ids.ts';
import type { Queryable } from '../database.ts';
import { insertRows, recordset } from '../insert-rows.ts';

export interface AssessmentToWrite {
  revisionId: string;
  assessment: Assessment;
  at: Date;
  /** Of the posting, when the texts on its images were part of it. */
  imagesKey?: string;
}

interface AssessmentKey {
  id: string;
  revisionId: string;
  rulesVersion: string;
  imagesKey: string;
}

/** Returns the ids in the order given: of the new rows, or of those that were there. */
export const writeAssessments = async (
  client: Queryable,
  assessments: AssessmentToWrite[],
): Promise<string[]> => {
  const inserted = await insertRows<AssessmentKey>(client, {
    table: 'assessment',
    columns: assessmentColumns,
    rows: assessments.map(({ revisionId, assessment, at, imagesKey = '' }) => ({
      ...assessment,
      id: newId(),
      revisionId,
      imagesKey,
      createdAt: at,
    })),
    after: `on conflict ("revisionId", "rulesVersion", "imagesKey") do nothing
      returning id, "revisionId", "rulesVersion", "imagesKey"`,
  });
  const keyOf = (one: Omit<AssessmentKey, 'id'>): string =>
    `${one.revisionId} ${one.rulesVersion} ${one.imagesKey}`;
  const wanted = assessments.map(({ revisionId, assessment: { rulesVersion }, imagesKey = '' }) => ({
    revisionId,
    rulesVersion,
    imagesKey,
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
  wanted: Omit<AssessmentKey, 'id'>[],
): Promise<AssessmentKey[]> => {
  if (wanted.length === 0) return [];
  const { rows } = await client.query<AssessmentKey>(
    `select a.id, a."revisionId", a."rulesVersion", a."imagesKey"
     from ${recordset(1, 'given', { revisionId: 'uuid', rulesVersion: 'text', imagesKey: 'text' })}
     join assessment a on a."revisionId" = given."revisionId" and a."rulesVersion" = given."rulesVersion"
       and a."imagesKey" = given."imagesKey"`,
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
  imagesKey: 'text',
  createdAt: 'timestamptz',
};
