-- AlterTable
ALTER TABLE "capture" ADD COLUMN     "linksFound" INTEGER,
ADD COLUMN     "postingsRead" INTEGER;

-- AlterTable
ALTER TABLE "posting" ADD COLUMN     "goneAt" TIMESTAMPTZ(3),
ADD COLUMN     "goneReason" TEXT;

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "judgedAt" TIMESTAMPTZ(3),
ADD COLUMN     "notices" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "pausedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "url" ADD COLUMN     "barren" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "contentKey" TEXT,
ADD COLUMN     "firstReadAt" TIMESTAMPTZ(3),
ADD COLUMN     "lastReadAt" TIMESTAMPTZ(3),
ADD COLUMN     "leadsOn" BOOLEAN,
ADD COLUMN     "listedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "target_health" (
    "targetId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,
    "failingRuns" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "target_health_pkey" PRIMARY KEY ("targetId")
);

-- CreateTable
CREATE TABLE "browser_kind" (
    "targetId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "testedAt" TIMESTAMPTZ(3),

    CONSTRAINT "browser_kind_pkey" PRIMARY KEY ("targetId","kind")
);

-- CreateTable
CREATE TABLE "worker_report" (
    "name" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "memoryBytes" BIGINT NOT NULL,
    "browserPages" INTEGER NOT NULL,
    "counts" JSONB NOT NULL,

    CONSTRAINT "worker_report_pkey" PRIMARY KEY ("name")
);

-- AddForeignKey
ALTER TABLE "target_health" ADD CONSTRAINT "target_health_targetId_fkey" FOREIGN KEY ("targetId") REFERENCES "target"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "browser_kind" ADD CONSTRAINT "browser_kind_targetId_fkey" FOREIGN KEY ("targetId") REFERENCES "target"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema can't say: partial indexes.

-- Runs whose outcome is still to be compared with earlier ones. Those that ended before this migration are not.
UPDATE "run" SET "judgedAt" = now() WHERE "state" <> 'running';
CREATE INDEX "run_unjudged" ON "run"("finishedAt") WHERE "state" = 'finished' AND "judgedAt" IS NULL;
