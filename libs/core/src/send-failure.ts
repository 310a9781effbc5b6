/**
 * Why an attempt failed, by what has to happen next (not by HTTP status):
 *
 * | kind          | then |
 * |---------------|------|
 * | throttled     | the account slows down; the message is put off and no try is burnt |
 * | unavailable   | back off with jitter, until the tries or the message's expiry end |
 * | unknown       | the provider may have taken it: wait for an echo, then as the message's `delivery` setting says |
 * | rejected      | this message can't be sent on this channel: next rule |
 * | unreachable   | this person can't be reached on this channel: next rule |
 * | misconfigured | our token or permission is wrong: hold the account, next rule |
 * | held          | the provider stopped the account by policy: hold it, next rule |
 */
export const FAILURE_KINDS = [
  'throttled',
  'unavailable',
  'unknown',
  'rejected',
  'unreachable',
  'misconfigured',
  'held',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

export interface FailureDetail {
  /** The provider's own code, for example `10/2018278` (code/subcode) or `21211`. */
  providerCode?: string;
  /** HTTP status of the provider's answer, when there was one. */
  httpStatus?: number;
  /** How long the provider asks us to wait. */
  retryAfterMs?: number;
  /** For `unavailable`: tries after which it counts as `rejected`; without it the general limit holds. */
  maxTries?: number;
  /** An error of the gateway's own, for its log. */
  cause?: unknown;
}

/** The only error a channel throws. `message` is a sentence for the customer and holds no secret. */
export class SendFailure extends Error {
  override readonly name = 'SendFailure';

  constructor(
    readonly kind: FailureKind,
    reason: string,
    readonly detail: FailureDetail = {},
  ) {
    super(reason);
  }
}
