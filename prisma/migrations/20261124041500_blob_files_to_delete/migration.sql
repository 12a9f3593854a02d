-- CreateTable
CREATE TABLE "blob_file_to_delete" (
    "hash" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blob_file_to_delete_pkey" PRIMARY KEY ("hash")
);

-- What Prisma's schema can't say: whoever deletes a blob's row leaves its file to be deleted, in the same transaction.
-- \x3B is a semicolon: Prisma's engine takes the file apart at semicolons, also at those inside of quotes.
CREATE FUNCTION "leave_blob_file_to_delete"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "blob_file_to_delete" ("hash") VALUES (OLD."hash")
  ON CONFLICT ("hash") DO UPDATE SET "decidedAt" = now()\x3B
  RETURN NULL\x3B
END';

CREATE TRIGGER "blob_deleted" AFTER DELETE ON "blob" FOR EACH ROW EXECUTE FUNCTION "leave_blob_file_to_delete"();
