export * from './create-tracing.js';
export * from './tracing.js';
