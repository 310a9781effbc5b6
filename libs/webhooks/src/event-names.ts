/** What a customer can subscribe to (contract §3.3). */
export const EVENT_NAMES = [
  'message.sent',
  'message.delivered',
  'message.read',
  'message.expired',
  'message.failed',
  'message.filtered',
  'message.inbound',
  'profile.create',
  'profile.update',
  'profile.delete',
  'profile.undelete',
  'facebook.optin',
  'interaction.click',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

/**
 * The vendor's events (contract §3.3) of things that this gateway does not have: devices, complaints, conversations, chats.
 * A webhook may subscribe to them, as those of the vendor's customers do; it is never told of one.
 */
export const NEVER_TOLD = [
  'message.sentRequest',
  'profile.devicesUpdated',
  'complaint.received',
  'conversation.update',
  'conversation.delete',
  'conversation.undelete',
  'conversation.participantAdded',
  'conversation.participantRemoved',
  'conversation.participantTyping',
  'conversation.participantTypingOff',
  'conversationMessage.sent',
  'conversationMessage.delivered',
  'conversationMessage.read',
  'chat.create',
  'chat.channelUpdated',
  'chat.closed',
  'chat.delete',
  'chatMessage.sent',
] as const;
