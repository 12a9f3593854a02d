-- AlterTable
ALTER TABLE "capture" ADD COLUMN     "exit" TEXT,
ADD COLUMN     "robotsTags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "exit" TEXT;

-- CreateTable
CREATE TABLE "proxy" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "credentials" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proxy_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "proxy_name_key" ON "proxy"("name");
