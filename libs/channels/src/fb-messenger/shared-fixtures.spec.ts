import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parseEvents } from './parse-events.js';

/** Payloads of public projects; they are kept outside of the repository, so a clone may be without them. */
const SHARED = process.env['SHARED_FIXTURES'] ?? fileURLToPath(new URL('../../../../../shared/fixtures', import.meta.url));
const FOLDER = path.join(SHARED, 'meta/messenger/webhook');
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith('.json')) : [];

interface Item {
  message?: { mid: string; is_echo?: boolean };
  delivery?: { mids?: string[]; watermark: number };
  read?: { watermark: number };
  postback?: object;
  optin?: object;
  referral?: object;
}
interface Body {
  entry: { messaging?: Item[]; standby?: Item[] }[];
}

const WHERE_MISSING = `skipped: ${path.join('..', 'shared', 'fixtures')} is not here (set SHARED_FIXTURES to its place)`;

describe('payloads of public projects', () => {
  if (files.length === 0) it.skip(WHERE_MISSING, () => undefined);
  else it.each(files)('%s is read, and nothing in it is lost', (file) => expectNothingLost(path.join(FOLDER, file)));
});

function expectNothingLost(file: string): void {
  const body = JSON.parse(readFileSync(file, 'utf8')) as Body;
  const facts = parseEvents(body, new Date());
  const items = body.entry.flatMap((entry) => [...(entry.messaging ?? []), ...(entry.standby ?? [])]);
  expect(facts.length).toBeGreaterThanOrEqual(items.length);
  for (const item of items) {
    for (const expected of expectedFacts(item)) {
      expect(facts).toContainEqual(expect.objectContaining(expected));
    }
  }
}

/** What has to come out of an item, whatever else it holds. */
function expectedFacts({ message, delivery, read, postback, optin, referral }: Item): object[] {
  return [
    ...(message?.is_echo ? [{ kind: 'receipt', status: 'sent', providerMessageId: message.mid }] : []),
    ...(message && !message.is_echo ? [{ kind: 'inbound', type: 'message', dedupeKey: `message:${message.mid}` }] : []),
    ...(delivery?.mids ?? []).map((providerMessageId) => ({ kind: 'receipt', status: 'delivered', providerMessageId })),
    ...(delivery ? [{ kind: 'receipt', status: 'delivered', watermarkAt: new Date(delivery.watermark) }] : []),
    ...(read ? [{ kind: 'receipt', status: 'read', watermarkAt: new Date(read.watermark) }] : []),
    ...(postback ? [{ kind: 'inbound', type: 'postback' }] : []),
    ...(optin ? [{ kind: 'optIn' }] : []),
    ...(referral ? [{ kind: 'inbound', type: 'referral' }] : []),
  ];
}
