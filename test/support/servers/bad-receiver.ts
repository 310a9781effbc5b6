import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const BAD_ANSWERS = ['hangs', 'answers 500', 'answers with 10 MB'] as const;

/** A receiver of webhooks that is no good to anybody. */
export class BadReceiver {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(answer: (typeof BAD_ANSWERS)[number]): Promise<BadReceiver> {
    const child = fork(join(process.cwd(), 'test', 'support', 'servers', 'bad-receiver-process.mjs'), [answer], { execArgv: [], env: {} });
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return new BadReceiver(child, `http://127.0.0.1:${port}/`);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}
