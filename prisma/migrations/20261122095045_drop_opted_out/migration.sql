-- AlterTable
ALTER TABLE "account_address" DROP COLUMN "opted_out_at";
