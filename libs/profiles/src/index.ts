export * from './address-fields.js';
export * from './profiles.js';
export * from './profiles.module.js';
