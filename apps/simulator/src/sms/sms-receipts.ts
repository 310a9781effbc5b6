import { Injectable } from '@nestjs/common';
import type { Fault } from '../faults/fault-kinds.js';
import type { SmsAccount } from '../state/accounts.js';
import { arrangeReceipts, Behaviour, type ReceiptStep } from '../state/behaviour.js';
import { Conversations } from '../state/conversations.js';
import { Timers } from '../timers.js';
import type { SmsRequest } from './read-sms.js';
import { SmsWebhooks } from './sms-webhooks.js';

type SmsStatus = 'sent' | 'delivered' | 'undelivered' | 'failed';

/** Tells the sender's StatusCallback what becomes of a text. */
@Injectable()
export class SmsReceipts {
  constructor(
    private readonly behaviour: Behaviour,
    private readonly conversations: Conversations,
    private readonly webhooks: SmsWebhooks,
    private readonly timers: Timers,
  ) {}

  /** Resolves when the call may be answered: at once, or after the receipts in the mode `before-answer`. */
  async follow(account: SmsAccount, sid: string, request: SmsRequest, fault: Fault | undefined): Promise<void> {
    const mode = fault?.receipts ?? this.behaviour.current.receipts;
    if (mode === 'off') return;
    const steps = arrangeReceipts(this.naturalSteps(fault), mode, this.behaviour.current.slowMs);
    const tell = async (status: SmsStatus) => this.tell(account, sid, request, status, fault?.smsFate?.errorCode);
    if (mode === 'before-answer') {
      for (const step of steps) await tell(step.name);
      return;
    }
    for (const step of steps) this.timers.later(step.afterMs, () => void tell(step.name));
  }

  private naturalSteps(fault: Fault | undefined): ReceiptStep<SmsStatus>[] {
    const { delivery, echoDelayMs, deliveryDelayMs } = this.behaviour.current;
    const sent = { name: 'sent' as const, afterMs: echoDelayMs };
    const fate: SmsStatus = fault?.smsFate?.status ?? 'delivered';
    return delivery ? [sent, { name: fate, afterMs: deliveryDelayMs }] : [sent];
  }

  private async tell(account: SmsAccount, sid: string, request: SmsRequest, status: SmsStatus, errorCode?: number): Promise<boolean> {
    const conversation = this.conversations.with('sms', account.accountSid, request.to);
    const isLost = status === 'undelivered' || status === 'failed';
    this.conversations.advance(conversation, sid, isLost ? 'failed' : status);
    if (request.statusCallback === undefined) return true;
    return this.webhooks.send(account, request.statusCallback, {
      ApiVersion: '2010-04-01',
      AccountSid: account.accountSid,
      MessageSid: sid,
      SmsSid: sid,
      MessageStatus: status,
      SmsStatus: status,
      From: request.from,
      To: `+${request.to}`,
      ...(isLost && errorCode !== undefined ? { ErrorCode: String(errorCode) } : {}),
    });
  }
}
