-- CreateIndex
CREATE INDEX "message_failure_idx" ON "message"("api_space_id", "status", "id" DESC) WHERE (status = ANY (ARRAY['failed'::text, 'expired'::text, 'filtered'::text]));

-- CreateIndex
-- Only of messages that have metadata. The list of entries that wait to be sorted in is kept short: a search reads all of it.
CREATE INDEX "message_metadata_idx" ON "message" USING GIN ((request->'metadata') jsonb_path_ops) WITH (gin_pending_list_limit = 256) WHERE (request ? 'metadata');
