// npm start: prepares the clone, then runs gateway, worker and simulator on an embedded Postgres until Ctrl-C.
import { prepare } from './prepare.mjs';

try {
  await prepare();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
// In this same process, so that signals come to the supervisor itself and nothing has to pass them on.
await import('../dist/apps/local/src/main.js');
