import { Injectable } from '@nestjs/common';
import { BoundedMap, RecentList } from '../bounded.js';

/** One send that was taken, whether or not its answer arrived. Kept light: hundreds of thousands fit. */
export interface AcceptedSend {
  channel: 'messenger' | 'sms';
  /** Page id or account sid. */
  account: string;
  /** Message id as it was answered. */
  id: string;
  /** PSID or phone number (digits). */
  recipient: string;
  /** Messenger's `metadata`, or the `reference` parameter of an SMS status callback. */
  reference?: string;
  /** The request body as JSON text. */
  payload: string;
  atMs: number;
  /** The fault that this call met, if any. */
  fault?: string;
}

const KEPT_SENDS = 200_000;
const KEPT_RECIPIENTS = 200_000;
const KEPT_SECONDS = 900;

/** Counts every call and remembers every accepted send: what a test asks about afterwards. */
@Injectable()
export class SendLog {
  private readonly sends = new RecentList<AcceptedSend>(KEPT_SENDS, (send) => this.forgetReference(send));
  private readonly timesByReference = new Map<string, number>();
  private readonly callsByRecipient = new BoundedMap<string, number>(KEPT_RECIPIENTS);
  private readonly callsBySecond = new BoundedMap<number, number>(KEPT_SECONDS);
  private calls = { messenger: 0, sms: 0 };
  private accepted = { messenger: 0, sms: 0 };
  private refused: Record<string, number> = {};

  /** Counts one send call, before anything is checked. */
  countCall(channel: 'messenger' | 'sms', nowMs: number): void {
    this.calls[channel] += 1;
    const second = Math.floor(nowMs / 1000);
    this.callsBySecond.set(second, (this.callsBySecond.get(second) ?? 0) + 1);
  }

  /** Counts a call for this recipient; returns how many there were before it. */
  countRecipient(recipient: string): number {
    const before = this.callsByRecipient.get(recipient) ?? 0;
    this.callsByRecipient.set(recipient, before + 1);
    return before;
  }

  add(send: AcceptedSend): void {
    this.accepted[send.channel] += 1;
    this.sends.add(send);
    if (send.reference === undefined) return;
    this.timesByReference.set(send.reference, this.timesAccepted(send.reference) + 1);
  }

  /** Counts a refusal by the provider's own code, for example `613` or `10/2018278`. */
  refuse(code: string): void {
    this.refused[code] = (this.refused[code] ?? 0) + 1;
  }

  /** Oldest first. */
  all(): AcceptedSend[] {
    return this.sends.items();
  }

  timesAccepted(reference: string): number {
    return this.timesByReference.get(reference) ?? 0;
  }

  callCounts(recipient?: string): Record<string, unknown> {
    if (recipient !== undefined) return { recipient, calls: this.callsByRecipient.get(recipient) ?? 0 };
    return {
      calls: this.calls.messenger + this.calls.sms,
      ...this.calls,
      busiestSecond: Math.max(0, ...this.callsBySecond.values()),
    };
  }

  stats(): Record<string, unknown> {
    const duplicates = [...this.timesByReference].filter(([, times]) => times > 1);
    return {
      accepted: this.accepted.messenger + this.accepted.sms,
      calls: this.calls.messenger + this.calls.sms,
      messenger: { accepted: this.accepted.messenger, calls: this.calls.messenger },
      sms: { accepted: this.accepted.sms, calls: this.calls.sms },
      refused: this.refused,
      distinctReferences: this.timesByReference.size,
      duplicates: duplicates.reduce((sum, [, times]) => sum + times - 1, 0),
      duplicatesByReference: Object.fromEntries(duplicates),
    };
  }

  reset(): void {
    this.sends.clear();
    this.timesByReference.clear();
    this.callsByRecipient.clear();
    this.callsBySecond.clear();
    this.calls = { messenger: 0, sms: 0 };
    this.accepted = { messenger: 0, sms: 0 };
    this.refused = {};
  }

  private forgetReference(send: AcceptedSend): void {
    if (send.reference === undefined) return;
    const times = this.timesAccepted(send.reference) - 1;
    if (times > 0) this.timesByReference.set(send.reference, times);
    else this.timesByReference.delete(send.reference);
  }
}
