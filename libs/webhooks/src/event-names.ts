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
] as const;
export type EventName = (typeof EVENT_NAMES)[number];
