import { Injectable } from '@nestjs/common';
import { Behaviour } from './state/behaviour.js';

/** Counts calls per account in whole seconds, for the limit that the behaviour sets. */
@Injectable()
export class RateMeter {
  private readonly seconds = new Map<string, { second: number; calls: number }>();

  constructor(private readonly behaviour: Behaviour) {}

  /** True when this call is one too many in this second. */
  isOver(account: string, nowMs: number): boolean {
    const limit = this.behaviour.current.callsPerSecond;
    if (limit === 0) return false;
    const second = Math.floor(nowMs / 1000);
    const current = this.seconds.get(account);
    const calls = current?.second === second ? current.calls + 1 : 1;
    this.seconds.set(account, { second, calls });
    return calls > limit;
  }
}
