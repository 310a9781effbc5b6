export * from './comapi-signature.js';
export * from './standard-webhooks.js';
