import { Inject, Injectable } from '@nestjs/common';
import { timeOfId } from '@app/core';
import { Tracing } from '@app/infra';
import { type AccountReceipt, KeepReceipts, type Match } from './keep-receipts.js';
import { MoveMessages } from './move-messages.js';

/** A statement's time is limited. */
const MOST_AT_ONCE = 2_000;

/**
 * Brings receipts to messages. A receipt is kept first and applied then, while a sender commits first and looks for
 * receipts then, so whichever of the two comes second finds the other. Applying one twice changes nothing.
 */
@Injectable()
export class ApplyReceipts {
  constructor(
    @Inject(KeepReceipts) private readonly keepReceipts: KeepReceipts,
    @Inject(MoveMessages) private readonly moveMessages: MoveMessages,
    @Inject(Tracing) private readonly tracing: Tracing,
  ) {}

  /** Keeps the receipts and applies those whose message is known; the others wait for it. */
  async record(receipts: readonly AccountReceipt[]): Promise<void> {
    for (let start = 0; start < receipts.length; start += MOST_AT_ONCE) {
      const some = receipts.slice(start, start + MOST_AT_ONCE);
      const matches = await this.apply(await this.keepReceipts.keep(some));
      if (this.tracing.isOn) this.trace(matches, some);
    }
  }

  /** Applies what was waiting for messages that have just been sent. */
  async applyWaiting(messageIds: readonly string[]): Promise<void> {
    if (messageIds.length === 0) return;
    const rows = await this.keepReceipts.waitingFor(messageIds);
    if (rows.length === 0) return;
    await this.apply(rows.flatMap(({ receiptId }) => (receiptId === null ? [] : [receiptId])), rows.map((row) => row.messageId));
  }

  private async apply(receiptIds: readonly string[], alsoMessages: readonly string[] = []): Promise<Match[]> {
    const matches = await this.keepReceipts.mark(receiptIds);
    const messageIds = [...new Set([...matches.map((match) => match.messageId), ...alsoMessages])];
    if (messageIds.length === 0) return [];
    await this.moveMessages.move(messageIds, matches.filter((match) => match.settlesOpen).map((match) => match.messageId));
    return matches;
  }

  /** From the moment that the first of these webhook calls came in: they are worked on together. */
  private trace(matches: readonly Match[], receipts: readonly AccountReceipt[]): void {
    const startMs = Math.min(...receipts.map(({ providerEventId }) => (providerEventId === undefined ? Date.now() : timeOfId(providerEventId).getTime())));
    for (const { messageId, statuses } of matches) {
      this.tracing.begin(messageId, 'receipt', { startMs, attributes: { 'receipt.statuses': statuses } })?.end();
    }
  }
}
