-- CreateIndex
CREATE INDEX "inbound_nobodys_idx" ON "inbound"("account_id", "address") WHERE (profile_id is null and address is not null);

-- CreateIndex
CREATE INDEX "profile_link_api_space_id_linked_id_idx" ON "profile_link"("api_space_id", "linked_id");
