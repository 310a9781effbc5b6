export * from './app-process.js';
export * from './database.js';
export * from './free-port.js';
export * from './postgres-server.js';
export * from './redis-server.js';
export * from './tcp-proxy.js';
export * from './wait-for.js';
export * from './webhook-receiver.js';
