export * from './channel.js';
export * from './registry.js';
export { isCustomName } from './custom/custom.js';
export { VENDOR_CHANNELS } from './vendor-channels.js';
