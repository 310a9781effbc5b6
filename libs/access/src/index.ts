export * from './access.module.js';
export * from './access-tokens.js';
export * from './accounts.js';
export * from './api-spaces.js';
export * from './channels-token.js';
export * from './permissions.js';
export * from './secret-box.js';
