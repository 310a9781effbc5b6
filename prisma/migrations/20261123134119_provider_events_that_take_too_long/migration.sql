-- AlterTable
ALTER TABLE "provider_event" ADD COLUMN     "failed_tries" SMALLINT NOT NULL DEFAULT 0;
