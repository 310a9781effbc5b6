import { list, object, type Operation, ref, type Resource, type Schema, string } from '../resource.js';
import { idOf, NO_CONTENT, PAGE } from '../shared.js';

const ANYTHING: Schema = { type: 'object', additionalProperties: true };
const FRAME: Readonly<Record<string, Schema>> = {
  channel: string('`fbMessenger`, `sms`, …, or the name of a channel of your own: a small letter, then letters, digits, `_` and `-`, 50 characters at most.', { maxLength: 100 }),
  address: string('The page’s id, or the phone number with its country code; left out for a channel of your own, which goes by its name.', { maxLength: 101 }),
  settings: { ...ANYTHING, description: 'By channel: `appId` (for people to read; nothing depends on it) and `customerMatching` of fbMessenger, `accountSid` and `countryIsoCode` (three letters, for lists of senders) of sms, `url` and `idField` of your own.' },
};
const SETTINGS: Schema = object(
  { ...FRAME, secrets: { ...ANYTHING, writeOnly: true, description: 'Kept encrypted, never shown. By channel: `pageAccessToken` and `appSecret` of fbMessenger, `authToken` of sms, `secret` of your own. Without it the known ones stay.' } },
  ['channel'],
  { additionalProperties: false },
);
const ACCOUNT: Schema = object(
  {
    id: string('The account.', { format: 'uuid' }),
    ...FRAME,
    health: string('Nothing is sent on a held account.', { enum: ['active', 'held'] }),
    heldReason: string('Why it is held.'),
    heldUntil: string('Until when; left out where only a release ends it.', { format: 'date-time' }),
    _createdOn: string('When it was made.', { format: 'date-time' }),
    _updatedOn: string('When it was last changed.', { format: 'date-time' }),
  },
  ['id', 'channel', 'address', 'settings', 'health', '_createdOn', '_updatedOn'],
);
const PAGE_EXAMPLE = { channel: 'fbMessenger', address: '109988776655443', settings: { appId: '1234567890' } };
const SHOWN = { id: '7c6a4f0e-93f7-4a43-a4a5-5ad0b1c7c8b2', ...PAGE_EXAMPLE, health: 'active', _createdOn: '2026-03-17T14:22:40.633Z', _updatedOn: '2026-03-17T14:22:40.633Z' };
const ACCOUNT_ID = idOf('accountId', 'The account.');
const manage: Pick<Operation, 'isExtension' | 'permission'> = { isExtension: true, permission: 'access:manage' };
const one = (description: string): Operation['answers'][number] => ({ description, schema: ref('Account'), example: SHOWN });

export const accounts: Resource = {
  name: 'Accounts',
  description: 'The pages, phone numbers and custom channels that an apiSpace sends from. Secrets go in and never come out.',
  scope: 'apiSpace',
  schemas: { AccountSettings: SETTINGS, Account: ACCOUNT },
  paths: {
    '/accounts': {
      get: {
        ...manage,
        id: 'listAccounts',
        summary: 'List the accounts',
        parameters: PAGE,
        answers: { 200: { description: 'One page, oldest first.', schema: object({ accounts: list(ref('Account')), next: string('For `after` of the next page; left out on the last.', { format: 'uuid' }) }, ['accounts']), example: { accounts: [SHOWN] } } },
        errors: ['validation'],
      },
      put: {
        ...manage,
        id: 'connectAccount',
        summary: 'Connect a page, a phone number or a channel of your own',
        description: 'Makes the account with this channel and address, or replaces its settings.',
        body: {
          schema: ref('AccountSettings'),
          examples: {
            page: { summary: 'A Facebook page', value: { ...PAGE_EXAMPLE, secrets: { pageAccessToken: 'the-page-access-token', appSecret: 'the-app-secret' } } },
            custom: {
              summary: 'A channel of your own',
              value: { channel: 'partnerApp', settings: { url: 'https://app.example.com/messages', idField: 'partnerId' }, secrets: { secret: 'at-least-16-characters' } },
            },
            wrong: { summary: 'No such channel: 400', value: { ...PAGE_EXAMPLE, channel: 'pigeon' }, status: 400 },
          },
        },
        answers: { 200: one('Connected.') },
      },
    },
    '/accounts/{accountId}': {
      get: { ...manage, id: 'getAccount', summary: 'Read an account', parameters: [ACCOUNT_ID], answers: { 200: one('The account, without its secrets.') }, errors: ['notFound'] },
      delete: { ...manage, id: 'removeAccount', summary: 'Remove an account', description: 'Its secrets are gone; what was sent on it stays. Connected again it has the same id, and receipts of earlier messages find them.', parameters: [ACCOUNT_ID], answers: { 204: NO_CONTENT }, errors: ['notFound'] },
    },
    '/accounts/{accountId}/release': {
      post: { ...manage, id: 'releaseAccount', summary: 'Let a held account send again', parameters: [ACCOUNT_ID], answers: { 200: one('Released.') }, errors: ['notFound'] },
    },
  },
};
