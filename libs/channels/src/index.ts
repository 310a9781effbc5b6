export * from './channel.js';
export * from './registry.js';
