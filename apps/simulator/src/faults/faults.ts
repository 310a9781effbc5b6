import { Injectable } from '@nestjs/common';
import { SendLog } from '../state/send-log.js';
import { type Fault, findFault } from './fault-kinds.js';
import { magicFault } from './magic-recipients.js';

/** Which calls a queued fault is for; what is left out matches everything. */
export interface FaultMatch {
  channel?: 'messenger' | 'sms';
  /** Page id or account sid. */
  account?: string;
  recipient?: string;
  reference?: string;
  /** Part of the text. */
  text?: string;
}

export interface QueuedFault {
  kind: string;
  match: FaultMatch;
  /** Calls that are still to meet it. */
  times: number;
}

/** One valid send call, as faults see it. */
export interface FaultyCall {
  channel: 'messenger' | 'sms';
  account: string;
  recipient: string;
  reference?: string;
  text: string;
}

/** Decides whether a call goes wrong: queued faults come first, then the recipient's own. */
@Injectable()
export class Faults {
  private queue: QueuedFault[] = [];

  constructor(private readonly log: SendLog) {}

  add(fault: QueuedFault): void {
    this.queue.push(fault);
  }

  waiting(): QueuedFault[] {
    return this.queue;
  }

  clear(): void {
    this.queue = [];
  }

  /** Asked once for each call: it uses up what it returns. */
  next(call: FaultyCall): Fault | undefined {
    const callsBefore = this.log.countRecipient(call.recipient);
    const queued = this.takeQueued(call);
    if (queued) return queued;
    const magic = magicFault(call.channel, call.recipient);
    return magic && callsBefore < magic.calls ? findFault(magic.fault) : undefined;
  }

  private takeQueued(call: FaultyCall): Fault | undefined {
    const queued = this.queue.find((fault) => matches(fault.match, call) && isFor(fault.kind, call.channel));
    if (!queued) return undefined;
    queued.times -= 1;
    if (queued.times <= 0) this.queue = this.queue.filter((fault) => fault !== queued);
    return findFault(queued.kind);
  }
}

/** One provider's error is no answer of the other's. */
function isFor(kind: string, channel: FaultyCall['channel']): boolean {
  if (kind.startsWith('graph:')) return channel === 'messenger';
  return !kind.startsWith('twilio:') || channel === 'sms';
}

function matches(match: FaultMatch, call: FaultyCall): boolean {
  return (
    (match.channel === undefined || match.channel === call.channel) &&
    (match.account === undefined || match.account === call.account) &&
    (match.recipient === undefined || match.recipient === call.recipient) &&
    (match.reference === undefined || match.reference === call.reference) &&
    (match.text === undefined || call.text.includes(match.text))
  );
}
