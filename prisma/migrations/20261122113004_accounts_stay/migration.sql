-- AlterTable
ALTER TABLE "account" ADD COLUMN     "former_secret_hash" TEXT,
ADD COLUMN     "removed_at" TIMESTAMPTZ(3),
ADD COLUMN     "secret_changed_at" TIMESTAMPTZ(3),
ALTER COLUMN "secrets" DROP NOT NULL;
