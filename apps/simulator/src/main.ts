import 'reflect-metadata';
import { readSettings, SettingsError, type SimulatorSettings } from './settings.js';
import { startSimulator } from './start-simulator.js';

/** A stand-in for graph.facebook.com and for Twilio's Messages API, with a page to read and answer on. See README.md. */
const { app, url } = await startSimulator(settingsOrExit());
console.log(`simulator is listening on ${url}`);

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await app.close();
  process.exit(0);
}

process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
// A supervisor that is gone cannot stop us any more.
if (process.env['SUPERVISED'] === '1') process.on('disconnect', () => void stop());

function settingsOrExit(): SimulatorSettings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(`The simulator cannot start:\n${error.problems.map((problem) => `  ${problem}`).join('\n')}`);
    return process.exit(1);
  }
}
