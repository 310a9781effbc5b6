import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '@app/infra';
import { DataFolder } from './data-folder.js';
import { ensureDemo } from './demo.js';
import { addressesOf, gatewayEnvironment, simulatorEnvironment } from './environments.js';
import { claimPort, freePort, LOOPBACK } from './ports.js';
import { keepRunning, startPostgres, type KeptPostgres } from './postgres/kept-postgres.js';
import { readOrMakeSecrets, type Secrets } from './secrets.js';
import { withGivenSecrets, type LocalSettings } from './settings.js';
import { SupervisedProcess } from './supervised-process.js';
import type { Terminal } from './terminal.js';
import { localJson, welcomeText } from './welcome.js';

const APPS = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const scriptOf = (app: string) => join(APPS, app, 'src', 'main.js');

/** Processes of an earlier, killed run end by themselves; this is how long they are given. */
const PORT_TIMEOUT_MS = 22_000;
const READY_TIMEOUT_MS = 60_000;
const RUNNING = 'running.json';

/** Runs Postgres, gateway, worker and simulator, and keeps them running until `stop`. */
export class Supervisor {
  private postgres: KeptPostgres | undefined;
  private processes: SupervisedProcess[] = [];
  private folder: DataFolder | undefined;
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly settings: LocalSettings,
    private readonly terminal: Terminal,
  ) {}

  /** Resolves when everything answers. Throws an Error whose message can be shown. */
  async start(): Promise<void> {
    const { settings, terminal } = this;
    this.folder = await DataFolder.open(settings.dataDir);
    const secrets = withGivenSecrets(await readOrMakeSecrets(this.folder), process.env);
    await this.claimPorts();
    const databaseUrl = await this.openDatabase(this.folder, secrets);
    const env = gatewayEnvironment(process.env, settings, secrets, databaseUrl);
    await this.noteRunning(env);
    await this.unlessStopping(() => migrate(databaseUrl, terminal.say));
    const admin = { script: scriptOf('admin'), env, databaseUrl };
    const demo = await this.unlessStopping(() => ensureDemo(this.folder!, secrets, admin, terminal.say));
    await this.unlessStopping(() => this.startProcesses(env, secrets));
    const addresses = addressesOf(settings);
    await this.folder.write('local.json', localJson(addresses, demo, secrets));
    await this.unlessStopping(async () => terminal.say(welcomeText(addresses, demo, this.folder!.at('local.json'))));
  }

  /** Ends what was started, the database last. May be called at any time, and twice. */
  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  /** Does not wait for anything to be finished. */
  kill(): void {
    for (const each of this.processes) each.kill();
    void this.postgres?.stop();
  }

  private async claimPorts(): Promise<void> {
    const { host, port, simulatorPort, needsSimulator } = this.settings;
    await claimPort('PORT', { port, host }, PORT_TIMEOUT_MS);
    if (needsSimulator) await claimPort('SIMULATOR_PORT', { port: simulatorPort, host: LOOPBACK }, PORT_TIMEOUT_MS);
  }

  private async openDatabase(folder: DataFolder, secrets: Secrets): Promise<string> {
    if (this.settings.databaseUrl) return this.settings.databaseUrl;
    this.terminal.say('Starting Postgres …');
    const server = await startPostgres(folder, secrets.postgresPassword);
    this.postgres = keepRunning(server, this.terminal.say);
    return server.url();
  }

  private async startProcesses(env: Record<string, string>, secrets: Secrets): Promise<void> {
    const { settings, terminal } = this;
    const { gatewayUrl, simulatorUrl } = addressesOf(settings);
    const make = (name: string, processEnv: Record<string, string>, readyUrl: string) =>
      new SupervisedProcess({ name, script: scriptOf(name), env: processEnv, onLine: terminal.processLine, readyUrl }, terminal.say);
    // A worker needs no port to work, but only by one it says whether it does.
    const workerPort = Number(env['WORKER_PORT']) || (await freePort());
    const workerUrl = Object.assign(new URL(gatewayUrl), { port: workerPort }).origin;
    this.processes = [
      make('gateway', env, `${gatewayUrl}/health/ready`),
      make('worker', { ...env, WORKER_PORT: String(workerPort) }, `${workerUrl}/health/ready`),
    ];
    if (simulatorUrl) this.processes.push(make('simulator', simulatorEnvironment(process.env, settings, secrets), `${simulatorUrl}/`));
    terminal.say(`Starting ${this.processes.map((each) => each.name).join(', ')} …`);
    for (const each of this.processes) each.start();
    await Promise.all(this.processes.map((each) => each.ready(READY_TIMEOUT_MS)));
  }

  /** For `npm run admin`, which wants to reach the same database with the same secrets. */
  private async noteRunning(env: Record<string, string>): Promise<void> {
    await this.folder!.write(RUNNING, {
      databaseUrl: env['DATABASE_URL'],
      queueUrl: env['QUEUE_URL'],
      accessTokenSecret: env['ACCESS_TOKEN_SECRET'],
      encryptionKey: env['ENCRYPTION_KEY'],
      allowPrivateUrls: env['ALLOW_PRIVATE_URLS'],
    });
  }

  /** Ctrl-C may come at any step of the start; no further one is begun then. */
  private async unlessStopping<T>(step: () => Promise<T>): Promise<T> {
    if (this.stopping) throw new Stopped();
    const result = await step();
    if (this.stopping) throw new Stopped();
    return result;
  }

  private async stopAll(): Promise<void> {
    await Promise.all(this.processes.map((each) => each.stop()));
    await this.postgres?.stop();
    await this.folder?.remove(RUNNING);
    await this.folder?.close();
  }
}

/** The start was given up because somebody asked us to stop. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
