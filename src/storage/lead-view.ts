/** Gathers everything that the lead page shows. */
import { isDeepStrictEqual } from 'node:util';
import { assessment, tiers } from '../domain/assessment.ts';
import { goneReason } from '../domain/gone.ts';
import type { CaptureView, DecisionView, LeadView } from '../domain/lead-view.ts';
import { storedPosting } from '../domain/lead-view.ts';
import type { DecisionKind } from '../domain/review.ts';
import type { CaptureKind } from '../domain/visit.ts';
import type { Prisma } from './generated/client.ts';
import { isNoPlea } from './hide-pleas.ts';
import { readLeadImages, readSamePictures } from './lead-images.ts';
import { loadGroup } from './review-group.ts';

const limits = { captures: 20, revisions: 20, siblings: 200 } as const;

export const readLeadView = async (
  tx: Prisma.TransactionClient,
  leadId: string,
): Promise<LeadView | null> => {
  const lead = await tx.lead.findUnique({
    where: { id: leadId, ...isNoPlea },
    include: { posting: true, assessment: true, group: true },
  });
  if (!lead) return null;
  const revision = await tx.revision.findUniqueOrThrow({ where: { id: lead.revisionId } });
  const group = await loadGroup(tx, lead.groupId);
  const fields = storedPosting.parse(revision.fields);
  return {
    id: lead.id,
    title: lead.title,
    url: lead.posting.url,
    site: lead.site,
    firstSeenAt: lead.posting.firstSeenAt.toISOString(),
    lastSeenAt: lead.posting.lastSeenAt.toISOString(),
    gone: lead.posting.goneAt && {
      at: lead.posting.goneAt.toISOString(),
      reason: goneReason.parse(lead.posting.goneReason),
    },
    isDemonstration: lead.isDemonstration,
    postedIn: revision.postedIn,
    group: {
      id: group.id,
      state: group.state,
      claimedBy: group.claimedBy,
      claimedAt: lead.group.claimedAt?.toISOString() ?? null,
      adverts: group.leads.length,
      version: group.version,
    },
    fields,
    assessment: assessment.parse(lead.assessment),
    contacts: await readContacts(tx, lead),
    captures: await readCaptures(tx, lead),
    decisions: await readDecisions(tx, lead.groupId),
    revisions: await readRevisions(tx, lead),
    siblings: await readSiblings(tx, lead),
    images: await readLeadImages(tx, lead, fields.images ?? []),
    samePictures: await readSamePictures(tx, lead),
  };
};

type LeadKey = { id: string; postingId: string; revisionId: string; groupId: string; textHash: string };

const readContacts = (tx: Prisma.TransactionClient, lead: LeadKey): Promise<LeadView['contacts']> =>
  tx.$queryRaw`
    SELECT c.type, c.value, min(m.role) AS role,
           (SELECT count(DISTINCT l.id)::int FROM contact_mention o JOIN lead l ON l."revisionId" = o."revisionId"
            WHERE o."contactId" = c.id AND o.role = 'offer' AND l.id <> ${lead.id}::uuid) AS "otherLeads"
    FROM contact_mention m JOIN contact c ON c.id = m."contactId"
    WHERE m."revisionId" = ${lead.revisionId}::uuid
    GROUP BY c.id ORDER BY min(m.role), min(m.start)`;

const readCaptures = async (tx: Prisma.TransactionClient, lead: LeadKey): Promise<CaptureView[]> => {
  const images = await tx.postingImage.findMany({ where: { postingId: lead.postingId } });
  const captures = await tx.capture.findMany({
    where: {
      OR: [
        { id: { in: images.flatMap((image) => image.captureId ?? []) } },
        { leadId: lead.id },
        { revisions: { some: { postingId: lead.postingId } } },
        { sightings: { some: { postingId: lead.postingId } } },
      ],
    },
    orderBy: { fetchedAt: 'desc' },
    take: limits.captures,
  });
  const persons = captures.flatMap((capture) => (capture.suppliedBy ? [capture.suppliedBy] : []));
  const users = await tx.user.findMany({ where: { id: { in: persons } } });
  const hashes = captures.flatMap((capture) => (capture.screenshotHash ? [capture.screenshotHash] : []));
  const readable = await tx.blob.findMany({
    where: { hash: { in: hashes }, quarantinedAt: null, destroyedAt: null },
  });
  return captures.map((capture) => ({
    id: capture.id,
    kind: capture.kind as CaptureKind,
    requestedUrl: capture.requestedUrl,
    finalUrl: capture.finalUrl,
    status: capture.status,
    fetchedAt: capture.fetchedAt.toISOString(),
    blobHash: capture.blobHash,
    mediaType: capture.mediaType,
    bytes: capture.bytes,
    problem: capture.problem,
    userAgent: capture.userAgent,
    exit: capture.exit,
    robotsTags: capture.robotsTags,
    madeWith: capture.madeWith,
    suppliedBy: users.find((user) => user.id === capture.suppliedBy)?.name ?? null,
    hasScreenshot: readable.some((blob) => blob.hash === capture.screenshotHash),
    screenshotHash: capture.screenshotHash,
  }));
};

const readDecisions = async (tx: Prisma.TransactionClient, groupId: string): Promise<DecisionView[]> => {
  const decisions = await tx.decision.findMany({
    where: { groupId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    include: { user: { select: { name: true } } },
  });
  const undone = new Set(decisions.map((decision) => decision.undoesId));
  return decisions.map((decision) => ({
    id: decision.id,
    kind: decision.kind as DecisionKind,
    reason: decision.reason,
    note: decision.note,
    by: decision.user.name,
    createdAt: decision.createdAt.toISOString(),
    undoesId: decision.undoesId,
    isUndone: undone.has(decision.id),
    adverts: Array.isArray(decision.leads) ? decision.leads.length : 0,
  }));
};

/** Names of what a reader would see changed. */
const changedFields = (before: Prisma.JsonValue, after: Prisma.JsonValue): string[] => {
  const [old, now] = [storedPosting.parse(before), storedPosting.parse(after)];
  return changeableFields.filter((field) => !isDeepStrictEqual(old[field], now[field]));
};

const changeableFields = [
  'title',
  'text',
  'employer',
  'location',
  'country',
  'pay',
  'contacts',
  'datePosted',
  'images',
  'links',
  'remarks',
] as const;

const readRevisions = async (tx: Prisma.TransactionClient, lead: LeadKey): Promise<LeadView['revisions']> => {
  const revisions = await tx.revision.findMany({
    // Words that were a plea when they stood there stay out of the history.
    where: {
      postingId: lead.postingId,
      OR: [{ id: lead.revisionId }, { assessments: { none: { kind: 'plea' } } }],
    },
    orderBy: { number: 'desc' },
    take: limits.revisions,
  });
  return revisions.map((revision, index) => {
    const { title, text } = storedPosting.parse(revision.fields);
    const before = revisions[index + 1];
    return {
      changed: before?.number === revision.number - 1 ? changedFields(before.fields, revision.fields) : [],
      id: revision.id,
      number: revision.number,
      createdAt: revision.createdAt.toISOString(),
      title,
      text,
    };
  });
};

const readSiblings = async (tx: Prisma.TransactionClient, lead: LeadKey): Promise<LeadView['siblings']> => {
  const siblings = await tx.lead.findMany({
    where: { groupId: lead.groupId, id: { not: lead.id }, ...isNoPlea },
    orderBy: [{ score: 'desc' }, { id: 'asc' }],
    take: limits.siblings,
  });
  return siblings.map((sibling) => ({
    leadId: sibling.id,
    title: sibling.title,
    tier: tiers[sibling.tierRank] ?? 'none',
    language: sibling.language,
    site: sibling.site,
    createdAt: sibling.createdAt.toISOString(),
    isSameText: sibling.textHash === lead.textHash,
  }));
};
