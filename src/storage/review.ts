/** A lead with all that belongs to it, and its group under lock for the verbs of review. */
import { BadInputError } from '../domain/failure.ts';
import type { LeadView } from '../domain/lead-view.ts';
import type { GroupReview } from '../pipeline/group-review.ts';
import { newId } from '../platform/ids.ts';
import { appendAudit } from './audit.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';
import { isNoPlea } from './hide-pleas.ts';
import { readLeadView } from './lead-view.ts';
import { loadGroup } from './review-group.ts';

export interface ReviewStore extends GroupReview {
  /** Null when there is no such lead. The reading is audited in the same transaction. */
  readLead(leadId: string, readerId: string): Promise<LeadView | null>;
  /** Hash of a capture's screenshot; null when there is none or it is quarantined. The reading is audited. */
  screenshotHash(captureId: string, readerId: string): Promise<string | null>;
  /** The same of the image of a lead's posting that a capture holds. */
  imageHash(captureId: string, readerId: string): Promise<string | null>;
}

export const createReviewStore = (database: PrismaClient): ReviewStore => ({
  inGroup: ({ groupId, actorId }, work) =>
    database.$transaction(async (tx) => {
      const locked = await tx.$queryRaw<unknown[]>`
        SELECT id FROM lead_group WHERE id = ${groupId}::uuid FOR UPDATE`;
      if (locked.length === 0) throw new BadInputError('this advert group is no longer there');
      const group = await loadGroup(tx, groupId);
      return work(group, {
        setState: async (state, claimedById) => {
          const claimedAt = claimedById ? new Date() : null;
          await tx.leadGroup.update({
            where: { id: groupId },
            data: { state, claimedById, claimedAt, updatedAt: new Date() },
          });
        },
        addDecision: async (decision) => {
          const id = newId();
          await tx.decision.create({
            data: {
              ...decision,
              id,
              groupId,
              userId: actorId,
              createdAt: new Date(),
              leads: group.leads as unknown as Prisma.InputJsonValue,
            }, // plain ids, but an interface has no index signature
          });
          return id;
        },
        audit: async (action, details) => {
          await appendAudit(tx, {
            actor: actorId,
            action,
            subjectType: 'group',
            subjectId: groupId,
            details,
          });
        },
      });
    }),

  readLead: (leadId, readerId) =>
    database.$transaction(async (tx) => {
      const view = await readLeadView(tx, leadId);
      if (!view) return null;
      await appendAudit(tx, {
        actor: readerId,
        action: 'lead.read',
        subjectType: 'lead',
        subjectId: leadId,
        details: { revisionId: view.revisions[0]?.id ?? '' },
      });
      return view;
    }),

  screenshotHash: (captureId, readerId) =>
    database.$transaction(async (tx) => {
      const capture = await tx.capture.findUnique({ where: { id: captureId } });
      if (!capture?.screenshotHash) return null;
      const { leadId } = capture;
      if (leadId && !(await tx.lead.findUnique({ where: { id: leadId, ...isNoPlea } }))) return null;
      const blob = await tx.blob.findUnique({ where: { hash: capture.screenshotHash } });
      if (!blob || blob.quarantinedAt || blob.destroyedAt) return null;
      await appendAudit(tx, {
        actor: readerId,
        action: 'screenshot.read',
        subjectType: 'capture',
        subjectId: captureId,
      });
      return capture.screenshotHash;
    }),

  imageHash: (captureId, readerId) =>
    database.$transaction(async (tx) => {
      const image = await tx.postingImage.findFirst({
        where: { captureId, blobHash: { not: null }, posting: { lead: { ...isNoPlea } } },
      });
      if (!image?.blobHash) return null;
      const blob = await tx.blob.findUnique({ where: { hash: image.blobHash } });
      if (!blob || blob.quarantinedAt || blob.destroyedAt) return null;
      await appendAudit(tx, {
        actor: readerId,
        action: 'image.read',
        subjectType: 'capture',
        subjectId: captureId,
      });
      return image.blobHash;
    }),
});
