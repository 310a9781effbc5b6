import type { Resource } from '../resource.js';
import { idOf } from '../shared.js';

const text = { type: 'string' } as const;

/** Where the short links of messages lead. */
export const links: Resource = {
  name: 'Short links',
  description: 'What `shortenLinks` puts into a text. Anybody may follow a link; each GET is told as `interaction.click`.',
  scope: 'open',
  paths: {
    '/l/{code}': {
      get: {
        id: 'followLink',
        summary: 'Follow a short link',
        description: 'Leads only to what stood in the message, and nowhere once the message is redacted or its person erased. HEAD answers the same and counts no click.',
        isExtension: true,
        parameters: [idOf('code', 'The end of the link.', { type: 'string', pattern: '^[0-9A-Za-z]{10}$' })],
        answers: {
          302: { description: 'On to the address that stood in the message.', headers: { Location: 'The address.', 'Cache-Control': '`no-store`: the next click comes here too.', 'Referrer-Policy': '`no-referrer`.' } },
          404: { description: 'The link leads nowhere. A page for browsers, JSON for all others.', schema: { $ref: '#/components/schemas/Error' }, otherContent: { 'text/html': text } },
        },
        errors: ['unavailable'],
      },
    },
  },
};
