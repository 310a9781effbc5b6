import { readFile } from 'node:fs/promises';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { waitFor } from './wait-for.js';

export interface AppProcessOptions {
  app: 'gateway' | 'worker' | 'simulator' | 'admin';
  env: Record<string, string>;
  args?: string[];
  /** Ready when this URL answers 2xx … */
  readyUrl?: string;
  /** … or when a line of its output matches. Neither: ready when it runs. */
  readyLine?: RegExp;
  readyTimeoutMs?: number;
}

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;
/** What Linux counts processor time in, whatever the machine. */
const TICKS_PER_SECOND = 100;
const KEPT_LINES = 20_000;
/** What a child needs of our environment; all else is said by the test, so that no setting slips in. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'SystemRoot'];

/** One process of the gateway from dist, as it runs in production. */
export class AppProcess {
  private child: ChildProcess | undefined;
  private readonly lines: string[] = [];

  private constructor(private readonly options: AppProcessOptions) {}

  /** Resolves when it is ready. Throws with its log when it ends or takes too long. */
  static async start(options: AppProcessOptions): Promise<AppProcess> {
    const app = new AppProcess(options);
    await app.launch();
    return app;
  }

  /** Its resident memory in MB; on Linux alone. */
  async memoryMb(): Promise<number> {
    const status = await readFile(`/proc/${this.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1024;
  }

  /** The processor time that it took so far, in seconds; on Linux alone. */
  async processorSeconds(): Promise<number> {
    const stat = await readFile(`/proc/${this.pid}/stat`, 'utf8');
    const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13).map(Number);
    return (user! + system!) / TICKS_PER_SECOND;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** All it wrote, the last 20,000 lines of it, over all its lives: for failure messages and for "no secret in any log". */
  get log(): string {
    return this.lines.join('\n');
  }

  /** Sends the signal and resolves when the process has ended. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.child!, 'exit');
    this.child!.kill(signal);
    await ended;
  }

  /** Starts it again after `kill`. */
  async restart(): Promise<void> {
    await this.stop();
    await this.launch();
  }

  /** Asks it to end, and ends it when it does not. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    const timer = setTimeout(() => this.child?.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.kill('SIGTERM');
    clearTimeout(timer);
  }

  private async launch(): Promise<void> {
    const { app, env, args = [] } = this.options;
    const script = join(process.cwd(), 'dist', 'apps', app, 'src', 'main.js');
    const inherited = Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...inherited, LOG_LEVEL: 'warn', SUPERVISED: '1', ...env },
      // Processes end when the channel to the test run does, however that ends.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    const firstLine = this.lines.length;
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => this.keep(chunk.toString()));
    await waitFor(() => this.isReady(firstLine), {
      timeoutMs: this.options.readyTimeoutMs ?? READY_TIMEOUT_MS,
      what: () => `${app} to be ready. Its log:\n${this.log}`,
    });
    if (!this.isRunning) throw new Error(`${app} ended before it was ready. Its log:\n${this.log}`);
  }

  private async isReady(firstLine: number): Promise<boolean> {
    if (!this.isRunning) return true; // no use in waiting longer
    const { readyUrl, readyLine } = this.options;
    if (readyLine) return this.lines.slice(firstLine).some((line) => readyLine.test(line));
    if (!readyUrl) return this.pid !== undefined;
    const response = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  }

  private keep(text: string): void {
    this.lines.push(...text.split('\n').filter((line) => line !== ''));
    if (this.lines.length > KEPT_LINES * 2) this.lines.splice(0, this.lines.length - KEPT_LINES);
  }
}

export const startProcess = (options: AppProcessOptions): Promise<AppProcess> => AppProcess.start(options);
