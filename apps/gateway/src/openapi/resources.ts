import type { Resource } from './resource.js';
import { accessTokens } from './resources/access-tokens.js';
import { accounts } from './resources/accounts.js';
import { customChannels } from './resources/custom-channels.js';
import { facebook } from './resources/facebook.js';
import { health } from './resources/health.js';
import { links } from './resources/links.js';
import { messages } from './resources/messages.js';
import { profileRelations } from './resources/profile-relations.js';
import { profiles } from './resources/profiles.js';
import { providerWebhooks } from './resources/provider-webhooks.js';
import { ruleSets } from './resources/rule-sets.js';
import { smsNumbers } from './resources/sms-numbers.js';
import { templates } from './resources/templates.js';
import { webhooks } from './resources/webhooks.js';

/** What the document is made of, in the order of the page. A new resource: one file beside these, one line here. */
export const RESOURCES: readonly Resource[] = [
  messages,
  customChannels,
  profiles,
  profileRelations,
  templates,
  ruleSets,
  webhooks,
  facebook,
  smsNumbers,
  accessTokens,
  accounts,
  links,
  providerWebhooks,
  health,
];
