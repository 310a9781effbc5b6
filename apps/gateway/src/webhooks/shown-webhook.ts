import type { DeliveryView, Lag, WebhookView } from '@app/webhooks';
import { ApiError } from '../http/api-error.js';

/** The webhook, or the 404 that a missing one and another space's get alike. */
export function found(webhook: WebhookView | undefined): WebhookView {
  if (!webhook) throw new ApiError('notFound', 'The apiSpace has no webhook with this id.');
  return webhook;
}

/** The secret is not shown. */
export function shown(webhook: WebhookView): object {
  const { id, name, url, subscriptions, batch, maxBatchSize, batchTimeoutS, oldSecretUntil, disabledReason, deletedAt } = webhook;
  return {
    id,
    name,
    url,
    subscriptions,
    batch,
    maxBatchSize,
    batchTimeout: batchTimeoutS,
    ...(oldSecretUntil && oldSecretUntil > new Date() ? { oldSecretUntil: oldSecretUntil.toISOString() } : {}),
    ...(disabledReason ? { disabledReason } : {}),
    _createdOn: webhook.createdAt.toISOString(),
    _createdBy: webhook.createdBy,
    _updatedOn: webhook.updatedAt.toISOString(),
    _updatedBy: webhook.updatedBy,
    ...(deletedAt ? { _deletedOn: deletedAt.toISOString() } : {}),
  };
}

/** How far behind the webhook is, in seconds, and since when the oldest waiting delivery is due. */
export function shownLag({ oldestDueAt }: Lag, now: Date): object {
  if (!oldestDueAt) return { seconds: 0 };
  return { seconds: Math.max(0, Math.round((now.getTime() - oldestDueAt.getTime()) / 1_000)), oldestDueOn: oldestDueAt.toISOString() };
}

export function shownDelivery({ eventId, name, state, attempts, lastStatus, lastError, dueAt, createdAt, updatedAt }: DeliveryView): object {
  return {
    eventId,
    name,
    state,
    attempts,
    ...(lastStatus === null ? {} : { lastStatus }),
    ...(lastError === null ? {} : { lastError }),
    ...(dueAt === null ? {} : { dueOn: dueAt.toISOString() }),
    _createdOn: createdAt.toISOString(),
    _updatedOn: updatedAt.toISOString(),
  };
}
