-- DropIndex
DROP INDEX "url_laneName_needsBrowser_state_priority_dueAt_idx";

-- What Prisma's schema can't say: partial indexes.

-- What a run has waiting, lane by lane, in the order in which it is taken. Of urls that wait alone: most are done.
CREATE INDEX "url_waiting_by_run" ON "url"("runId", "needsBrowser", "laneName", "priority" DESC, "dueAt", "id") WHERE "state" = 'waiting';

-- Rendered captures that leads ask for, which outlive their run.
CREATE INDEX "url_waiting_for_lead" ON "url"("needsBrowser", "dueAt", "laneName") WHERE "state" = 'waiting' AND "leadId" IS NOT NULL;

-- No query asks for the soonest due url over all lanes any more.
DROP INDEX "url_waiting_due";
