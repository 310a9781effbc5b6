export * from './may-read-metrics.js';
export * from './metrics.js';
