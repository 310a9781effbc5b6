-- CreateIndex
CREATE INDEX "profile_deleted_idx" ON "profile"("deleted_at") WHERE (deleted_at is not null and not (data = '{}'::jsonb and opt_ins <> '{}'::jsonb));
