import { normalisePhoneNumber } from '@app/core';
import { defineChannel, type Channel } from '../channel.js';
import { VENDOR_CHANNELS } from '../vendor-channels.js';
import { CustomOptions, CustomSecrets, CustomSettings, DEFAULT_ID_FIELD } from './account.js';
import { planMessage } from './plan-message.js';
import { sendPart } from './send-part.js';

/**
 * Ids of channels in the contract (§7): a business's own channel may not take one, since the gateway may come to have it.
 */
const RESERVED = [...VENDOR_CHANNELS, 'instagram', 'dummy'];
const taken = new Set(RESERVED.map((name) => name.toLowerCase()));

/** True for a name that a business may give to a channel of its own. One that only looks like a built-in one would be taken for it; one like `toString` is a property of every object. */
export function isCustomName(name: string): boolean {
  return /^[a-z][A-Za-z0-9_-]{0,49}$/.test(name) && !taken.has(name.toLowerCase()) && !(name in Object.prototype);
}

/** A channel that a business runs itself: the gateway posts messages to its server, and is told of statuses and inbounds. */
export function customChannel(name: string, idField: string = DEFAULT_ID_FIELD): Channel {
  return defineChannel({
    name,
    isCustom: true,
    addressField: idField,
    normaliseAddress: (input) => normaliseId(idField, input),
    settings: CustomSettings,
    secrets: CustomSecrets,
    options: CustomOptions,
    optionsBesideCustomBody: [],
    limits: { textPerSecond: 100, mediaPerSecond: 100 },
    accountField: 'channelId',
    // The business reports statuses by the message's id, but not by itself when an answer was lost.
    echoesReference: false,
    plan: planMessage,
    send: (call, http) => sendPart(name, call, http),
    webhookSecret: () => undefined,
    verifyWebhook: () => false,
    parseEvents: () => [{ kind: 'other', name }],
  });
}

/** The form that profiles are found by. A profile's id is kept to the letter. */
function normaliseId(idField: string, input: string): string | undefined {
  if (input.trim() === '' || input.length > 255) return undefined;
  if (idField === DEFAULT_ID_FIELD) return input;
  if (idField === 'phoneNumber') return normalisePhoneNumber(input);
  return idField === 'email' ? input.trim().toLowerCase() : input.trim();
}
