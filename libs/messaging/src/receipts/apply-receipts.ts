import { Inject, Injectable } from '@nestjs/common';
import { timeOfId } from '@app/core';
import { Tracing } from '@app/infra';
import { type AccountReceipt, KeepReceipts, type Match } from './keep-receipts.js';
import { MoveMessages } from './move-messages.js';
import { Watermarks } from './watermarks.js';

/** A statement's time is limited. */
const MOST_AT_ONCE = 2_000;

/** What receipts said of a message. */
type Told = Pick<Match, 'messageId' | 'statuses'>;

/**
 * Brings receipts to messages. A receipt is kept first and applied then, while a sender commits first and looks for
 * receipts then, so whichever of the two comes second finds the other. Applying one twice changes nothing.
 */
@Injectable()
export class ApplyReceipts {
  constructor(
    @Inject(KeepReceipts) private readonly keepReceipts: KeepReceipts,
    @Inject(Watermarks) private readonly watermarks: Watermarks,
    @Inject(MoveMessages) private readonly moveMessages: MoveMessages,
    @Inject(Tracing) private readonly tracing: Tracing,
  ) {}

  /** Keeps the receipts and applies those whose message is known; the others wait for it. */
  async record(receipts: readonly AccountReceipt[]): Promise<void> {
    for (let start = 0; start < receipts.length; start += MOST_AT_ONCE) {
      const some = receipts.slice(start, start + MOST_AT_ONCE);
      await this.apply(await this.keepReceipts.keep(some), [], this.tracing.isOn ? (told) => this.trace(told, some) : undefined);
    }
  }

  /** Applies what was waiting for messages that have just been sent. */
  async applyWaiting(messageIds: readonly string[]): Promise<void> {
    if (messageIds.length === 0) return;
    const { receiptIds, toldIds } = await this.keepReceipts.waitingFor(messageIds);
    if (toldIds.length > 0) await this.apply(receiptIds, toldIds);
  }

  private async apply(receiptIds: readonly string[], alsoMessages: readonly string[], trace?: (told: readonly Told[]) => void): Promise<void> {
    const matches = await this.keepReceipts.mark(receiptIds);
    trace?.(matches);
    const messageIds = new Set([...alsoMessages, ...matches.map(({ messageId }) => messageId)]);
    for await (const covered of this.watermarks.mark(receiptIds)) {
      trace?.(covered.map(({ messageId, status }) => ({ messageId, statuses: [status] })));
      for (const { messageId } of covered) messageIds.add(messageId);
      if (messageIds.size < MOST_AT_ONCE) continue;
      await this.moveMessages.move([...messageIds], []);
      messageIds.clear();
    }
    const ids = (which: (match: Match) => boolean): string[] => matches.filter(which).map(({ messageId }) => messageId);
    await this.moveMessages.move([...messageIds], ids(({ settlesOpen }) => settlesOpen));
    // As for one that was just sent: a receipt of it may have come before this one.
    await this.applyWaiting(ids(({ isNowKnown }) => isNowKnown));
  }

  /** From the moment that the first of these webhook calls came in: they are worked on together. */
  private trace(told: readonly Told[], receipts: readonly AccountReceipt[]): void {
    const startMs = Math.min(...receipts.map(({ providerEventId }) => (providerEventId === undefined ? Date.now() : timeOfId(providerEventId).getTime())));
    for (const { messageId, statuses } of told) {
      this.tracing.begin(messageId, 'receipt', { startMs, attributes: { 'receipt.statuses': statuses } })?.end();
    }
  }
}
