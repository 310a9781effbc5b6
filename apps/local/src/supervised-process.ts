import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { lineSplitter } from './log-lines.js';

export interface ProcessDescription {
  name: string;
  /** The script that Node runs. */
  script: string;
  env: Record<string, string>;
  /** Answers 200 when the process can work. */
  readyUrl: string;
  onLine: (name: string, line: string, stream: 'stdout' | 'stderr') => void;
}

/** After this long a run counts as good, and the next death is the first again. */
const GOOD_RUN_MS = 30_000;
const FIRST_RESTART_MS = 200;
const LONGEST_RESTART_MS = 10_000;
/** Somewhat longer than a process gives itself (libs/infra/src/run-process.ts). */
const STOP_TIMEOUT_MS = 21_000;
const READY_POLL_MS = 100;
/** Deaths before it was ever ready after which trying again is no use: a wrong setting, a taken port. */
const MOST_EARLY_DEATHS = 3;
const KEPT_LINES = 15;

/**
 * One process that is started again whenever it dies, with growing pauses. It runs in a group of its own, so that
 * Ctrl-C does not reach it past us, and has a channel to us, so that it ends by itself when we are gone.
 */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  private isStopping = false;
  private wasReady = false;
  private deaths = 0;
  private earlyDeaths = 0;
  private startedAt = 0;
  private restartTimer: NodeJS.Timeout | undefined;
  private readonly lastLines: string[] = [];

  constructor(
    private readonly description: ProcessDescription,
    private readonly say: (line: string) => void,
  ) {}

  get name(): string {
    return this.description.name;
  }

  start(): void {
    const { script, env, name, onLine } = this.description;
    this.startedAt = Date.now();
    const child = spawn(process.execPath, ['--enable-source-maps', script], {
      env: { ...env, SUPERVISED: '1' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    this.child = child;
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]!.on(
        'data',
        lineSplitter((line) => {
          this.keep(line);
          onLine(name, line, stream);
        }),
      );
    }
    child.on('error', () => undefined); // a process that could not be made ends in `close` too
    child.on('close', (code, signal) => this.onEnd(signal ?? `exit code ${code}`));
  }

  /** Resolves when the process answers that it is ready. Throws, with its last lines, when it dies again and again or takes too long. */
  async ready(timeoutMs: number): Promise<void> {
    const giveUpAt = Date.now() + timeoutMs;
    while (!(await this.isReady())) {
      const isHopeless = this.earlyDeaths >= MOST_EARLY_DEATHS;
      if (this.isStopping) return;
      if (isHopeless || Date.now() > giveUpAt) {
        const what = isHopeless ? 'ends as soon as it starts' : `is not ready after ${timeoutMs / 1000} s`;
        throw new Error(`The ${this.name} ${what}. Its last lines:\n${this.lastLines.map((line) => `  ${line}`).join('\n')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
    }
    this.wasReady = true;
  }

  /** Asks it to end, and ends it after 21 s. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.restartTimer);
    if (!this.isAlive()) return;
    const child = this.child!;
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }

  /** At once, without asking. */
  kill(): void {
    this.isStopping = true;
    clearTimeout(this.restartTimer);
    this.child?.kill('SIGKILL');
  }

  private async isReady(): Promise<boolean> {
    if (!this.isAlive()) return false;
    return fetch(this.description.readyUrl, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    );
  }

  private isAlive(): boolean {
    return this.child?.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  private onEnd(how: string): void {
    if (this.isStopping) return;
    this.deaths = Date.now() - this.startedAt > GOOD_RUN_MS ? 1 : this.deaths + 1;
    if (!this.wasReady) this.earlyDeaths++;
    const pauseMs = Math.min(FIRST_RESTART_MS * 2 ** (this.deaths - 1), LONGEST_RESTART_MS);
    this.say(`The ${this.name} ended (${how}); starting it again in ${pauseMs / 1000} s.`);
    this.restartTimer = setTimeout(() => this.start(), pauseMs);
  }

  private keep(line: string): void {
    this.lastLines.push(line);
    if (this.lastLines.length > KEPT_LINES) this.lastLines.shift();
  }
}
