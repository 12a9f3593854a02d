-- AlterTable
ALTER TABLE "lane" ADD COLUMN     "address" TEXT,
ADD COLUMN     "lastAskedAt" TIMESTAMPTZ(3),
ADD COLUMN     "recentMs" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "slowMs" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "target" ADD COLUMN     "alsoHosts" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "cron" TEXT,
ADD COLUMN     "excludePaths" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "includePaths" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "maxDepth" INTEGER,
ADD COLUMN     "maxMegabytesPerDay" INTEGER,
ADD COLUMN     "maxPagesPerDay" INTEGER,
ADD COLUMN     "proxyId" UUID,
ADD COLUMN     "quietEndsAt" TIMESTAMPTZ(3),
ADD COLUMN     "quietFrom" TEXT,
ADD COLUMN     "quietStartsAt" TIMESTAMPTZ(3),
ADD COLUMN     "quietTimeZone" TEXT,
ADD COLUMN     "quietTo" TEXT,
ADD COLUMN     "suspectedOperator" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "timeZone" TEXT;

-- CreateTable
CREATE TABLE "target_day" (
    "targetId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "target_day_pkey" PRIMARY KEY ("targetId","day")
);

-- CreateIndex
CREATE INDEX "target_day_day_idx" ON "target_day"("day");

-- CreateIndex
CREATE INDEX "lane_address_idx" ON "lane"("address");

-- AddForeignKey
ALTER TABLE "target_day" ADD CONSTRAINT "target_day_targetId_fkey" FOREIGN KEY ("targetId") REFERENCES "target"("id") ON DELETE CASCADE ON UPDATE CASCADE;
