-- AlterTable
ALTER TABLE "message" DROP COLUMN "attempt_count";

-- CreateTable
CREATE TABLE "worker_lease" (
    "id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_lease_pkey" PRIMARY KEY ("id")
);
