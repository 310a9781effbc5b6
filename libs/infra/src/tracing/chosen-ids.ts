import { randomBytes } from 'node:crypto';

export interface ChosenId {
  traceId: string;
  spanId: string;
}

/** Ids for the SDK: random ones, except inside of `choose`. The SDK takes them while it starts a span, which is synchronous. */
export class ChosenIds {
  private chosen: ChosenId | undefined;

  choose<T>(ids: ChosenId, start: () => T): T {
    this.chosen = ids;
    try {
      return start();
    } finally {
      this.chosen = undefined;
    }
  }

  generateTraceId(): string {
    return this.chosen?.traceId ?? randomBytes(16).toString('hex');
  }

  generateSpanId(): string {
    return this.chosen?.spanId ?? randomBytes(8).toString('hex');
  }
}
