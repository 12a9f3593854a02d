/** Leads out of assessed postings: raised, re-ordered, grouped; what a person has dismissed comes back only for a reason. */
import { tierRank } from '../../domain/assessment.ts';
import { newId } from '../../platform/ids.ts';
import { appendAuditRow } from '../audit.ts';
import type { Queryable } from '../database.ts';
import type { LeadDraft } from '../frontier-contract.ts';
import { insertRows, recordset } from '../insert-rows.ts';
import { groupLeads, type LeadToGroup, linkKeys } from './group-leads.ts';
import { changedContacts, linkedGroups, linkingContacts, lockGroups, saveGroups } from './lead-groups.ts';
import type { WrittenPosting } from './write-postings.ts';

export interface WrittenLead {
  leadId: string;
  isNew: boolean;
}

/** Any number; the same for every Lurewatch: two flushes with leads of one contact must see each other. */
const groupingLock = 7_265_303;

/** Returns leads by posting id, also those that were there and did not change. */
export const writeLeads = async (
  client: Queryable,
  written: WrittenPosting[],
  at = new Date(),
): Promise<Map<string, WrittenLead>> => {
  // Seen twice in one flush: the later reading counts.
  const latest = [...new Map(written.map((one) => [one.postingId, one])).values()];
  const existing = await readLeads(client, latest);
  const isConcerned = (one: WrittenPosting): boolean =>
    one.assessed.lead !== null || existing.has(one.postingId);
  if (!latest.some(isConcerned)) return new Map();
  await client.query('select pg_advisory_xact_lock($1)', [groupingLock]);
  // Again, now that nobody else raises leads.
  const current = await readLeads(client, latest);
  const changes = latest
    .map((one) => changeOf(one, current.get(one.postingId)))
    .filter((change) => change !== undefined);
  await saveChanges(client, changes, at);
  const leads = new Map<string, WrittenLead>();
  for (const [postingId, lead] of current) leads.set(postingId, { leadId: lead.id, isNew: false });
  for (const { written: one, leadId, before } of changes)
    leads.set(one.postingId, { leadId, isNew: before === undefined });
  return leads;
};

interface LeadRow {
  id: string;
  postingId: string;
  groupId: string;
  revisionId: string;
  assessmentId: string;
  tierRank: number;
  textHash: string;
}

export interface LeadChange {
  written: WrittenPosting;
  leadId: string;
  before: LeadRow | undefined;
  draft: LeadDraft | null;
  textHash: string;
}

const readLeads = async (client: Queryable, postings: WrittenPosting[]): Promise<Map<string, LeadRow>> => {
  const { rows } = await client.query<LeadRow>(
    `select id, "postingId", "groupId", "revisionId", "assessmentId", "tierRank", "textHash"
     from lead where "postingId" = any($1::uuid[])`,
    [postings.map((one) => one.postingId)],
  );
  return new Map(rows.map((row) => [row.postingId, row]));
};

const changeOf = (written: WrittenPosting, before: LeadRow | undefined): LeadChange | undefined => {
  const draft = written.assessed.lead;
  if (before?.revisionId === written.revisionId && before.assessmentId === written.assessmentId)
    return undefined;
  if (before)
    return { written, leadId: before.id, before, draft, textHash: draft?.textHash ?? before.textHash };
  if (!draft) return undefined;
  return { written, leadId: newId(), before, draft, textHash: draft.textHash };
};

const saveChanges = async (client: Queryable, changes: LeadChange[], at: Date): Promise<void> => {
  if (changes.length === 0) return;
  const linked = await linkedGroups(client, changes);
  const toGroup = changes.map(
    (change): LeadToGroup => ({
      leadId: change.leadId,
      groupId: change.before?.groupId ?? null,
      textHash: change.textHash,
      isDemonstration: change.written.isDemonstration,
      linkKeys: linkKeys(linkingContacts(change)),
      linkedGroupIds: linked.get(change.leadId) ?? [],
    }),
  );
  const groups = await lockGroups(
    client,
    toGroup.flatMap((lead) => [...(lead.groupId ? [lead.groupId] : []), ...lead.linkedGroupIds]),
  );
  const grouping = groupLeads(toGroup, groups);
  await saveGroups(client, grouping, at);
  await saveLeads(client, changes, grouping.groupOf, at);
  const dismissed = new Set(groups.filter((group) => group.state === 'dismissed').map((group) => group.id));
  await reopenGroups(client, { changes, groupOf: grouping.groupOf, dismissed, at });
};

const saveLeads = async (
  client: Queryable,
  changes: LeadChange[],
  groupOf: Map<string, string>,
  at: Date,
): Promise<void> => {
  const rows = changes
    .filter((change) => change.draft !== null)
    .map(({ leadId, written, draft }) => ({
      ...draft,
      id: leadId,
      postingId: written.postingId,
      groupId: groupOf.get(leadId),
      revisionId: written.revisionId,
      assessmentId: written.assessmentId,
      site: written.assessed.site,
      isDemonstration: written.isDemonstration,
      createdAt: at,
      updatedAt: at,
    }));
  if (rows.length > 0)
    await insertRows(client, {
      table: 'lead',
      columns: leadColumns,
      rows,
      after: `on conflict ("postingId") do update set ${overwritten}`,
    });
  await sinkLeads(client, changes, at);
};

const leadColumns = {
  id: 'uuid',
  postingId: 'uuid',
  groupId: 'uuid',
  revisionId: 'uuid',
  assessmentId: 'uuid',
  tierRank: 'int',
  score: 'float8',
  urgent: 'boolean',
  language: 'text',
  title: 'text',
  place: 'text',
  site: 'text',
  textHash: 'text',
  searchTerms: 'text[]',
  isDemonstration: 'boolean',
  createdAt: 'timestamptz',
  updatedAt: 'timestamptz',
};

const overwritten = Object.keys(leadColumns)
  .filter((column) => !['id', 'postingId', 'site', 'isDemonstration', 'createdAt'].includes(column))
  .map((column) => `"${column}" = excluded."${column}"`)
  .join(', ');

/** A lead that no longer reaches the queue's tier stays what it is, with its new place in the order. */
const sinkLeads = async (client: Queryable, changes: LeadChange[], at: Date): Promise<void> => {
  const rows = changes
    .filter((change) => change.draft === null)
    .map(({ leadId, written }) => ({
      id: leadId,
      revisionId: written.revisionId,
      assessmentId: written.assessmentId,
      tierRank: tierRank(written.assessed.assessment.tier),
      score: written.assessed.assessment.score,
      urgent: written.assessed.assessment.urgent,
    }));
  if (rows.length === 0) return;
  const columns = {
    id: 'uuid',
    revisionId: 'uuid',
    assessmentId: 'uuid',
    tierRank: 'int',
    score: 'float8',
    urgent: 'boolean',
  };
  const assignments = Object.keys(columns)
    .slice(1)
    .map((column) => `"${column}" = given."${column}"`);
  await client.query(
    `update lead l set ${assignments.join(', ')}, "updatedAt" = $2 from ${recordset(1, 'given', columns)} where l.id = given.id`,
    [JSON.stringify(rows), at],
  );
};

/**
 * A dismissed group comes back when one of its adverts changed its tier or its contacts, or when a new advert joins
 * whose tier is above all that were dismissed.
 */
const reopenGroups = async (
  client: Queryable,
  input: { changes: LeadChange[]; groupOf: Map<string, string>; dismissed: Set<string>; at: Date },
): Promise<void> => {
  const concerned = input.changes.filter(({ leadId }) =>
    input.dismissed.has(input.groupOf.get(leadId) ?? ''),
  );
  if (concerned.length === 0) return;
  const otherContacts = await changedContacts(client, concerned);
  const highest = await highestTiers(client, concerned, input.groupOf);
  const reopened = new Set<string>();
  for (const change of concerned) {
    const groupId = input.groupOf.get(change.leadId) as string;
    const rank = change.draft?.tierRank ?? tierRank(change.written.assessed.assessment.tier);
    const isReason = change.before
      ? change.before.revisionId !== change.written.revisionId &&
        (change.before.tierRank !== rank || otherContacts.has(change.leadId))
      : rank > (highest.get(groupId) ?? -1);
    if (isReason) reopened.add(groupId);
  }
  for (const groupId of reopened) {
    await client.query(
      `update lead_group set state = 'new', "claimedById" = null, "claimedAt" = null, "updatedAt" = $2 where id = $1`,
      [groupId, input.at],
    );
    await appendAuditRow(client, {
      actor: 'system',
      action: 'group.reopened',
      subjectType: 'group',
      subjectId: groupId,
      details: { because: 'an advert changed its tier or its contacts, or a stronger one joined' },
    });
  }
};

/** Of the leads that were in the group before this flush. */
const highestTiers = async (
  client: Queryable,
  changes: LeadChange[],
  groupOf: Map<string, string>,
): Promise<Map<string, number>> => {
  const fresh = changes.filter((change) => !change.before).map((change) => change.leadId);
  const { rows } = await client.query<{ groupId: string; highest: number }>(
    `select "groupId", max("tierRank")::int as highest from lead
     where "groupId" = any($1::uuid[]) and id <> all($2::uuid[]) group by 1`,
    [[...new Set(changes.map((change) => groupOf.get(change.leadId)))], fresh],
  );
  return new Map(rows.map((row) => [row.groupId, row.highest]));
};
