import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

interface Reply {
  id: number;
  result?: Record<string, string>;
  error?: string;
}

/** Admin commands without a process for each. What the command itself prints and how it ends is `startProcess({ app: 'admin' })`. */
export class AdminSession {
  private readonly child: ChildProcess;
  private readonly open = new Map<number, (reply: Reply) => void>();
  private count = 0;

  constructor(env: Record<string, string>) {
    this.child = fork(join(process.cwd(), 'test', 'support', 'servers', 'admin-loop.mjs'), {
      env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', ...env },
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child.on('message', (reply: Reply) => {
      this.open.get(reply.id)?.(reply);
      this.open.delete(reply.id);
    });
    this.child.on('exit', () => {
      for (const answer of this.open.values()) answer({ id: 0, error: 'The admin process ended.' });
      this.open.clear();
    });
  }

  /** What the command answers. Throws with its error. */
  async run(...args: string[]): Promise<Record<string, string>> {
    const id = ++this.count;
    const reply = await new Promise<Reply>((resolve) => {
      this.open.set(id, resolve);
      this.child.send({ id, args });
    });
    if (reply.error) throw new Error(`admin ${args.join(' ')}: ${reply.error}`);
    return reply.result ?? {};
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}
