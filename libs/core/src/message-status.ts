/** What has become of a message (contract: processing … filtered). The order here is the order they are shown in. */
export const MESSAGE_STATUSES = [
  'processing',
  'retrying',
  'sent',
  'delivered',
  'read',
  'expired',
  'failed',
  'filtered',
] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/**
 * Which status may follow which. A status only moves forward; `failed`, `expired` and `filtered` are final
 * unless a receipt shows that the message did arrive. SQL that changes a status has its
 * pairs from this same table (`MAY_BECOME`), so that the rule stands in one place.
 */
const NEXT: Record<MessageStatus, readonly MessageStatus[]> = {
  processing: ['retrying', 'sent', 'delivered', 'read', 'expired', 'failed', 'filtered'],
  retrying: ['sent', 'delivered', 'read', 'expired', 'failed', 'filtered'],
  sent: ['delivered', 'read', 'expired', 'failed', 'filtered'],
  delivered: ['read'],
  read: [],
  expired: ['delivered', 'read'],
  failed: ['delivered', 'read'],
  filtered: ['delivered', 'read'],
};

export function mayBecome(from: MessageStatus, to: MessageStatus): boolean {
  return NEXT[from].includes(to);
}

/** Statuses of a message that the gateway still has to bring to a channel. */
export const UNSETTLED_STATUSES = ['processing', 'retrying'] as const satisfies readonly MessageStatus[];
