-- AlterTable
ALTER TABLE "account" ADD COLUMN     "former_secrets" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "removed_at" TIMESTAMPTZ(3),
ALTER COLUMN "secrets" DROP NOT NULL;
