import { Injectable } from '@nestjs/common';

export const RECEIPT_MODES = ['off', 'normal', 'duplicate', 'reversed', 'before-answer', 'slow'] as const;
export type ReceiptMode = (typeof RECEIPT_MODES)[number];

/** How the simulator behaves towards everybody; a magic recipient or a queued fault can differ for one call. */
export interface BehaviourSettings {
  /** How long each send call takes. */
  latencyMs: number;
  receipts: ReceiptMode;
  echo: boolean;
  delivery: boolean;
  /** People read everything at once; otherwise by the page or the control API. */
  autoRead: boolean;
  echoDelayMs: number;
  deliveryDelayMs: number;
  readDelayMs: number;
  /** What `slow` adds to each receipt. */
  slowMs: number;
  /** Messenger webhooks of one page that come within this time go in one request; 0 sends each by itself. */
  batchMs: number;
  /** Pauses before the second and later tries of a webhook; their number is the number of further tries. */
  webhookRetryDelaysMs: number[];
  webhookTimeoutMs: number;
  /** Calls per second and page or SMS account above which a call is throttled; 0 is no limit. Left out: the provider's own limits. */
  callsPerSecond?: number;
  /** Share of Meta's rate limit that the usage headers tell; 0 sends no headers. */
  usagePercent: number;
}

const DEFAULT_BEHAVIOUR: Readonly<BehaviourSettings> = {
  latencyMs: 0,
  receipts: 'normal',
  echo: true,
  delivery: true,
  autoRead: false,
  echoDelayMs: 20,
  deliveryDelayMs: 300,
  readDelayMs: 500,
  slowMs: 5_000,
  batchMs: 0,
  webhookRetryDelaysMs: [0, 0, 1_000, 5_000],
  webhookTimeoutMs: 5_000,
  usagePercent: 0,
};

@Injectable()
export class Behaviour {
  private first: Readonly<BehaviourSettings> = DEFAULT_BEHAVIOUR;
  current: BehaviourSettings = { ...this.first };

  /** What differs from the beginning on, and again after each reset. */
  beginWith(changes: Partial<BehaviourSettings>): void {
    this.first = { ...DEFAULT_BEHAVIOUR, ...changes };
    this.reset();
  }

  change(changes: Partial<BehaviourSettings>): BehaviourSettings {
    this.current = { ...this.current, ...changes };
    return this.current;
  }

  reset(): void {
    this.current = { ...this.first };
  }
}

export interface ReceiptStep<Name extends string> {
  name: Name;
  afterMs: number;
}

/**
 * When each receipt of one message goes out. `steps` come in their natural order. `reversed` keeps the times and turns
 * the order round; `before-answer` has no times: its steps are sent one after the other before the call is answered.
 */
export function arrangeReceipts<Name extends string>(
  steps: ReceiptStep<Name>[],
  mode: ReceiptMode,
  slowMs: number,
): ReceiptStep<Name>[] {
  const arrange: Record<ReceiptMode, () => ReceiptStep<Name>[]> = {
    off: () => [],
    normal: () => steps,
    'before-answer': () => steps,
    duplicate: () => steps.flatMap((step) => [step, { ...step }]),
    reversed: () => steps.map(({ afterMs }, index) => ({ name: steps[steps.length - 1 - index]!.name, afterMs })),
    slow: () => steps.map((step) => ({ ...step, afterMs: step.afterMs + slowMs })),
  };
  return arrange[mode]();
}
