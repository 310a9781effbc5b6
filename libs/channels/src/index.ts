export { type Channel, type ChannelAccount, type ChannelPart, type PlanContext, type SendPlan, type SendResult, type WebhookRequest } from './channel.js';
export { channelLabel, type ChannelRegistry, CHANNELS, createChannelRegistry, isChannelName, namesWithVendors } from './registry.js';
export { isCustomName } from './custom/custom.js';
export { VENDOR_CHANNELS } from './vendor-channels.js';
