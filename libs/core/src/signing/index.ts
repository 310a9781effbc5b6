export * from './comapi-signature.js';
export * from './signature-headers.js';
export * from './standard-webhooks.js';
