import { MESSAGE_STATUSES } from '@app/core';
import { list, object, ref, type Resource, type Schema, string } from '../resource.js';
import { idOf, query } from '../shared.js';

const text: Schema = { type: 'string', minLength: 1, maxLength: 1_000 };
const time: Schema = { type: 'string', format: 'date-time' };
const limit: Schema = { type: 'integer', minimum: 1, maximum: 500, default: 50 };

export const SEARCH_SCHEMAS: Readonly<Record<string, Schema>> = {
  MessagePage: object({ messages: list(ref('Message')), next: string('For `after` of the next page; left out when there is none.', { format: 'uuid' }) }, ['messages']),
  HistoryEntry: object(
    {
      messageId: string('The message.', { format: 'uuid' }),
      submittedOn: string('When it was accepted or came in.', { format: 'date-time' }),
      profileId: string('The person.'),
      channelId: string('The channel.'),
      direction: string('From the person, or to them.', { enum: ['inbound', 'outbound'] }),
      status: string('As far as it came.'),
      message: object({ title: { type: 'string' }, body: { type: 'string' }, channelData: {} }),
    },
    ['messageId', 'submittedOn', 'profileId', 'channelId', 'direction', 'status', 'message'],
  ),
};

export const SEARCH: NonNullable<Resource['paths'][string]['get']> = {
  id: 'searchMessages',
  summary: 'Search messages',
  description: 'Newest first. `metadata.<name>=<value>` finds by a field of `metadata`, up to 5 of them. A page may be short, even empty, and still have a `next`; it ends at 10 MB.',
  isExtension: true,
  permission: 'messages:read',
  parameters: [
    query('status', `One or more, with commas between: ${MESSAGE_STATUSES.join(', ')}.`, { type: 'string' }),
    query('channel', 'The channel in hand, or one that was tried.', { type: 'string' }),
    query('profileId', 'The person.', text),
    query('address', 'An address that it was sent to: a Messenger id, a phone number.', text),
    query('from', 'Accepted then or later; 30 days before `to` when left out.', time),
    query('to', 'Accepted before; now when left out.', time),
    query('limit', 'At most so many.', limit),
    query('after', '`next` of the page before.', { type: 'string', format: 'uuid' }),
  ],
  answers: { 200: { description: 'One page.', schema: ref('MessagePage') } },
  errors: ['validation'],
};

export const HISTORY: Resource['paths'][string] = {
  get: {
    id: 'getHistory',
    summary: 'What went to and fro with a person',
    description: 'Newest first; `submittedOn` of the last is `from` of the next call. A few more than `limit` come when they are of one millisecond, fewer where all would be more than 10 MB: the end is where nothing comes. What was sent to a profile that is deleted, or was never made, is there too.',
    permission: 'messages:read',
    parameters: [
      idOf('profileId', 'The person.', { type: 'string' }),
      query('channelId', 'Only this channel.', { type: 'string' }),
      query('conversationId', 'Only what belongs to this conversation.', { type: 'string' }),
      query('direction', 'Only from the person, or only to them.', { type: 'string', enum: ['inbound', 'outbound'] }),
      query('from', 'Walks backwards from here; from now when left out.', time),
      query('limit', 'At most so many.', limit),
    ],
    answers: {
      200: {
        description: 'What there is before `from`; empty when that is nothing.',
        schema: list(ref('HistoryEntry')),
        example: [{ messageId: 'd8e296bb-97c4-4495-b98f-1e32e0b11628', submittedOn: '2026-03-17T14:22:40.633Z', profileId: 'joe.blogs@acme.com', channelId: 'sms', direction: 'outbound', status: 'delivered', message: { body: 'I love Comapi' } }],
      },
    },
    errors: ['validation', 'notFound', 'queryTooSlow'],
  },
};
