import { list, object, type Operation, ref, type Resource, type Schema, string } from '../resource.js';
import { idOf, query } from '../shared.js';

const PROFILE_ID = idOf('profileId', 'The profile.', { type: 'string' });
const KIND = { ...idOf('kind', 'What the other profile is: another of the same person, or the one that stands for all.', { type: 'string', enum: ['link', 'primary'] }), example: 'link' };
const LINKED_ID = idOf('linkedId', 'The other profile.', { type: 'string' });
const LINK_EXAMPLE = { profileId: 'joe.blogs@acme.com', linkedId: 'joe@example.com', isPrimary: false };
const WANTED = { fbMessenger: true, sms: false };
const optIns = (description: string): Operation['answers'][number] => ({ description, schema: ref('OptIns'), example: WANTED });
const link = (description: string): Operation['answers'][number] => ({ description, schema: ref('ProfileLink'), example: LINK_EXAMPLE });
const channels: Schema = list(string('A channel; one of Comapi’s that is not here yet too, and what was said is kept.'), { minItems: 1, maxItems: 100 });

const OPT_IN_PATHS: Resource['paths'] = {
  '/profiles/optin': {
    get: { id: 'getDefaultOptIns', summary: 'What counts for people who said nothing', permission: 'profiles:read', answers: { 200: optIns('By channel.') } },
    put: {
      id: 'setDefaultOptIns',
      summary: 'Say what counts for people who said nothing',
      description: 'The whole map is replaced.',
      permission: 'profiles:write',
      body: {
        schema: ref('OptIns'),
        examples: { messenger: { summary: 'Messenger, but no sms', value: WANTED }, wrong: { summary: 'No such channel: 400', value: { pigeon: true }, status: 400 } },
      },
      answers: { 200: optIns('As it is now.') },
    },
  },
  '/profiles/{profileId}/optin': {
    get: { id: 'getOptIns', summary: 'What a person said they want', isExtension: true, permission: 'profiles:read', parameters: [PROFILE_ID], answers: { 200: optIns('By channel; what they did not speak of is left out.') }, errors: ['notFound'] },
    put: {
      id: 'optIn',
      summary: 'A person wants messages on channels',
      permission: 'profiles:write',
      parameters: [PROFILE_ID],
      body: {
        schema: object({ channels }, ['channels']),
        examples: { messenger: { summary: 'On Messenger', value: { channels: ['fbMessenger'] } }, wrong: { summary: 'No channel: 400', value: { channels: [] }, status: 400 } },
      },
      answers: { 200: optIns('As it is now.') },
      errors: ['notFound'],
    },
    delete: {
      id: 'optOut',
      summary: 'A person wants no messages',
      permission: 'profiles:write',
      parameters: [PROFILE_ID, query('channel', 'On this channel, which may be there several times; on none at all when left out.', list({ type: 'string' }))],
      answers: { 200: optIns('As it is now.') },
      errors: ['validation', 'notFound'],
    },
  },
};

const LINK_PATHS: Resource['paths'] = {
  '/profiles/{profileId}/rels': {
    get: { id: 'listProfileLinks', summary: 'List the profiles that one is linked with', isExtension: true, permission: 'profiles:read', parameters: [PROFILE_ID], answers: { 200: { description: 'By the ids of the others.', schema: list(ref('ProfileLink')), example: [LINK_EXAMPLE] } }, errors: ['notFound'] },
  },
  '/profiles/{profileId}/rels/{kind}/{linkedId}': {
    put: { id: 'linkProfiles', summary: 'Link two profiles', description: 'A profile has at most one primary; a new one takes its place.', permission: 'profiles:write', parameters: [PROFILE_ID, KIND, LINKED_ID], answers: { 200: link('The link.') }, errors: ['notFound', 'conflict'] },
    delete: { id: 'unlinkProfiles', summary: 'Take a link away', permission: 'profiles:write', parameters: [PROFILE_ID, KIND, LINKED_ID], answers: { 200: link('What was taken away.') }, errors: ['notFound'] },
  },
};

const DEVICE_PATHS: Resource['paths'] = {
  '/profiles/{profileId}/devices/{deviceId}': {
    delete: {
      id: 'deleteDevice',
      summary: 'Delete a push device',
      description: 'There are no push channels here, so nobody has a device.',
      permission: 'profiles:write',
      parameters: [PROFILE_ID, { ...idOf('deviceId', 'The device.', { type: 'string' }), example: 'a-phone' }],
      answers: { 404: { description: 'Always: there is no such device.', schema: ref('Error'), example: { message: 'The profile has no device with this id: this gateway has no push channels.', code: 'notFound' } } },
    },
  },
  '/profiles/devices/push/validation': {
    post: {
      id: 'countDevices',
      summary: 'Count the push devices of profiles',
      description: 'There are no push channels here, so the count is 0.',
      permission: 'profiles:read',
      body: {
        schema: object({ ids: list({ type: 'string' }, { maxItems: 1_000 }) }, ['ids']),
        examples: { one: { summary: 'Of one profile', value: { ids: ['joe.blogs@acme.com'] } }, wrong: { summary: 'No list: 400', value: { ids: 'joe.blogs@acme.com' }, status: 400 } },
      },
      answers: { 200: { description: 'One entry a profile.', schema: list(ref('PushDevices')), example: [{ id: 'joe.blogs@acme.com', pushDevicesCount: 0, fcm: [], apns: [] }] } },
    },
  },
};

export const profileRelations: Resource = {
  name: 'Opt-ins and links',
  description: 'What belongs to a profile besides its data.',
  scope: 'apiSpace',
  schemas: {
    OptIns: { type: 'object', description: 'Channel to true or false.', additionalProperties: { type: 'boolean' } },
    ProfileLink: object({ profileId: string('The profile.'), linkedId: string('The other one.'), isPrimary: { type: 'boolean', description: 'The other one stands for the person.' } }, ['profileId', 'linkedId', 'isPrimary']),
    PushDevices: object({ id: string('The profile.'), pushDevicesCount: { type: 'integer', const: 0 }, fcm: list({}, { maxItems: 0 }), apns: list({}, { maxItems: 0 }) }, ['id', 'pushDevicesCount', 'fcm', 'apns']),
  },
  paths: { ...OPT_IN_PATHS, ...LINK_PATHS, ...DEVICE_PATHS },
};
