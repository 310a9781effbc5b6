/** One part of a multi-part message (contract §1.2): `url` or `data`, never both. */
export interface MessagePart {
  name?: string;
  /** MIME type. */
  type: string;
  url?: string;
  /** Text, base64, or an object for parts that only one channel understands. */
  data?: string | Record<string, unknown>;
  /** Size in bytes. */
  size?: number;
  /** The part is used on these channels only. */
  channels?: string[];
}

/** What one channel is asked to bring over: merge fields filled in, parts of other channels taken out. */
export interface MessageContent {
  title?: string;
  body?: string;
  messageParts?: MessagePart[];
  /** The channel's native payload; it wins over all the rest. */
  customBody?: unknown;
  /** The customer's own data; only custom channels bring it over. */
  metadata?: Record<string, unknown>;
}
