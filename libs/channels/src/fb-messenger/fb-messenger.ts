import { defineChannel } from '../channel.js';
import { findPerson } from '../meta/person-lookup.js';
import { verifyMetaSignature } from '../meta/signature.js';
import { FbMessengerSecrets, FbMessengerSettings } from './account.js';
import { FbMessengerOptions } from './options.js';
import { parseEvents } from './parse-events.js';
import { planMessage } from './plan-message.js';
import { normalisePsid, otherRecipient } from './recipient.js';
import { sendPart } from './send-part.js';

/** Facebook Messenger through the Graph API. The account's address is the Page's id. */
export const fbMessenger = defineChannel({
  name: 'fbMessenger',
  addressField: 'fbMessengerId',
  addressesAreOfOneAccount: true,
  normaliseAddress: normalisePsid,
  settings: FbMessengerSettings,
  secrets: FbMessengerSecrets,
  options: FbMessengerOptions,
  // The Graph call needs them, and they stand outside of the `message` object that a custom body is.
  optionsBesideCustomBody: ['messagingType', 'messageTag', 'personaId', 'notificationType'],
  // Meta's own limits for a Page (contract meta.md §2.5); media are audio and video.
  limits: { textPerSecond: 300, mediaPerSecond: 10 },
  api: { defaultBaseUrl: 'https://graph.facebook.com', urlSetting: 'FACEBOOK_GRAPH_API_URL' },
  accountField: 'pageId',
  webhook: { path: 'facebook' },
  // Pages that share one app may leave its secret to the environment.
  sharedSecrets: { appSecret: 'FACEBOOK_APP_SECRET' },
  echoesReference: true,
  otherRecipient,
  plan: planMessage,
  send: sendPart,
  webhookSecret: (secrets) => secrets.appSecret,
  verifyWebhook: (request, secret) => verifyMetaSignature(request.rawBody, request.headers['x-hub-signature-256'], secret),
  parseEvents,
  person: {
    profileField: 'facebook',
    find: (address, account, endpoint, http) =>
      findPerson(address, { accessToken: account.secrets.pageAccessToken, appSecret: account.secrets.appSecret }, endpoint, http),
  },
});
