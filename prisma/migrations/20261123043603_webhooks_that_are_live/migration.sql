-- CreateIndex
CREATE INDEX "webhook_live_idx" ON "webhook"("api_space_id") WHERE (deleted_at is null);

-- CreateIndex
CREATE INDEX "webhook_open_idx" ON "webhook"("batch") WHERE (deleted_at is null and disabled_reason is null);
