-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "mustChangePassword" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabledAt" TIMESTAMPTZ(3),

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "target" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "typeId" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "delayMs" INTEGER NOT NULL,
    "renderMode" TEXT NOT NULL,
    "everyHours" DOUBLE PRECISION NOT NULL,
    "maxPagesPerRun" INTEGER NOT NULL,
    "postedIn" TEXT,
    "ignoreRobotsReason" TEXT,
    "state" TEXT NOT NULL DEFAULT 'active',
    "isDemonstration" BOOLEAN NOT NULL DEFAULT false,
    "nextRunAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "targetId" UUID NOT NULL,
    "trigger" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "problem" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lane" (
    "name" TEXT NOT NULL,
    "nextAllowedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "backOffUntil" TIMESTAMPTZ(3),
    "backOffCount" INTEGER NOT NULL DEFAULT 0,
    "leaseToken" BIGINT NOT NULL DEFAULT 0,
    "leasedUntil" TIMESTAMPTZ(3),
    "leasedBy" TEXT,

    CONSTRAINT "lane_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "host" (
    "origin" TEXT NOT NULL,
    "laneName" TEXT NOT NULL,
    "robotsText" TEXT,
    "robotsStatus" INTEGER,
    "robotsFetchedAt" TIMESTAMPTZ(3),
    "crawlDelayMs" INTEGER,

    CONSTRAINT "host_pkey" PRIMARY KEY ("origin")
);

-- CreateTable
CREATE TABLE "url" (
    "id" UUID NOT NULL,
    "targetId" UUID NOT NULL,
    "runId" UUID,
    "laneName" TEXT NOT NULL,
    "keyHash" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "method" TEXT NOT NULL DEFAULT 'GET',
    "body" TEXT,
    "kind" TEXT NOT NULL,
    "carry" JSONB NOT NULL DEFAULT '{}',
    "render" JSONB,
    "depth" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "needsBrowser" BOOLEAN NOT NULL DEFAULT false,
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "leaseToken" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "etag" TEXT,
    "lastModified" TEXT,
    "lastStatus" INTEGER,
    "lastProblem" TEXT,
    "lastVisitedAt" TIMESTAMPTZ(3),
    "changedCount" INTEGER NOT NULL DEFAULT 0,
    "visitCount" INTEGER NOT NULL DEFAULT 0,
    "leadId" UUID,

    CONSTRAINT "url_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blob" (
    "hash" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "mediaType" TEXT NOT NULL,
    "storedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "quarantinedAt" TIMESTAMPTZ(3),
    "destroyedAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "capture" (
    "id" UUID NOT NULL,
    "urlId" UUID,
    "runId" UUID,
    "kind" TEXT NOT NULL,
    "requestedUrl" TEXT NOT NULL,
    "finalUrl" TEXT NOT NULL,
    "method" TEXT NOT NULL DEFAULT 'GET',
    "status" INTEGER,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "redirects" JSONB NOT NULL DEFAULT '[]',
    "remoteAddress" TEXT,
    "fetchedAt" TIMESTAMPTZ(3) NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "blobHash" TEXT,
    "screenshotHash" TEXT,
    "mediaType" TEXT,
    "charset" TEXT,
    "bytes" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "userAgent" TEXT,
    "madeWith" TEXT NOT NULL,
    "suppliedBy" UUID,
    "leadId" UUID,
    "isDemonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "capture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posting" (
    "id" UUID NOT NULL,
    "site" TEXT NOT NULL,
    "itemKey" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "currentRevisionId" UUID,
    "isDemonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sighting" (
    "id" UUID NOT NULL,
    "postingId" UUID NOT NULL,
    "targetId" UUID,
    "captureId" UUID NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sighting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" UUID NOT NULL,
    "postingId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "contentHash" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "postedIn" TEXT,
    "captureId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assessment" (
    "id" UUID NOT NULL,
    "revisionId" UUID NOT NULL,
    "rulesVersion" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "tier" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL,
    "scheme" TEXT NOT NULL,
    "gist" TEXT NOT NULL,
    "languages" JSONB NOT NULL,
    "findings" JSONB NOT NULL,
    "contacts" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_mention" (
    "id" UUID NOT NULL,
    "revisionId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "contact_mention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_group" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new',
    "claimedById" UUID,
    "claimedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lead_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead" (
    "id" UUID NOT NULL,
    "postingId" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "revisionId" UUID NOT NULL,
    "assessmentId" UUID NOT NULL,
    "tierRank" INTEGER NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "urgent" BOOLEAN NOT NULL,
    "language" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "place" TEXT,
    "site" TEXT NOT NULL,
    "textHash" TEXT NOT NULL,
    "searchTerms" TEXT[],
    "isDemonstration" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "leads" JSONB NOT NULL,
    "before" TEXT NOT NULL,
    "undoesId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_at_risk" (
    "id" UUID NOT NULL,
    "postingId" UUID NOT NULL,
    "assessmentId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "handledAt" TIMESTAMPTZ(3),
    "handledById" UUID,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "person_at_risk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "sequence" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "dead_letter" (
    "id" UUID NOT NULL,
    "queue" TEXT NOT NULL,
    "jobName" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "error" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "failedAt" TIMESTAMPTZ(3) NOT NULL,
    "retriedAt" TIMESTAMPTZ(3),

    CONSTRAINT "dead_letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bundle" (
    "id" UUID NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "format" TEXT NOT NULL,
    "marking" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "includeCapturesReason" TEXT,
    "leadIds" UUID[],
    "fileHash" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "isDemonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "bundle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_name_key" ON "app_user"("name");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "run_targetId_startedAt_idx" ON "run"("targetId", "startedAt");

-- CreateIndex
CREATE INDEX "url_laneName_needsBrowser_state_priority_dueAt_idx" ON "url"("laneName", "needsBrowser", "state", "priority" DESC, "dueAt");

-- CreateIndex
CREATE INDEX "url_runId_state_idx" ON "url"("runId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "url_targetId_keyHash_key" ON "url"("targetId", "keyHash");

-- CreateIndex
CREATE INDEX "capture_runId_idx" ON "capture"("runId");

-- CreateIndex
CREATE INDEX "capture_urlId_fetchedAt_idx" ON "capture"("urlId", "fetchedAt");

-- CreateIndex
CREATE INDEX "capture_leadId_idx" ON "capture"("leadId");

-- CreateIndex
CREATE INDEX "capture_blobHash_idx" ON "capture"("blobHash");

-- CreateIndex
CREATE UNIQUE INDEX "posting_site_itemKey_key" ON "posting"("site", "itemKey");

-- CreateIndex
CREATE INDEX "sighting_targetId_idx" ON "sighting"("targetId");

-- CreateIndex
CREATE INDEX "sighting_captureId_idx" ON "sighting"("captureId");

-- CreateIndex
CREATE UNIQUE INDEX "sighting_postingId_captureId_key" ON "sighting"("postingId", "captureId");

-- CreateIndex
CREATE INDEX "revision_captureId_idx" ON "revision"("captureId");

-- CreateIndex
CREATE UNIQUE INDEX "revision_postingId_number_key" ON "revision"("postingId", "number");

-- CreateIndex
CREATE INDEX "assessment_kind_idx" ON "assessment"("kind");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_revisionId_rulesVersion_key" ON "assessment"("revisionId", "rulesVersion");

-- CreateIndex
CREATE UNIQUE INDEX "contact_type_value_key" ON "contact"("type", "value");

-- CreateIndex
CREATE INDEX "contact_mention_contactId_role_idx" ON "contact_mention"("contactId", "role");

-- CreateIndex
CREATE UNIQUE INDEX "contact_mention_revisionId_contactId_field_start_key" ON "contact_mention"("revisionId", "contactId", "field", "start");

-- CreateIndex
CREATE INDEX "lead_group_state_idx" ON "lead_group"("state");

-- CreateIndex
CREATE UNIQUE INDEX "lead_postingId_key" ON "lead"("postingId");

-- CreateIndex
CREATE INDEX "lead_groupId_idx" ON "lead"("groupId");

-- CreateIndex
CREATE INDEX "lead_textHash_idx" ON "lead"("textHash");

-- CreateIndex
CREATE INDEX "lead_urgent_tierRank_score_createdAt_idx" ON "lead"("urgent" DESC, "tierRank" DESC, "score" DESC, "createdAt" DESC);

-- CreateIndex
CREATE INDEX "lead_searchTerms_idx" ON "lead" USING GIN ("searchTerms");

-- CreateIndex
CREATE UNIQUE INDEX "decision_undoesId_key" ON "decision"("undoesId");

-- CreateIndex
CREATE INDEX "decision_groupId_createdAt_idx" ON "decision"("groupId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "person_at_risk_postingId_key" ON "person_at_risk"("postingId");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_hash_key" ON "audit_entry"("hash");

-- CreateIndex
CREATE INDEX "audit_entry_subjectType_subjectId_idx" ON "audit_entry"("subjectType", "subjectId");

-- CreateIndex
CREATE INDEX "dead_letter_retriedAt_failedAt_idx" ON "dead_letter"("retriedAt", "failedAt");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_targetId_fkey" FOREIGN KEY ("targetId") REFERENCES "target"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host" ADD CONSTRAINT "host_laneName_fkey" FOREIGN KEY ("laneName") REFERENCES "lane"("name") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "url" ADD CONSTRAINT "url_targetId_fkey" FOREIGN KEY ("targetId") REFERENCES "target"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "url" ADD CONSTRAINT "url_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "url" ADD CONSTRAINT "url_laneName_fkey" FOREIGN KEY ("laneName") REFERENCES "lane"("name") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "capture" ADD CONSTRAINT "capture_urlId_fkey" FOREIGN KEY ("urlId") REFERENCES "url"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "capture" ADD CONSTRAINT "capture_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sighting" ADD CONSTRAINT "sighting_postingId_fkey" FOREIGN KEY ("postingId") REFERENCES "posting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sighting" ADD CONSTRAINT "sighting_targetId_fkey" FOREIGN KEY ("targetId") REFERENCES "target"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sighting" ADD CONSTRAINT "sighting_captureId_fkey" FOREIGN KEY ("captureId") REFERENCES "capture"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_postingId_fkey" FOREIGN KEY ("postingId") REFERENCES "posting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_captureId_fkey" FOREIGN KEY ("captureId") REFERENCES "capture"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_mention" ADD CONSTRAINT "contact_mention_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_mention" ADD CONSTRAINT "contact_mention_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_group" ADD CONSTRAINT "lead_group_claimedById_fkey" FOREIGN KEY ("claimedById") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead" ADD CONSTRAINT "lead_postingId_fkey" FOREIGN KEY ("postingId") REFERENCES "posting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead" ADD CONSTRAINT "lead_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "lead_group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead" ADD CONSTRAINT "lead_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "assessment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "lead_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_userId_fkey" FOREIGN KEY ("userId") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say: partial indexes.

-- A target has one open run at most, whoever starts it.
CREATE UNIQUE INDEX "run_open_per_target" ON "run"("targetId") WHERE "state" = 'running';

-- The soonest due url, over all lanes.
CREATE INDEX "url_waiting_due" ON "url"("dueAt") WHERE "state" = 'waiting';

-- What a lapsed lease has to put back.
CREATE INDEX "url_leased" ON "url"("laneName") WHERE "state" = 'leased';

-- One request of a rendered capture a lead.
CREATE UNIQUE INDEX "url_rendered_capture_per_lead" ON "url"("leadId") WHERE "leadId" IS NOT NULL;

-- The list of persons at risk that wait for somebody.
CREATE INDEX "person_at_risk_waiting" ON "person_at_risk"("createdAt") WHERE "handledAt" IS NULL;
