-- CreateTable
CREATE TABLE "sent_batch" (
    "id" UUID NOT NULL,
    "message_ids" UUID[],
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sent_batch_pkey" PRIMARY KEY ("id")
);
