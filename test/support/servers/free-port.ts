export { freePort, isPortFree } from '../../../apps/local/src/ports.js';
