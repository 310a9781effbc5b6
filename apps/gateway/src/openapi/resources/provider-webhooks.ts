import { type Operation, type Resource } from '../resource.js';
import { query } from '../shared.js';

const text = { type: 'string' } as const;

const verify = (id: string): Operation => ({
  id,
  summary: 'Meta asks whether the webhook is ours',
  description: 'Once, when the webhook is set up in Meta’s dashboard.',
  parameters: [
    query('hub.mode', 'Always `subscribe`.', text, { required: true, example: 'subscribe' }),
    query('hub.verify_token', 'The setting FACEBOOK_VERIFY_TOKEN.', text, { required: true, example: 'test-verify-token' }),
    query('hub.challenge', 'Comes back as the answer.', text, { required: true, example: '1158201444' }),
  ],
  answers: { 200: { description: 'The challenge.', schema: text, contentType: 'text/plain', example: '1158201444' } },
  errors: ['forbidden'],
});

const facebook = (id: string): Operation => ({
  id,
  summary: 'Receipts and messages of Messenger',
  description: 'Signed by Meta, `X-Hub-Signature-256`. Answered once the raw body is stored, whatever is in it.',
  body: {
    schema: { type: 'object', additionalProperties: true },
    examples: {
      text: {
        summary: 'A person writes',
        value: {
          object: 'page',
          entry: [{ id: '100000000000001', time: 1700000000000, messaging: [{ sender: { id: '1924625477645988' }, recipient: { id: '100000000000001' }, timestamp: 1700000000000, message: { mid: 'm_example', text: 'Hi' } }] }],
        },
      },
    },
  },
  answers: { 200: { description: 'Stored.', schema: text, contentType: 'text/plain', example: 'EVENT_RECEIVED' } },
  errors: ['forbidden', 'unavailable'],
});

/** Where providers call the gateway; customers do not use these. */
export const providerWebhooks: Resource = {
  name: 'Provider webhooks',
  description: 'Where Meta and the sms provider tell the gateway of receipts and inbound messages. They sign their calls; an access token plays no part.',
  scope: 'open',
  paths: {
    '/webhooks/facebook': { get: verify('verifyFacebookWebhook'), post: facebook('receiveFacebookEvents') },
    '/ccm/webhook': { get: verify('verifyFacebookWebhookCcm'), post: facebook('receiveFacebookEventsCcm') },
    '/webhooks/sms': {
      post: {
        id: 'receiveSmsEvents',
        summary: 'Receipts and messages of the sms provider',
        description: 'Signed by the provider, `X-Twilio-Signature`.',
        body: {
          contentType: 'application/x-www-form-urlencoded',
          schema: { type: 'object', additionalProperties: { type: 'string' } },
          examples: { text: { summary: 'A person writes', value: { MessageSid: 'SM00000000000000000000000000000001', AccountSid: 'AC00000000000000000000000000000001', From: '+447123123123', To: '+15550001111', Body: 'Hi' } } },
        },
        answers: { 200: { description: 'Stored; nothing is to be sent back by the provider.', schema: text, contentType: 'text/xml', example: '<Response/>' } },
        errors: ['forbidden', 'unavailable'],
      },
    },
    '/webhooks/{path}': {
      post: {
        id: 'receiveChannelEvents',
        summary: 'Receipts and messages of any other channel',
        description: 'At the path that the channel names; signed as its provider signs. A path that no channel has is 404.',
        parameters: [{ name: 'path', in: 'path', required: true, description: 'The channel’s webhook path.', schema: text, example: 'facebook' }],
        body: { schema: { type: 'object', additionalProperties: true }, examples: { page: { summary: 'As the channel’s provider writes it', value: { object: 'page', entry: [] } } } },
        answers: { 200: { description: 'Stored.', schema: text, contentType: 'text/plain', example: 'EVENT_RECEIVED' } },
        errors: ['forbidden', 'notFound', 'unavailable'],
      },
    },
  },
};
