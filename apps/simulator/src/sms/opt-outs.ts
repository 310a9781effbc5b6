import { Injectable } from '@nestjs/common';

const STOP_WORDS = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT'];
const START_WORDS = ['START', 'YES', 'UNSTOP'];

interface Between {
  accountSid: string;
  /** The business's number or name. */
  sender: string;
  person: string;
}

const keyOf = ({ accountSid, sender, person }: Between): string => JSON.stringify([accountSid, sender.replace(/^\+/, ''), person]);

/** Twilio's own opt-out: a person who texts STOP to a sender gets nothing from it (error 21610) until they text START to it. */
@Injectable()
export class OptOuts {
  private readonly stopped = new Set<string>();

  has(between: Between): boolean {
    return this.stopped.has(keyOf(between));
  }

  /** Looks at what the person texted. */
  listen(between: Between, text: string): void {
    const word = text.trim().toUpperCase();
    if (STOP_WORDS.includes(word)) this.stopped.add(keyOf(between));
    if (START_WORDS.includes(word)) this.stopped.delete(keyOf(between));
  }

  reset(): void {
    this.stopped.clear();
  }
}
