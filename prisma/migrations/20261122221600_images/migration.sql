-- DropIndex
DROP INDEX "assessment_revisionId_rulesVersion_key";

-- AlterTable
ALTER TABLE "assessment" ADD COLUMN     "imagesKey" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "posting" ADD COLUMN     "imagesKey" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "posting_image" (
    "id" UUID NOT NULL,
    "postingId" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "fetchedUrl" TEXT NOT NULL,
    "captureId" UUID,
    "blobHash" TEXT,
    "problem" TEXT,

    CONSTRAINT "posting_image_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "image_reading" (
    "blobHash" TEXT NOT NULL,
    "format" TEXT,
    "width" INTEGER,
    "height" INTEGER,
    "perceptualHash" TEXT,
    "languages" TEXT[],
    "installed" TEXT[],
    "text" TEXT,
    "words" JSONB NOT NULL DEFAULT '[]',
    "confidence" DOUBLE PRECISION,
    "note" TEXT,
    "madeWith" TEXT NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "image_reading_pkey" PRIMARY KEY ("blobHash")
);

-- CreateIndex
CREATE INDEX "posting_image_fetchedUrl_idx" ON "posting_image"("fetchedUrl");

-- CreateIndex
CREATE INDEX "posting_image_blobHash_idx" ON "posting_image"("blobHash");

-- CreateIndex
CREATE UNIQUE INDEX "posting_image_postingId_url_key" ON "posting_image"("postingId", "url");

-- CreateIndex
CREATE INDEX "image_reading_perceptualHash_idx" ON "image_reading"("perceptualHash");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_revisionId_rulesVersion_imagesKey_key" ON "assessment"("revisionId", "rulesVersion", "imagesKey");

-- AddForeignKey
ALTER TABLE "posting_image" ADD CONSTRAINT "posting_image_postingId_fkey" FOREIGN KEY ("postingId") REFERENCES "posting"("id") ON DELETE CASCADE ON UPDATE CASCADE;
