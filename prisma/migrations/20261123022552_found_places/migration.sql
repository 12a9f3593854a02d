-- CreateTable
CREATE TABLE "found_place" (
    "id" UUID NOT NULL,
    "typeId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "name" TEXT,
    "state" TEXT NOT NULL DEFAULT 'new',
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "targetId" UUID,

    CONSTRAINT "found_place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "place_mention" (
    "placeId" UUID NOT NULL,
    "postingId" UUID NOT NULL,
    "targetId" UUID NOT NULL,
    "how" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "place_mention_pkey" PRIMARY KEY ("placeId","postingId","how")
);

-- CreateIndex
CREATE UNIQUE INDEX "found_place_typeId_address_key" ON "found_place"("typeId", "address");

-- CreateIndex
CREATE INDEX "place_mention_postingId_idx" ON "place_mention"("postingId");

-- CreateIndex
CREATE INDEX "place_mention_targetId_idx" ON "place_mention"("targetId");

-- AddForeignKey
ALTER TABLE "place_mention" ADD CONSTRAINT "place_mention_placeId_fkey" FOREIGN KEY ("placeId") REFERENCES "found_place"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_mention" ADD CONSTRAINT "place_mention_postingId_fkey" FOREIGN KEY ("postingId") REFERENCES "posting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_mention" ADD CONSTRAINT "place_mention_targetId_fkey" FOREIGN KEY ("targetId") REFERENCES "target"("id") ON DELETE CASCADE ON UPDATE CASCADE;
