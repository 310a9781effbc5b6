import type { Resource } from './resource.js';
import { health } from './resources/health.js';
import { messages } from './resources/messages.js';
import { providerWebhooks } from './resources/provider-webhooks.js';
import { webhooks } from './resources/webhooks.js';

/** What the document is made of, in the order of the page. A new resource: one file beside these, one line here. */
export const RESOURCES: readonly Resource[] = [
  messages,
  webhooks,
  providerWebhooks,
  health,
];
