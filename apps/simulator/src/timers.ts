import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Everything that happens later goes through here, so that nothing happens after the simulator has stopped. */
@Injectable()
export class Timers implements OnModuleDestroy {
  private readonly tasks = new Set<NodeJS.Timeout>();
  private readonly waits = new Set<NodeJS.Timeout>();
  private stopped = false;

  /** Runs the task after the time, unless it is dropped or the simulator stops. */
  later(afterMs: number, task: () => void): void {
    this.start(this.tasks, afterMs, task);
  }

  /** Resolves after the time, and never once the simulator stops. */
  async wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => this.start(this.waits, ms, resolve));
  }

  /** Drops the tasks that have not run yet; waits go on. */
  dropTasks(): void {
    stopAll(this.tasks);
  }

  onModuleDestroy(): void {
    this.stopped = true;
    stopAll(this.tasks);
    stopAll(this.waits);
  }

  private start(timers: Set<NodeJS.Timeout>, afterMs: number, task: () => void): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      task();
    }, afterMs);
    timers.add(timer);
  }
}

function stopAll(timers: Set<NodeJS.Timeout>): void {
  for (const timer of timers) clearTimeout(timer);
  timers.clear();
}
