import type { AddressGuard } from '@app/infra';
import { DEFAULT_BATCH_SIZE, DEFAULT_BATCH_TIMEOUT_S, type WebhookSettings } from '@app/webhooks';
import { ValidationError } from '../http/api-error.js';
import { objectOf } from '../http/object-of.js';
import { validateBody } from '../http/validate-body.js';
import { checkSubscription } from './check-filters.js';
import { WebhookDto } from './webhook.dto.js';

/** The body of a webhook's POST and PUT. Throws ValidationError that names every wrong field. */
export function checkWebhook(body: unknown, addressGuard: AddressGuard): WebhookSettings {
  const { value, failures } = validateBody(WebhookDto, objectOf(body));
  const reason = typeof value.url === 'string' ? addressGuard.checkUrl(value.url) : undefined;
  if (reason) failures.push({ paramName: 'url', message: reason });
  if (failures.length === 0) failures.push(...(value.subscriptions ?? []).flatMap((subscription, index) => checkSubscription(subscription, `subscriptions[${index}]`)));
  if (failures.length > 0) throw new ValidationError(failures);
  const { name, url, subscriptions, secret, secretOverlap, batch, maxBatchSize, batchTimeout } = value;
  return {
    name,
    url,
    subscriptions: subscriptions ?? [],
    batch: batch ?? false,
    maxBatchSize: maxBatchSize ?? DEFAULT_BATCH_SIZE,
    batchTimeoutS: batchTimeout ?? DEFAULT_BATCH_TIMEOUT_S,
    ...(secret ? { secret } : {}),
    ...(secretOverlap === undefined || secretOverlap === null ? {} : { secretOverlapS: secretOverlap }),
  };
}
