import { Injectable } from '@nestjs/common';
import type { Page } from '../state/accounts.js';
import { arrangeReceipts, Behaviour, type ReceiptMode, type ReceiptStep } from '../state/behaviour.js';
import { type Conversation, Conversations } from '../state/conversations.js';
import { Timers } from '../timers.js';
import { PageWebhooks } from '../webhooks/page-webhooks.js';

/** A message that was taken, as its receipts tell of it. */
export interface SentMessage {
  page: Page;
  psid: string;
  mid: string;
  atMs: number;
  message: Record<string, unknown>;
}

type Receipt = 'echo' | 'delivery' | 'read';

/** Tells the page what becomes of its messages: echo, delivery, read. */
@Injectable()
export class MessengerReceipts {
  constructor(
    private readonly behaviour: Behaviour,
    private readonly conversations: Conversations,
    private readonly webhooks: PageWebhooks,
    private readonly timers: Timers,
  ) {}

  /** Resolves when the call may be answered: at once, or after the receipts in the mode `before-answer`. */
  async follow(sent: SentMessage, mode: ReceiptMode = this.behaviour.current.receipts): Promise<void> {
    if (mode === 'off') return;
    const steps = arrangeReceipts(this.naturalSteps(), mode, this.behaviour.current.slowMs);
    if (mode === 'before-answer') {
      for (const step of steps) await this.tell(sent, step.name);
      return;
    }
    for (const step of steps) this.timers.later(step.afterMs, () => void this.tell(sent, step.name));
  }

  /** The person reads everything up to the time; Meta names only the time, no message. */
  async read(page: Page, psid: string, watermarkMs: number): Promise<boolean> {
    this.conversations.markRead(this.conversation(page, psid), watermarkMs);
    return this.webhooks.send(page, 'message_reads', {
      sender: { id: psid },
      recipient: { id: page.id },
      timestamp: Date.now(),
      read: { watermark: watermarkMs },
    });
  }

  private naturalSteps(): ReceiptStep<Receipt>[] {
    const { echo, delivery, autoRead, echoDelayMs, deliveryDelayMs, readDelayMs } = this.behaviour.current;
    const steps: ReceiptStep<Receipt>[] = [];
    if (echo) steps.push({ name: 'echo', afterMs: echoDelayMs });
    if (delivery) steps.push({ name: 'delivery', afterMs: deliveryDelayMs });
    if (autoRead) steps.push({ name: 'read', afterMs: deliveryDelayMs + readDelayMs });
    return steps;
  }

  private async tell(sent: SentMessage, receipt: Receipt): Promise<boolean> {
    const { page, psid, mid, atMs, message } = sent;
    if (receipt === 'read') return this.read(page, psid, atMs);
    if (receipt === 'echo') {
      return this.webhooks.send(page, 'message_echoes', {
        sender: { id: page.id },
        recipient: { id: psid },
        timestamp: atMs,
        message: { mid, is_echo: true, app_id: appIdOf(page), ...echoed(message) },
      });
    }
    this.conversations.advance(this.conversation(page, psid), mid, 'delivered');
    return this.webhooks.send(page, 'message_deliveries', {
      sender: { id: psid },
      recipient: { id: page.id },
      delivery: { mids: [mid], watermark: atMs },
    });
  }

  private conversation(page: Page, psid: string): Conversation {
    return this.conversations.with('messenger', page.id, psid);
  }
}

/** A number as Meta has it, where a number can hold it. */
function appIdOf({ appId }: Page): number | string {
  return Number.isSafeInteger(Number(appId)) ? Number(appId) : appId;
}

/** An echo carries text, metadata and attachments; quick replies stay away. */
function echoed(message: Record<string, unknown>): Record<string, unknown> {
  const { text, metadata, attachment, attachments, sticker_id: stickerId } = message;
  const all = attachments ?? (attachment === undefined ? undefined : [attachment]);
  return {
    ...(text === undefined ? {} : { text }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(all === undefined ? {} : { attachments: all }),
    ...(stickerId === undefined ? {} : { sticker_id: stickerId }),
  };
}
