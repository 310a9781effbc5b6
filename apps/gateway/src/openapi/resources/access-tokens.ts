import { PERMISSIONS } from '@app/access';
import { list, object, type Operation, ref, type Resource, type Schema, string } from '../resource.js';
import { idOf, NO_CONTENT, PAGE } from '../shared.js';

const SETTINGS: Readonly<Record<string, Schema>> = {
  name: string('For people: who has it.', { minLength: 1, maxLength: 255 }),
  profileId: string('The profile that it acts as: the `senderProfileId` of its messages.', { minLength: 1, maxLength: 255 }),
  permissions: list({ type: 'string', enum: [...PERMISSIONS] }, { minItems: 1, description: 'What it may do; all but `access:manage` when left out.' }),
};
const VIEW: Readonly<Record<string, Schema>> = {
  id: string('The token’s id; not the token itself.', { format: 'uuid' }),
  ...SETTINGS,
  _createdOn: string('When it was made.', { format: 'date-time' }),
  revokedOn: string('When it was revoked.', { format: 'date-time' }),
};
const REQUIRED = ['id', 'name', 'permissions', '_createdOn'];
const SHOWN = { id: '3dd1558a-9db3-406a-8460-cbe5100a7628', name: 'Web shop', permissions: ['messages:send', 'messages:read'], _createdOn: '2026-03-17T14:22:40.633Z' };
const TOKEN_ID = idOf('tokenId', 'The token’s id.');
const manage: Pick<Operation, 'isExtension' | 'permission'> = { isExtension: true, permission: 'access:manage' };

export const accessTokens: Resource = {
  name: 'Access tokens',
  description: 'Who may call. A token that has `access:manage` makes others, in its own apiSpace.',
  scope: 'apiSpace',
  schemas: {
    AccessTokenSettings: object(SETTINGS, ['name']),
    AccessToken: object(VIEW, REQUIRED),
    NewAccessToken: object({ ...VIEW, accessToken: string('The token, for `Authorization: Bearer`. It is never shown again.') }, [...REQUIRED, 'accessToken']),
  },
  paths: {
    '/accesstokens': {
      get: {
        ...manage,
        id: 'listAccessTokens',
        summary: 'List the access tokens',
        parameters: PAGE,
        answers: { 200: { description: 'One page, oldest first.', schema: object({ accessTokens: list(ref('AccessToken')), next: string('For `after` of the next page; left out on the last.', { format: 'uuid' }) }, ['accessTokens']), example: { accessTokens: [SHOWN] } } },
        errors: ['validation'],
      },
      post: {
        ...manage,
        id: 'createAccessToken',
        summary: 'Make an access token',
        body: {
          schema: ref('AccessTokenSettings'),
          examples: {
            sender: { summary: 'One that sends and reads messages', value: { name: 'Web shop', permissions: ['messages:send', 'messages:read'] } },
            wrong: { summary: 'No such permission: 400', value: { name: 'Web shop', permissions: ['everything'] }, status: 400 },
          },
        },
        answers: { 201: { description: 'Made; the only answer that shows the token.', schema: ref('NewAccessToken'), example: { ...SHOWN, accessToken: 'eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl' } } },
        errors: ['conflict'],
      },
    },
    '/accesstokens/{tokenId}': {
      get: { ...manage, id: 'getAccessToken', summary: 'Read an access token', parameters: [TOKEN_ID], answers: { 200: { description: 'What it may do; not the token itself.', schema: ref('AccessToken'), example: SHOWN } }, errors: ['notFound'] },
      delete: { ...manage, id: 'revokeAccessToken', summary: 'Revoke an access token', description: 'Calls with it get 401, everywhere after at most 5 seconds.', parameters: [TOKEN_ID], answers: { 204: NO_CONTENT }, errors: ['notFound'] },
    },
  },
};
