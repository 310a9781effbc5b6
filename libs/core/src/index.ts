export * from './attempt-reference.js';
export * from './http.js';
export * from './message-content.js';
export * from './message-status.js';
export * from './phone-number.js';
export * from './provider-fact.js';
export * from './recipient.js';
export * from './send-failure.js';
