import { Injectable } from '@nestjs/common';

const STOP_WORDS = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT'];
const START_WORDS = ['START', 'YES', 'UNSTOP'];

/** Twilio's own opt-out: a person who texts STOP gets nothing (error 21610) until they text START. */
@Injectable()
export class OptOuts {
  private readonly stopped = new Set<string>();

  has(accountSid: string, phoneNumber: string): boolean {
    return this.stopped.has(`${accountSid} ${phoneNumber}`);
  }

  /** Looks at what the person texted. */
  listen(accountSid: string, phoneNumber: string, text: string): void {
    const word = text.trim().toUpperCase();
    if (STOP_WORDS.includes(word)) this.stopped.add(`${accountSid} ${phoneNumber}`);
    if (START_WORDS.includes(word)) this.stopped.delete(`${accountSid} ${phoneNumber}`);
  }

  reset(): void {
    this.stopped.clear();
  }
}
