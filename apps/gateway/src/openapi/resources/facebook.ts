import { object, type Resource, string } from '../resource.js';
import { query } from '../shared.js';

export const facebook: Resource = {
  name: 'Facebook',
  description: 'What a page passes on with an opt-in, so that the person’s Messenger id lands on the right profile.',
  scope: 'apiSpace',
  paths: {
    '/channels/facebook/state': {
      post: {
        id: 'createFacebookState',
        summary: 'Seal a profile’s id for an opt-in',
        description: 'Goes into `data-ref` of the plugin or `ref` of an m.me link. It is encrypted and authenticated; one that was altered, or is of another apiSpace, counts as none.',
        permission: 'facebook:optin',
        parameters: [query('apiSpaceId', 'Below `/cpaas`: has to be the token’s own.', { type: 'string', format: 'uuid' })],
        body: {
          schema: object({ profileId: string('The profile. With the further fields about 130 bytes find room.', { minLength: 1, maxLength: 255 }) }, ['profileId'], { additionalProperties: true, description: 'Further fields go on the profile when the person comes.' }),
          examples: {
            profile: { summary: 'For one profile', value: { profileId: 'joe.blogs@acme.com' } },
            wrong: { summary: 'No profile: 400', value: {}, status: 400 },
          },
        },
        answers: { 200: { description: 'A JSON string.', schema: string('The sealed text.', { maxLength: 250 }) } },
      },
    },
  },
};
