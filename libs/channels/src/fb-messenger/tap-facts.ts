import type { InboundFact, OptInFact, ProviderFact } from '@app/core';
import { contentDigest, dedupeKey } from '../dedupe-key.js';
import { asId, asObject, asText } from '../webhook-values.js';
import { inbound, itemKey, personOf } from './message-facts.js';
import type { MessagingItem } from './messaging-item.js';

/** A tapped button. In standby its payload is left out; a referral's `ref` then says where the person came from. */
export function postbackFacts(item: MessagingItem): InboundFact[] {
  const postback = asObject(item.raw['postback']);
  const person = personOf(item);
  if (!postback || !person) return [];
  const mid = asId(postback['mid']);
  const ref = asText(asObject(postback['referral'])?.['ref']);
  const payload = asText(postback['payload']) ?? ref;
  const body = asText(postback['title']);
  const key = mid === undefined ? itemKey('postback', item, asText(postback['payload'])) : dedupeKey('postback', mid);
  return [{ ...inbound(item, 'postback', key), ...person, ...(body !== undefined && { body }), ...(payload !== undefined && { payload }), ...(ref !== undefined && { ref }) }];
}

/** A reaction to a message: the body is the emoji, the payload Facebook's word for it, or `unreact`. */
export function reactionFacts(item: MessagingItem): InboundFact[] {
  const reaction = asObject(item.raw['reaction']);
  const person = personOf(item);
  const mid = asId(reaction?.['mid']);
  if (!reaction || !person || mid === undefined) return [];
  const action = asText(reaction['action']);
  const body = asText(reaction['emoji']);
  const payload = action === 'unreact' ? action : asText(reaction['reaction']);
  return [
    {
      ...inbound(item, 'reaction', dedupeKey('reaction', mid, item.senderId, action, item.timestampText ?? contentDigest(item.raw))),
      ...person,
      inReplyTo: mid,
      ...(body !== undefined && { body }),
      ...(payload !== undefined && { payload }),
    },
  ];
}

/** The person came back to the conversation by a link, an ad or a code. */
export function referralFacts(item: MessagingItem): InboundFact[] {
  const referral = asObject(item.raw['referral']);
  const person = personOf(item);
  if (!referral || !person) return [];
  const ref = asText(referral['ref']);
  return [{ ...inbound(item, 'referral', itemKey('referral', item, ref)), ...person, ...(ref !== undefined && { payload: ref, ref }) }];
}

/** Send to Messenger, checkbox, one-time and recurring notifications. Stopped notifications are no opt-in. */
export function optInFacts(item: MessagingItem): ProviderFact[] {
  const optin = asObject(item.raw['optin']);
  if (!optin) return [];
  if (optin['notification_messages_status'] === 'STOP_NOTIFICATIONS') return [{ kind: 'other', name: 'optin STOP_NOTIFICATIONS' }];
  const userRef = asId(optin['user_ref']) ?? item.senderUserRef;
  const ref = asText(optin['ref']) ?? asText(optin['payload']);
  return optInFact({ ...item, senderUserRef: userRef }, asText(optin['type']), ref);
}

/** A person who was addressed by phone number lets us go on. */
export function messageRequestFacts(item: MessagingItem): ProviderFact[] {
  if (item.raw['message_request'] !== 'accept') return [];
  return optInFact(item, 'message_request', undefined);
}

function optInFact(item: MessagingItem, type: string | undefined, ref: string | undefined): OptInFact[] {
  const { senderId, senderUserRef, accountAddress, occurredAt, raw } = item;
  if (senderId === undefined && senderUserRef === undefined) return [];
  return [
    {
      kind: 'optIn',
      dedupeKey: itemKey('optin', item, type),
      accountAddress,
      occurredAt,
      raw,
      ...(senderId !== undefined && { address: senderId }),
      ...(senderUserRef !== undefined && { userRef: senderUserRef }),
      ...(ref !== undefined && { ref }),
    },
  ];
}
