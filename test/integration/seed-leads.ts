/** Writes leads as a crawl would leave them, straight into the tables. Texts and contacts are invented. */
import { type Assessment, type Finding, type Tier, tierRank } from '../../src/domain/assessment.ts';
import { searchTerms } from '../../src/domain/search-terms.ts';
import { sha256 } from '../../src/evidence/blob-store.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Prisma, PrismaClient } from '../../src/storage/generated/client.ts';

export interface SeedLead {
  title?: string;
  text?: string;
  tier?: Tier;
  score?: number;
  urgent?: boolean;
  language?: string;
  place?: string;
  site?: string;
  groupId?: string;
  isDemonstration?: boolean;
  createdAt?: Date;
  contacts?: Assessment['contacts'];
  findings?: Finding[];
  screenshotHash?: string;
}

export interface SeededLead {
  leadId: string;
  groupId: string;
  postingId: string;
  revisionId: string;
  captureId: string;
}

const json = (value: unknown): Prisma.InputJsonValue => value as Prisma.InputJsonValue; // plain data by construction

export const seedLead = async (prisma: PrismaClient, seed: SeedLead = {}): Promise<SeededLead> => {
  const ids = { leadId: newId(), postingId: newId(), revisionId: newId(), captureId: newId() };
  const assessmentId = newId();
  const groupId = seed.groupId ?? newId();
  const createdAt = seed.createdAt ?? new Date();
  const title = seed.title ?? 'Typing clerk wanted';
  const text = seed.text ?? 'Typing clerk wanted. Free flight and lodging.';
  const site = seed.site ?? 'https://board.example.com';
  const isDemonstration = seed.isDemonstration ?? false;
  const url = `${site}/adverts/${ids.leadId}`;
  const contacts = seed.contacts ?? [];
  const tier = seed.tier ?? 'medium';
  const score = seed.score ?? 50;
  const urgent = seed.urgent ?? false;
  const language = seed.language ?? 'en';

  await prisma.blob.upsert({
    where: { hash: sha256(text) },
    create: { hash: sha256(text), bytes: text.length, mediaType: 'text/html' },
    update: {},
  });
  await prisma.capture.create({
    data: {
      id: ids.captureId,
      kind: 'fetch',
      requestedUrl: url,
      finalUrl: url,
      status: 200,
      fetchedAt: createdAt,
      durationMs: 12,
      blobHash: sha256(text),
      screenshotHash: seed.screenshotHash ?? null,
      mediaType: 'text/html',
      charset: 'utf-8',
      bytes: text.length,
      userAgent: 'Lurewatch-test',
      madeWith: 'lurewatch 0.1.0',
      isDemonstration,
    },
  });
  await prisma.posting.create({
    data: {
      id: ids.postingId,
      site,
      itemKey: url,
      url,
      firstSeenAt: createdAt,
      lastSeenAt: createdAt,
      currentRevisionId: ids.revisionId,
      isDemonstration,
    },
  });
  await prisma.revision.create({
    data: {
      id: ids.revisionId,
      postingId: ids.postingId,
      number: 1,
      contentHash: sha256(`${title} ${text}`),
      fields: json({ title, text, contacts, images: [], links: [], remarks: [], fieldSources: {} }),
      captureId: ids.captureId,
      createdAt,
    },
  });
  await prisma.assessment.create({
    data: {
      id: assessmentId,
      revisionId: ids.revisionId,
      rulesVersion: 'test',
      kind: 'offer',
      score,
      tier,
      urgent,
      scheme: 'compound-recruitment',
      gist: 'typing job · flight and lodging free',
      languages: json([{ code: language, share: 1 }]),
      findings: json(seed.findings ?? []),
      contacts: json(contacts),
      createdAt,
    },
  });
  for (const contact of contacts) {
    const { type, value, role, field, start, end } = contact;
    const { id: contactId } = await prisma.contact.upsert({
      where: { type_value: { type, value } },
      create: { id: newId(), type, value },
      update: {},
    });
    await prisma.contactMention.create({
      data: {
        id: newId(),
        revisionId: ids.revisionId,
        contactId,
        role,
        field,
        start,
        end,
        text: contact.text,
      },
    });
  }
  await prisma.leadGroup.upsert({
    where: { id: groupId },
    create: { id: groupId, createdAt, updatedAt: createdAt },
    update: {},
  });
  await prisma.lead.create({
    data: {
      id: ids.leadId,
      postingId: ids.postingId,
      groupId,
      revisionId: ids.revisionId,
      assessmentId,
      tierRank: tierRank(tier),
      score,
      urgent,
      language,
      title,
      place: seed.place ?? null,
      site,
      textHash: sha256(text),
      searchTerms: searchTerms(`${title}\n${text}`, contacts),
      isDemonstration,
      createdAt,
      updatedAt: createdAt,
    },
  });
  return { ...ids, groupId };
};
