export * from './address-guard.js';
export * from './create-http-client.js';
