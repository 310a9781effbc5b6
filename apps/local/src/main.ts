import { Stopped, Supervisor } from './supervisor.js';
import { readLocalSettings } from './settings.js';
import { Terminal } from './terminal.js';

/** Signals that come this close together are one wish: Ctrl-C reaches us from the terminal and from npm. */
const ONE_WISH_MS = 1_500;
const FAILED = 1;
const PARENT_CHECK_MS = 500;

/** `npm start`: the whole gateway on one machine. */
async function main(): Promise<void> {
  const terminal = new Terminal(['debug', 'trace'].includes(process.env['LOG_LEVEL'] ?? ''));
  const supervisor = new Supervisor(readLocalSettings(process.env), terminal);
  stopOnSignals(supervisor, terminal);
  try {
    await supervisor.start();
  } catch (error) {
    if (error instanceof Stopped) return;
    await supervisor.stop();
    throw error;
  }
}

function stopOnSignals(supervisor: Supervisor, terminal: Terminal): void {
  let firstAt: number | undefined;
  const onSignal = (): void => {
    if (firstAt !== undefined && Date.now() - firstAt < ONE_WISH_MS) return;
    if (firstAt !== undefined) return supervisor.kill();
    firstAt = Date.now();
    terminal.say('\nStopping …');
    supervisor.stop().then(
      () => {
        terminal.say('Stopped.');
        process.exit();
      },
      fail,
    );
  };
  onParentGone(onSignal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  // A terminal that is gone must not keep us from stopping in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** A SIGTERM to npm ends npm and the shell between us, and never comes to us: their being gone is what we see of it. */
function onParentGone(wish: () => void): void {
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    wish();
  }, PARENT_CHECK_MS);
  timer.unref();
}

function fail(error: unknown): never {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(FAILED);
}

await main().catch(fail);
