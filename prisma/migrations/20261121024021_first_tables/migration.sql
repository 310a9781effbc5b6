-- CreateTable
CREATE TABLE "api_space" (
    "id" UUID NOT NULL,
    "account_number" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_space_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_token" (
    "id" UUID NOT NULL,
    "api_space_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "profile_id" TEXT,
    "permissions" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "api_space_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "secrets" TEXT NOT NULL,
    "held_reason" TEXT,
    "held_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_rate" (
    "account_id" UUID NOT NULL,
    "rate_class" TEXT NOT NULL,
    "tat" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "account_rate_pkey" PRIMARY KEY ("account_id","rate_class")
);

-- CreateTable
CREATE TABLE "profile" (
    "api_space_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "opt_ins" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "profile_pkey" PRIMARY KEY ("api_space_id","id")
);

-- CreateTable
CREATE TABLE "profile_link" (
    "api_space_id" UUID NOT NULL,
    "profile_id" TEXT NOT NULL,
    "linked_id" TEXT NOT NULL,
    "is_primary" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "profile_link_pkey" PRIMARY KEY ("api_space_id","profile_id","linked_id")
);

-- CreateTable
CREATE TABLE "rule_set" (
    "api_space_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "rule_set_pkey" PRIMARY KEY ("api_space_id","id")
);

-- CreateTable
CREATE TABLE "template" (
    "api_space_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "message_parts" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "template_pkey" PRIMARY KEY ("api_space_id","id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "api_space_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("api_space_id","key")
);

-- CreateTable
CREATE TABLE "profile_address" (
    "api_space_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "profile_id" TEXT NOT NULL,

    CONSTRAINT "profile_address_pkey" PRIMARY KEY ("api_space_id","field","address","profile_id")
);

-- CreateTable
CREATE TABLE "account_address" (
    "account_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "last_inbound_at" TIMESTAMPTZ(3),
    "opted_out_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_address_pkey" PRIMARY KEY ("account_id","address")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "api_space_id" UUID NOT NULL,
    "request" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'processing',
    "status_details" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "profile_id" TEXT,
    "created_by" TEXT NOT NULL,
    "sender_profile_id" TEXT,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "rule_index" SMALLINT NOT NULL DEFAULT 0,
    "try_count" SMALLINT NOT NULL DEFAULT 0,
    "attempt_count" SMALLINT NOT NULL DEFAULT 0,
    "awaited_status" TEXT,
    "slot_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "claim" UUID,
    "sweep_at" TIMESTAMPTZ(3),
    "redacted_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "message_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "rule_index" SMALLINT NOT NULL,
    "try_number" SMALLINT NOT NULL,
    "part_index" SMALLINT NOT NULL,
    "part_count" SMALLINT NOT NULL,
    "channel" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'started',
    "provider_message_id" TEXT,
    "failure_kind" TEXT,
    "reason" TEXT,
    "provider_code" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "provider_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("message_id","number")
);

-- CreateTable
CREATE TABLE "receipt" (
    "id" BIGSERIAL NOT NULL,
    "account_id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "message_id" UUID,
    "attempt_number" SMALLINT,
    "provider_message_id" TEXT,
    "address" TEXT,
    "watermark_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "provider_code" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "provider_event_id" UUID,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_event" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "raw_body" BYTEA NOT NULL,
    "query" TEXT NOT NULL DEFAULT '',
    "content_type" TEXT NOT NULL DEFAULT '',
    "secret_hash" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "processed_at" TIMESTAMPTZ(3),
    "sweep_at" TIMESTAMPTZ(3),

    CONSTRAINT "provider_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound" (
    "id" UUID NOT NULL,
    "api_space_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT,
    "profile_id" TEXT,
    "content" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'received',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "provider_event_id" UUID,

    CONSTRAINT "inbound_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "api_space_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "api_space_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secrets" TEXT,
    "subscriptions" JSONB NOT NULL DEFAULT '[]',
    "matchers" JSONB NOT NULL DEFAULT '[]',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "batch" BOOLEAN NOT NULL DEFAULT false,
    "max_batch_size" INTEGER NOT NULL DEFAULT 100,
    "batch_timeout_s" INTEGER NOT NULL DEFAULT 5,
    "old_secret_until" TIMESTAMPTZ(3),
    "disabled_reason" TEXT,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "event_id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "due_at" TIMESTAMPTZ(3),
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "last_status" INTEGER,
    "last_error" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("event_id","webhook_id")
);

-- CreateIndex
CREATE INDEX "access_token_api_space_id_idx" ON "access_token"("api_space_id");

-- CreateIndex
CREATE INDEX "account_channel_address_idx" ON "account"("channel", "address");

-- CreateIndex
CREATE UNIQUE INDEX "account_api_space_id_channel_address_key" ON "account"("api_space_id", "channel", "address");

-- CreateIndex
CREATE INDEX "idempotency_key_expires_at_idx" ON "idempotency_key"("expires_at");

-- CreateIndex
CREATE INDEX "profile_address_api_space_id_profile_id_idx" ON "profile_address"("api_space_id", "profile_id");

-- CreateIndex
CREATE INDEX "account_address_address_idx" ON "account_address"("address");

-- CreateIndex
CREATE INDEX "message_sweep_at_idx" ON "message"("sweep_at") WHERE (sweep_at is not null);

-- CreateIndex
CREATE INDEX "message_api_space_id_id_idx" ON "message"("api_space_id", "id" DESC);

-- CreateIndex
CREATE INDEX "message_api_space_id_profile_id_id_idx" ON "message"("api_space_id", "profile_id", "id" DESC) WHERE (profile_id is not null);

-- CreateIndex
CREATE INDEX "attempt_account_id_provider_message_id_idx" ON "attempt"("account_id", "provider_message_id") WHERE (provider_message_id is not null);

-- CreateIndex
CREATE INDEX "attempt_account_id_address_started_at_idx" ON "attempt"("account_id", "address", "started_at");

-- CreateIndex
CREATE INDEX "receipt_account_id_provider_message_id_idx" ON "receipt"("account_id", "provider_message_id") WHERE (message_id is null and provider_message_id is not null);

-- CreateIndex
CREATE INDEX "receipt_account_id_address_watermark_at_idx" ON "receipt"("account_id", "address", "watermark_at") WHERE (watermark_at is not null);

-- CreateIndex
CREATE INDEX "receipt_message_id_idx" ON "receipt"("message_id") WHERE (message_id is not null);

-- CreateIndex
CREATE UNIQUE INDEX "receipt_account_id_dedupe_key_key" ON "receipt"("account_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "provider_event_sweep_at_idx" ON "provider_event"("sweep_at") WHERE (sweep_at is not null);

-- CreateIndex
CREATE INDEX "inbound_api_space_id_profile_id_id_idx" ON "inbound"("api_space_id", "profile_id", "id" DESC) WHERE (profile_id is not null);

-- CreateIndex
CREATE UNIQUE INDEX "inbound_account_id_dedupe_key_key" ON "inbound"("account_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "event_api_space_id_id_idx" ON "event"("api_space_id", "id");

-- CreateIndex
CREATE INDEX "webhook_api_space_id_idx" ON "webhook"("api_space_id");

-- CreateIndex
CREATE INDEX "delivery_webhook_id_due_at_idx" ON "delivery"("webhook_id", "due_at") WHERE (due_at is not null);

-- CreateIndex
CREATE INDEX "delivery_dead_idx" ON "delivery"("webhook_id", "event_id") WHERE (state = 'dead');
