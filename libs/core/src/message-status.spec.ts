import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MESSAGE_STATUSES, mayBecome, UNSETTLED_STATUSES, type MessageStatus } from './message-status.js';

/** The status after facts that come in this order, each applied as the SQL does: only where the table lets it. */
const after = (facts: readonly MessageStatus[], start: MessageStatus = 'processing'): MessageStatus =>
  facts.reduce((status, fact) => (mayBecome(status, fact) ? fact : status), start);

const status = fc.constantFrom(...MESSAGE_STATUSES);
/** How much is known of a message's fate: a receipt of arrival outweighs a failure. */
const KNOWLEDGE: Record<MessageStatus, number> = {
  processing: 0, retrying: 1, sent: 2, expired: 3, failed: 3, filtered: 3, delivered: 4, read: 5,
};

describe('a message', () => {
  it('never steps back, whatever facts come in whatever order', () => {
    fc.assert(
      fc.property(fc.array(status, { maxLength: 12 }), (facts) => {
        let now: MessageStatus = 'processing';
        for (const fact of facts) {
          const next = after([fact], now);
          if (next !== now) expect(KNOWLEDGE[next]).toBeGreaterThan(KNOWLEDGE[now]);
          now = next;
        }
      }),
    );
  });

  it('ends where the strongest of the facts brings it, in any order and however often each comes', () => {
    fc.assert(
      fc.property(fc.array(status, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (facts, order) => {
        const strongest = Math.max(0, ...facts.map((fact) => KNOWLEDGE[fact]));
        const shuffled = [...facts, ...facts].map((fact) => ({ fact, at: order.next().value as number })).toSorted((one, other) => one.at - other.at);
        expect(KNOWLEDGE[after(shuffled.map(({ fact }) => fact))]).toBe(strongest);
      }),
    );
  });

  it('is not changed by hearing a fact twice', () => {
    fc.assert(fc.property(status, status, (from, fact) => expect(after([fact, fact], from)).toBe(after([fact], from))));
  });

  it('is read, once a read receipt was among the receipts, in any order', () => {
    const receipts = fc.shuffledSubarray<MessageStatus>(['sent', 'delivered', 'read', 'failed', 'expired']);
    fc.assert(
      fc.property(receipts, (facts) => {
        const now = after(facts);
        if (facts.includes('read')) expect(now).toBe('read');
        else if (facts.includes('delivered')) expect(now).toBe('delivered');
      }),
    );
  });

  it.each<[MessageStatus, MessageStatus]>([
    ['read', 'delivered'],
    ['delivered', 'sent'],
    ['delivered', 'failed'],
    ['failed', 'sent'],
    ['failed', 'expired'],
    ['expired', 'retrying'],
    ['filtered', 'sent'],
    ['sent', 'retrying'],
  ])('that is %s does not become %s', (from, to) => expect(mayBecome(from, to)).toBe(false));

  it.each(['failed', 'expired', 'filtered'] as const)('that is %s becomes delivered or read when it did arrive after all', (from) => {
    expect(MESSAGE_STATUSES.filter((to) => mayBecome(from, to))).toEqual(['delivered', 'read']);
  });

  it('is still to be brought to a channel only while a send may follow', () => {
    expect(MESSAGE_STATUSES.filter((from) => mayBecome(from, 'sent'))).toEqual([...UNSETTLED_STATUSES]);
  });
});
