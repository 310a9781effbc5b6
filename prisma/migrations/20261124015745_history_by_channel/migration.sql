-- CreateIndex
-- A person's history on one channel: the channel lies beside the id, so that messages of other channels are not read.
CREATE INDEX "message_history_idx" ON "message"("api_space_id", "profile_id", "id" DESC, (status_details->>'channel')) WHERE (profile_id is not null);

-- DropIndex
DROP INDEX "message_api_space_id_profile_id_id_idx";
