import { SendFailure } from '@app/core';
import type { PlanContext } from '../channel.js';
import type { FbMessengerOptions, MessagingType } from './options.js';

/** Tags that Meta no longer takes, each with its last day (contract meta.md §1.4, comapi.md §7). */
const RETIRED_TAGS: ReadonlyMap<string, string> = new Map([
  ...['CONFIRMED_EVENT_UPDATE', 'POST_PURCHASE_UPDATE', 'ACCOUNT_UPDATE'].map((tag) => [tag, '27 April 2026'] as const),
  ...[
    'NON_PROMOTIONAL_SUBSCRIPTION',
    'SHIPPING_UPDATE',
    'PAYMENT_UPDATE',
    'CONFIRMED_EVENT_REMINDER',
    'RESERVATION_UPDATE',
    'ISSUE_RESOLUTION',
    'APPOINTMENT_UPDATE',
    'GAME_EVENT',
    'TRANSPORTATION_UPDATE',
    'FEATURE_FUNCTIONALITY_UPDATE',
    'TICKET_UPDATE',
    'PAIRING_UPDATE',
    'APPLICATION_UPDATE',
    'PERSONAL_FINANCE_UPDATE',
    'COMMUNITY_ALERT',
    'BUSINESS_PRODUCTIVITY',
  ].map((tag) => [tag, '4 March 2020'] as const),
]);

export interface MessageClass {
  messagingType: MessagingType;
  tag?: string;
  warning?: string;
}

/** For the days after the window. Meta warns, and then restricts, a page that uses it inside (613/2018338; contract meta.md §1.4). */
const AFTER_THE_WINDOW = 'HUMAN_AGENT';
const TAG_NOT_NEEDED = 'The message tag HUMAN_AGENT was left out: the person wrote in the last 24 hours, so the message goes out as RESPONSE.';

const WINDOW_MS = 24 * 3600 * 1000;

/**
 * Chooses `messaging_type` and `tag`. Without a choice by the customer: UTILITY for a utility template (`hasTemplate`), which
 * goes out whether the person wrote or not; RESPONSE when they wrote in the last 24 hours, since that is what it is then; else UPDATE. Both need the open window, and where we do not
 * know of one Meta may: it takes or refuses an UPDATE all the same, and a refusal leads to the next rule.
 * Throws SendFailure for a retired tag that has no open window to fall back on (contract comapi.md §12.10).
 */
export function classifyMessage(options: FbMessengerOptions, context: PlanContext, hasTemplate: boolean): MessageClass {
  const { messageTag } = options;
  const messagingType = options.messagingType ?? (hasTemplate && !messageTag ? 'UTILITY' : undefined);
  if (messagingType === 'UTILITY' && !hasTemplate) {
    throw new SendFailure('rejected', 'messagingType UTILITY is for utility templates alone: it needs customBody.fbMessenger with a template.');
  }
  const windowIsOpen = isWindowOpen(context);
  if (messageTag && RETIRED_TAGS.has(messageTag.toUpperCase())) return withoutRetiredTag(messageTag, messagingType, windowIsOpen);
  if (messageTag && (messagingType === undefined || messagingType === 'MESSAGE_TAG')) {
    if (messageTag === AFTER_THE_WINDOW && windowIsOpen) return { messagingType: 'RESPONSE', warning: TAG_NOT_NEEDED };
    return { messagingType: 'MESSAGE_TAG', tag: messageTag };
  }
  if (messagingType === 'MESSAGE_TAG') {
    throw new SendFailure('rejected', 'messagingType MESSAGE_TAG needs a messageTag, for example HUMAN_AGENT.');
  }
  return {
    messagingType: messagingType ?? (windowIsOpen ? 'RESPONSE' : 'UPDATE'),
    ...(messageTag && { warning: `The message tag ${messageTag} was left out: it goes only with messagingType MESSAGE_TAG, not with ${messagingType}.` }),
  };
}

function withoutRetiredTag(tag: string, messagingType: MessagingType | undefined, windowIsOpen: boolean): MessageClass {
  const retired = `Facebook retired the message tag ${tag} on ${RETIRED_TAGS.get(tag.toUpperCase())}`;
  if (!windowIsOpen) {
    throw new SendFailure(
      'rejected',
      `${retired}. Use messageTag HUMAN_AGENT for an answer written by a person within 7 days, customBody.fbMessenger with an approved utility template, or messagingType RESPONSE or UPDATE within 24 hours of the person's last message.`,
    );
  }
  const chosen = messagingType === 'UPDATE' ? 'UPDATE' : 'RESPONSE';
  return {
    messagingType: chosen,
    warning: `${retired}; the person wrote in the last 24 hours, so the message goes out as ${chosen} instead.`,
  };
}

function isWindowOpen({ now, lastInboundAt }: PlanContext): boolean {
  return lastInboundAt !== undefined && now.getTime() - lastInboundAt.getTime() < WINDOW_MS;
}
