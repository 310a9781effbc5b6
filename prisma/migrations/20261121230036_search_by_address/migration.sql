-- DropIndex
DROP INDEX "attempt_account_id_address_started_at_idx";

-- CreateIndex
CREATE INDEX "attempt_account_id_address_started_at_message_id_idx" ON "attempt"("account_id", "address", "started_at", "message_id");
