/** What a bundle takes from the database, and the record that it was taken. */
import {
  type ExportCapture,
  type ExportDecision,
  type ExportImage,
  type ExportLead,
  exportLead,
} from '../domain/export-lead.ts';
import { goneReason } from '../domain/gone.ts';
import { storedPosting } from '../domain/lead-view.ts';
import { protectedReason } from '../domain/protected-identifier.ts';
import type { BundleRecord } from '../pipeline/export-bundle.ts';
import { appendAudit } from './audit.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';
import { isNoPlea } from './hide-pleas.ts';

const leadParts = {
  posting: true,
  assessment: true,
  group: { include: { decisions: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] } } },
} as const satisfies Prisma.LeadInclude;
type LeadRow = Prisma.LeadGetPayload<{ include: typeof leadParts }>;
type CaptureRow = Prisma.CaptureGetPayload<object>;

const leadsAtOnce = 200;

/** In the order of `leadIds`; one that is not there is left out. */
export const loadExportLeads = async (
  prisma: PrismaClient,
  leadIds: readonly string[],
): Promise<ExportLead[]> => {
  const loaded = new Map<string, ExportLead>();
  const ids = [...new Set(leadIds)].filter((id) => uuid.test(id));
  for (let at = 0; at < ids.length; at += leadsAtOnce)
    for (const lead of await loadSome(prisma, ids.slice(at, at + leadsAtOnce))) loaded.set(lead.id, lead);
  return ids.flatMap((id) => loaded.get(id) ?? []);
};

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const loadSome = async (prisma: PrismaClient, ids: string[]): Promise<ExportLead[]> => {
  const leads = await prisma.lead.findMany({ where: { id: { in: ids }, ...isNoPlea }, include: leadParts });
  const revisions = await prisma.revision.findMany({
    where: { id: { in: leads.map((lead) => lead.revisionId) } },
    include: { mentions: { include: { contact: true }, orderBy: [{ role: 'asc' }, { start: 'asc' }] } },
  });
  const pictures = await loadPictures(prisma, leads);
  const captures = await loadCaptures(prisma, leads, pictures);
  const revisionOf = new Map(revisions.map((revision) => [revision.id, revision]));
  return leads.flatMap((lead) => {
    const revision = revisionOf.get(lead.revisionId);
    return revision
      ? [asExportLead({ lead, revision, captures: captures.get(lead.id) ?? [], pictures })]
      : [];
  });
};

type RevisionRow = Prisma.RevisionGetPayload<{ include: { mentions: { include: { contact: true } } } }>;

const asExportLead = (input: {
  lead: LeadRow;
  revision: RevisionRow;
  captures: ExportCapture[];
  pictures: readonly Picture[];
}): ExportLead => {
  const { lead, revision, captures } = input;
  const pictures = input.pictures.filter((picture) => picture.postingId === lead.postingId);
  const fields = storedPosting.parse(revision.fields);
  const { assessment, posting } = lead;
  return exportLead.parse({
    id: lead.id,
    groupId: lead.groupId,
    isDemonstration: lead.isDemonstration,
    url: posting.url,
    title: fields.title,
    text: fields.text,
    employer: fields.employer ?? null,
    place: fields.location ?? null,
    country: fields.country ?? null,
    postedIn: revision.postedIn,
    pay: fields.pay ?? null,
    datePosted: fields.datePosted ?? null,
    contacts: contactsOf(revision),
    kind: assessment.kind,
    tier: assessment.tier,
    score: assessment.score,
    urgent: assessment.urgent,
    scheme: assessment.scheme,
    gist: assessment.gist,
    languages: assessment.languages,
    findings: assessment.findings,
    rulesVersion: assessment.rulesVersion,
    firstSeenAt: posting.firstSeenAt.toISOString(),
    lastSeenAt: posting.lastSeenAt.toISOString(),
    ...(posting.goneAt && {
      goneAt: posting.goneAt.toISOString(),
      goneReason: goneReason.parse(posting.goneReason),
    }),
    decisions: decisionsOf(lead),
    captures,
    images: imagesOf(fields.images ?? [], pictures),
  });
};

interface Picture {
  postingId: string;
  url: string;
  captureId: string | null;
  problem: string | null;
  isWithheld: boolean;
  perceptualHash: string | null;
  text: string | null;
  note: string | null;
}

const loadPictures = (prisma: PrismaClient, leads: readonly LeadRow[]): Promise<Picture[]> =>
  prisma.$queryRaw`
    SELECT i."postingId", i.url, i."captureId", i.problem, g."perceptualHash", g.text, g.note,
      coalesce(b."quarantinedAt" IS NOT NULL OR b."destroyedAt" IS NOT NULL, false) AS "isWithheld"
    FROM posting_image i
    LEFT JOIN image_reading g ON g."blobHash" = i."blobHash" LEFT JOIN blob b ON b.hash = i."blobHash"
    WHERE i."postingId" = ANY(${leads.map((lead) => lead.postingId)}::uuid[])`;

/** Those that were fetched or tried, in the advert's order. */
const imagesOf = (images: readonly { url: string }[], pictures: readonly Picture[]): ExportImage[] =>
  images.flatMap(({ url }, number) => {
    const picture = pictures.find((one) => one.url === url);
    if (!picture) return [];
    const { captureId, perceptualHash, text, note, problem, isWithheld } = picture;
    const known = { number, url, captureId };
    return isWithheld
      ? [{ ...known, perceptualHash: null, text: null, note: 'the picture was withdrawn' }]
      : [{ ...known, perceptualHash, text, note: note ?? problem }];
  });

/** Each contact once, with `offer` when any mention gives it to answer to. */
const contactsOf = (revision: RevisionRow): { type: string; value: string; role: string }[] => {
  const contacts = new Map<string, { type: string; value: string; role: string }>();
  for (const { contact, role } of revision.mentions) {
    const known = contacts.get(contact.id);
    if (!known || role === 'offer')
      contacts.set(contact.id, { type: contact.type, value: contact.value, role });
  }
  return [...contacts.values()];
};

const decisionsOf = ({ group }: LeadRow): ExportDecision[] => {
  const undone = new Set(group.decisions.map((decision) => decision.undoesId));
  return group.decisions.map((decision) => ({
    kind: decision.kind as ExportDecision['kind'],
    reason: decision.reason,
    note: decision.note,
    decidedAt: decision.createdAt.toISOString(),
    isUndone: undone.has(decision.id),
  }));
};

/** Of a posting: the captures that its revisions were read from, those made for its lead, where it was last seen, and its pictures. */
const loadCaptures = async (
  prisma: PrismaClient,
  leads: readonly LeadRow[],
  pictures: readonly Picture[],
): Promise<Map<string, ExportCapture[]>> => {
  const postingIds = leads.map((lead) => lead.postingId);
  const lastSeen = await prisma.sighting.findMany({
    where: { postingId: { in: postingIds } },
    orderBy: [{ seenAt: 'desc' }, { id: 'desc' }],
    distinct: ['postingId'],
    select: { postingId: true, captureId: true },
  });
  const rows = await prisma.capture.findMany({
    where: {
      OR: [
        { leadId: { in: leads.map((lead) => lead.id) } },
        { revisions: { some: { postingId: { in: postingIds } } } },
        { id: { in: lastSeen.map((sighting) => sighting.captureId) } },
        { id: { in: pictures.flatMap((picture) => picture.captureId ?? []) } },
      ],
    },
    include: { revisions: { where: { postingId: { in: postingIds } }, select: { postingId: true } } },
    orderBy: [{ fetchedAt: 'asc' }, { id: 'asc' }],
  });
  const withheld = await withheldHashes(prisma, rows);
  const lastOf = new Map(lastSeen.map((sighting) => [sighting.postingId, sighting.captureId]));
  const isOf = (row: (typeof rows)[number], lead: LeadRow): boolean =>
    row.leadId === lead.id ||
    lastOf.get(lead.postingId) === row.id ||
    pictures.some((picture) => picture.postingId === lead.postingId && picture.captureId === row.id) ||
    row.revisions.some((revision) => revision.postingId === lead.postingId);
  return new Map(
    leads.map((lead) => [
      lead.id,
      rows.filter((row) => isOf(row, lead)).map((row) => asExportCapture(row, withheld)),
    ]),
  );
};

const hashesOf = (row: CaptureRow): string[] =>
  [row.blobHash, row.screenshotHash].filter((hash): hash is string => hash !== null);

/** With the reason, where it is that somebody protected is shown. */
const withheldHashes = async (
  prisma: PrismaClient,
  rows: readonly CaptureRow[],
): Promise<Map<string, string | null>> => {
  const blobs = await prisma.blob.findMany({
    where: {
      hash: { in: rows.flatMap(hashesOf) },
      OR: [{ quarantinedAt: { not: null } }, { destroyedAt: { not: null } }],
    },
    select: { hash: true, reason: true },
  });
  return new Map(blobs.map(({ hash, reason }) => [hash, reason === protectedReason ? reason : null]));
};

const asExportCapture = (row: CaptureRow, withheld: ReadonlyMap<string, string | null>): ExportCapture => ({
  id: row.id,
  url: row.finalUrl,
  fetchedAt: row.fetchedAt.toISOString(),
  status: row.status,
  mediaType: row.mediaType,
  bytes: row.bytes,
  hash: row.blobHash,
  screenshotHash: row.screenshotHash,
  isWithheld: hashesOf(row).some((hash) => withheld.has(hash)),
  withheldBecause: hashesOf(row)
    .map((hash) => withheld.get(hash) ?? undefined)
    .find((reason) => reason !== undefined),
});

/** The audit entry holds ids, hashes and the marking; purpose and recipient stay in the bundle's own row. */
export const saveBundle = (prisma: PrismaClient, bundle: BundleRecord): Promise<void> =>
  prisma.$transaction(async (tx) => {
    const { request, ...row } = bundle;
    await tx.bundle.create({
      data: {
        ...row,
        format: 'lurewatch-bundle',
        marking: request.marking,
        purpose: request.purpose,
        recipient: request.recipient,
        includeCapturesReason: request.includeCapturesReason ?? null,
      },
    });
    await appendAudit(tx, {
      actor: bundle.createdById ?? 'command',
      action: 'bundle.export',
      subjectType: 'bundle',
      subjectId: bundle.id,
      details: {
        fileHash: bundle.fileHash,
        bytes: bundle.bytes,
        marking: request.marking,
        leadIds: bundle.leadIds,
        withCaptures: request.includeCapturesReason !== undefined,
        isDemonstration: bundle.isDemonstration,
      },
    });
  });
