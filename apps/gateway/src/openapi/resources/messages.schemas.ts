import { extension, list, object, ref, type Schema, string } from '../resource.js';
import { SYSTEM_FIELD_NAMES, SYSTEM_FIELDS } from '../shared.js';

const ANYTHING: Schema = { type: 'object', additionalProperties: true };
const byChannel = (description: string): Schema => ({ type: 'object', description, additionalProperties: { oneOf: [ANYTHING, { type: 'string' }] } });

/** The fields of a send request; the message has them too. */
const REQUEST_FIELDS: Readonly<Record<string, Schema>> = {
  to: ref('Recipient'),
  rules: list(ref('Rule'), { minItems: 1, maxItems: 20, description: 'Either this or `ruleSet`. Channels in order of preference; the next is taken when one does not take the message.' }),
  body: string('The text for every channel that has no `customBody`. Merge fields such as `{{profile.firstName}}` are filled in; what is too long for a channel is cut.', { minLength: 1 }),
  ruleSet: string('The id of a rule set, in place of `rules`.', { minLength: 1 }),
  templateId: string('The id of a template, in place of `body` and `messageParts`.', { minLength: 1 }),
  requireOptIn: { type: 'boolean', description: 'Only channels on which the person wants messages; `filtered` when there is none.' },
  shortenLinks: {
    description: 'Sms only. http and https links become short ones of this gateway, whose clicks are told (`interaction.click`): all of them (`on`, or true), or those with an `@` before them, which is taken off (`marked`). False is the same as `off`.',
    oneOf: [{ type: 'string', enum: ['on', 'marked', 'off'] }, { type: 'boolean' }],
  },
  title: string('Title or subject, on channels that have one.'),
  messageParts: list(ref('MessagePart'), { minItems: 1, maxItems: 100, description: 'Text and media in order. Not together with `body`.' }),
  customBody: byChannel('A channel’s own payload, by channel; it wins over `body` and `messageParts` there. For a custom channel a string.'),
  channelOptions: { type: 'object', description: 'Options by channel. Those of a Comapi channel that is not here are kept and ignored, as is a `customBody` for it; a warning says so.', properties: { fbMessenger: ref('FbMessengerOptions'), sms: ref('SmsOptions') }, additionalProperties: true },
  overrides: { ...ANYTHING, description: 'Kept and echoed; no channel of this gateway has anything to override.' },
  metadata: { type: 'object', description: 'Yours, at any depth; it comes back with the message and in each of its events.', additionalProperties: true },
  expiresOn: string('Not sent after this time. The SMS provider is told too, when it is 1 minute to 10 hours ahead.', { format: 'date-time' }),
  sendAt: extension(string('Not sent before this time; a year ahead at most.', { format: 'date-time' })),
  conversationId: string('Ties messages together; it comes back in events.', { maxLength: 255 }),
  delivery: extension(string('What to do when a provider leaves open whether it took the message: send again (`atLeastOnce`, the default), or not.', { enum: ['atLeastOnce', 'atMostOnce'] })),
};

export const MESSAGE_SCHEMAS: Readonly<Record<string, Schema>> = {
  Recipient: {
    type: 'object',
    description: 'The person. With `profileId` the other fields are stored on that profile, which is made if it is not there; their names have no underscore then. An address given here wins over the profile’s.',
    properties: {
      profileId: string('The profile.'),
      phoneNumber: string('With country code: `447123123123`. A leading `+` or `00`, blanks, dots and dashes are taken off.'),
      mobileNumber: string('The same as `phoneNumber`.'),
      fbMessengerId: string('The person’s id on the page.'),
      email: string('E-mail address.'),
    },
    additionalProperties: { type: 'string' },
  },
  Rule: {
    oneOf: [string('A channel: `fbMessenger`, `sms`, …'), ref('TimedRule')],
  },
  TimedRule: extension(object(
    {
      channel: string('The channel.'),
      until: string('The receipt to wait for.', { enum: ['delivered', 'read'] }),
      within: { description: 'For how long, 1 second to 7 days: an ISO 8601 duration or seconds.', oneOf: [{ type: 'string' }, { type: 'number' }] },
    },
    ['channel'],
    { description: 'A channel with a time: when the receipt has not come within it, or the provider reports a failure, the next rule is taken, unless `expiresOn` has passed. When no further channel takes the message it stays as it is, or is failed where its provider reports that it did not arrive.', additionalProperties: false },
  )),
  MessagePart: object({
    name: string('File name.'),
    type: string('MIME type. The first part is the text, `text/plain`.'),
    url: string('Where the content is. Either `url` or `data`.', { format: 'uri' }),
    data: { description: 'The content: text, base64, or an object for parts of one channel.', oneOf: [{ type: 'string' }, ANYTHING] },
    size: { type: 'integer', minimum: 0, description: 'Bytes.' },
    channels: list({ type: 'string' }, { description: 'The part is used on these channels only.' }),
  }, ['type']),
  FbMessengerOptions: object({
    messagingType: string('Without it the gateway chooses: RESPONSE within 24 hours of what the person wrote.', { enum: ['RESPONSE', 'UPDATE', 'MESSAGE_TAG', 'UTILITY'] }),
    messageTag: string('With MESSAGE_TAG: `HUMAN_AGENT`, for example, which is left out within the 24 hours. A tag that Meta has retired makes the rule fail, and says what to use.', { maxLength: 100 }),
    personaId: extension(string('A persona of the page, under whose name the message is shown.', { maxLength: 100 })),
    notificationType: extension(string('How the phone tells of it.', { enum: ['REGULAR', 'SILENT_PUSH', 'NO_PUSH'] })),
  }),
  SmsOptions: object({
    from: string('The sender that is shown; without it the account’s own number. May hold merge fields.'),
    allowUnicode: { type: 'boolean', description: 'False: a text outside the GSM alphabet is refused, since it costs more.' },
    unicodeConversion: object({
      convertUnicodeToGsm: { type: 'boolean', description: 'Replaces what is outside the GSM alphabet by the nearest in it.' },
      customReplacements: list(object({ from: { type: 'string' }, to: { type: 'string' } }, ['from', 'to']), { maxItems: 100 }),
    }),
  }),
  SendRequest: object(REQUEST_FIELDS, ['to']),
  Redaction: object({ redact: { type: 'boolean', const: true }, redactSource: string('Both mean the same here.', { enum: ['message', 'chat'] }) }, ['redact']),
  MessageStatus: string('Moves forward only: processing, retrying, sent, delivered, read. `expired`, `failed` and `filtered` are final, unless a receipt shows that it did arrive.', {
    enum: ['processing', 'retrying', 'sent', 'delivered', 'read', 'expired', 'failed', 'filtered'],
  }),
  StatusDetails: object(
    {
      channel: string('The channel in hand, or that took it.'),
      channelId: string('The same as `channel`.'),
      reason: string('Why it failed.'),
      additionalInfo: { type: 'object', additionalProperties: true, description: 'The details of the channel in hand.' },
      warnings: extension(list({ type: 'string' }, { description: 'What was ignored or changed.' })),
      channelStatus: {
        type: 'object',
        description: 'What each channel that was tried or passed over made of it.',
        additionalProperties: object(
          { status: ref('MessageStatus'), reason: string('Why it failed there.'), details: { type: 'object', additionalProperties: true }, updatedOn: string('When.', { format: 'date-time' }) },
          ['status', 'updatedOn'],
        ),
      },
    },
    ['channel', 'channelId'],
  ),
  Message: object(
    {
      ...REQUEST_FIELDS,
      messageParts: list(ref('MessagePart'), { description: 'Text and media in order; an empty list where there are none, in what is read later.' }),
      messageId: string('The message.', { format: 'uuid' }),
      status: ref('MessageStatus'),
      statusDetails: ref('StatusDetails'),
      senderProfileId: string('The profile that the access token acts as.'),
      submittedOn: string('When it was accepted.', { format: 'date-time' }),
      sentOn: string('The same as `submittedOn`.', { format: 'date-time' }),
      redacted: { type: 'boolean', const: true, description: 'The content was taken out.' },
      ...SYSTEM_FIELDS,
    },
    ['messageId', 'to', 'rules', 'status', 'statusDetails', 'submittedOn', 'sentOn', ...SYSTEM_FIELD_NAMES],
  ),
  BatchItem: object({ index: { type: 'integer', minimum: 0, description: 'Its place in the request.' }, messageId: string('Its message.', { format: 'uuid' }) }, ['index', 'messageId']),
};
