import { Injectable } from '@nestjs/common';
import { Behaviour } from './state/behaviour.js';

/** Calls a second of a page (contract meta.md §2.5); of SMS, which Twilio queues, there may be any number. */
const LIMITS = { text: 300, media: 10, sms: Infinity };
export type RateClass = keyof typeof LIMITS;

/** Counts calls per account and class in whole seconds, for the providers' limits or the one that the behaviour sets. */
@Injectable()
export class RateMeter {
  private readonly seconds = new Map<string, { second: number; calls: number }>();

  constructor(private readonly behaviour: Behaviour) {}

  /** True when this call is one too many in this second. */
  isOver(account: string, rateClass: RateClass, nowMs: number): boolean {
    const { callsPerSecond: limit = LIMITS[rateClass] } = this.behaviour.current;
    if (limit === 0) return false;
    const second = Math.floor(nowMs / 1000);
    const key = `${account} ${rateClass}`;
    const current = this.seconds.get(key);
    const calls = current?.second === second ? current.calls + 1 : 1;
    this.seconds.set(key, { second, calls });
    return calls > limit;
  }
}
