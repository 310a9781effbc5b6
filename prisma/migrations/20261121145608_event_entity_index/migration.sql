-- CreateIndex
CREATE INDEX "event_entity_id_idx" ON "event"("entity_id");
