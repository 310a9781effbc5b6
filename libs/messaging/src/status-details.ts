/** What one channel made of a message. */
export interface ChannelStatus {
  status: string;
  reason?: string;
  details?: Record<string, unknown>;
  updatedOn: string;
}

/** `statusDetails` of a message; `channel` and `channelId` are the same (contract §12.2). */
export interface StatusDetails {
  channel: string;
  channelId: string;
  reason?: string;
  additionalInfo?: Record<string, unknown>;
  warnings?: string[];
  channelStatus?: Record<string, ChannelStatus>;
}
