import { setImmediate } from 'node:timers/promises';
import type { ChannelRegistry } from '@app/channels';
import { MOST_FAILURES, ValidationError, type ValidationFailure } from '../http/api-error.js';
import { type CheckedRequest, checkSendRequest } from './check-send-request.js';
import type { StoredContent } from './stored-content.js';

/** Contract §8. */
const MOST_ITEMS = 5_000;
/** Checked in one go; between slices other requests get their turn. */
const SLICE = 100;

/** Of stored content in all items: a short request must not become more than one of the largest size. */
const MOST_STORED_CHARS = 10_000_000;

/** Checks a batch as a whole: one wrong item refuses all (contract §12.1), with names like `[3].to.phoneNumber`. */
export async function checkBatch(body: unknown, channels: ChannelRegistry, stored: StoredContent, canShortenLinks: boolean): Promise<CheckedRequest[]> {
  if (!Array.isArray(body) || body.length === 0) throw new ValidationError([{ paramName: 'request', message: 'must be a JSON array of send requests' }]);
  if (body.length > MOST_ITEMS) throw new ValidationError([{ paramName: 'request', message: `has ${body.length} items; at most ${MOST_ITEMS} are accepted` }]);
  refuseLargeTemplates(body, stored);
  const checked: CheckedRequest[] = [];
  const failures: ValidationFailure[] = [];
  for (let start = 0; start < body.length && failures.length < MOST_FAILURES; start += SLICE) {
    for (let index = start; index < Math.min(start + SLICE, body.length) && failures.length < MOST_FAILURES; index++) {
      const item = checkSendRequest(body[index], channels, `[${index}]`, stored, canShortenLinks);
      checked.push(item);
      failures.push(...item.failures);
    }
    await setImmediate();
  }
  if (failures.length > 0) throw new ValidationError(failures);
  return checked;
}

/** Each item gets its own copy of the template that it names. */
function refuseLargeTemplates(items: readonly unknown[], { templates }: StoredContent): void {
  if (templates.size === 0) return;
  const charsOf = new Map([...templates].map(([id, parts]) => [id, JSON.stringify(parts).length]));
  const chars = items.reduce<number>((sum, item) => sum + (charsOf.get((item as { templateId?: string } | null)?.templateId ?? '') ?? 0), 0);
  if (chars <= MOST_STORED_CHARS) return;
  throw new ValidationError([{ paramName: 'request', message: `takes ${Math.ceil(chars / 1e6)} million characters of templates in all its items; at most ${MOST_STORED_CHARS / 1e6} million at once` }]);
}
