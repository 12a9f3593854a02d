-- CreateTable
CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "fileHash" TEXT NOT NULL,
    "importer" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "isPrivate" BOOLEAN NOT NULL,
    "basis" TEXT NOT NULL DEFAULT '',
    "protectionHash" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'running',
    "position" INTEGER NOT NULL DEFAULT 0,
    "totalItems" INTEGER,
    "newCount" INTEGER NOT NULL DEFAULT 0,
    "knownCount" INTEGER NOT NULL DEFAULT 0,
    "changedCount" INTEGER NOT NULL DEFAULT 0,
    "protectedCount" INTEGER NOT NULL DEFAULT 0,
    "skippedCount" INTEGER NOT NULL DEFAULT 0,
    "badCount" INTEGER NOT NULL DEFAULT 0,
    "leadCount" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "suppliedBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_problem" (
    "importId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "import_problem_pkey" PRIMARY KEY ("importId","number")
);

-- CreateTable
CREATE TABLE "import_item" (
    "id" UUID NOT NULL,
    "importId" UUID NOT NULL,
    "captureId" UUID NOT NULL,
    "postingId" UUID NOT NULL,
    "contentHash" TEXT NOT NULL,

    CONSTRAINT "import_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "protected_identifier" (
    "hash" TEXT NOT NULL,
    "sourceId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "protected_identifier_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "intake_partner" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "intake_partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "intake_item" (
    "id" UUID NOT NULL,
    "partnerId" UUID NOT NULL,
    "reference" TEXT,
    "state" TEXT NOT NULL DEFAULT 'new',
    "url" TEXT,
    "title" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '',
    "employer" TEXT,
    "location" TEXT,
    "postedIn" TEXT,
    "images" JSONB NOT NULL DEFAULT '[]',
    "reason" TEXT NOT NULL DEFAULT '',
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "captureIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "leadId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "intake_item_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_fileHash_idx" ON "import"("fileHash");

-- CreateIndex
CREATE INDEX "import_state_idx" ON "import"("state");

-- CreateIndex
CREATE INDEX "import_item_importId_idx" ON "import_item"("importId");

-- CreateIndex
CREATE INDEX "import_item_contentHash_idx" ON "import_item"("contentHash");

-- CreateIndex
CREATE INDEX "import_item_postingId_idx" ON "import_item"("postingId");

-- CreateIndex
CREATE UNIQUE INDEX "intake_partner_tokenHash_key" ON "intake_partner"("tokenHash");

-- CreateIndex
CREATE INDEX "intake_item_state_createdAt_idx" ON "intake_item"("state", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "intake_item_partnerId_reference_key" ON "intake_item"("partnerId", "reference");

-- AddForeignKey
ALTER TABLE "import_problem" ADD CONSTRAINT "import_problem_importId_fkey" FOREIGN KEY ("importId") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_item" ADD CONSTRAINT "import_item_importId_fkey" FOREIGN KEY ("importId") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "intake_item" ADD CONSTRAINT "intake_item_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "intake_partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
