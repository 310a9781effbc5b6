export * from './profile-query-error.js';
export * from './query-controls.js';
export * from './query-language.js';
