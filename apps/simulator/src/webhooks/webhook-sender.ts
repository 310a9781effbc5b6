import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Agent, request } from 'undici';
import { Behaviour } from '../state/behaviour.js';
import { Timers } from '../timers.js';

/** One request to a receiver, ready to go: it is signed already and is repeated byte for byte. */
export interface OutgoingWebhook {
  url: string;
  body: string;
  headers: Record<string, string>;
}

const CONNECTIONS = 64;

/** Posts webhooks; what is not answered 2xx in time is tried again a few times, then dropped. */
@Injectable()
export class WebhookSender implements OnModuleDestroy {
  private readonly agent = new Agent({ connections: CONNECTIONS, keepAliveTimeout: 10_000 });
  private counts = { delivered: 0, failedTries: 0, dropped: 0, lastProblem: undefined as string | undefined };

  constructor(
    private readonly behaviour: Behaviour,
    private readonly timers: Timers,
  ) {}

  /** True once the receiver has taken it; false when every try failed. Never throws. */
  async send(webhook: OutgoingWebhook): Promise<boolean> {
    for (const pauseMs of [undefined, ...this.behaviour.current.webhookRetryDelaysMs]) {
      if (pauseMs !== undefined) await this.timers.wait(pauseMs);
      if (await this.tryOnce(webhook)) {
        this.counts.delivered += 1;
        return true;
      }
      this.counts.failedTries += 1;
    }
    this.counts.dropped += 1;
    return false;
  }

  stats(): Record<string, unknown> {
    return { ...this.counts };
  }

  reset(): void {
    this.counts = { delivered: 0, failedTries: 0, dropped: 0, lastProblem: undefined };
  }

  async onModuleDestroy(): Promise<void> {
    await this.agent.destroy();
  }

  private async tryOnce({ url, body, headers }: OutgoingWebhook): Promise<boolean> {
    try {
      // The time runs from when the call has a connection: what waits for one in here is not the receiver's delay.
      const timeoutMs = this.behaviour.current.webhookTimeoutMs;
      const answer = await request(url, { method: 'POST', body, headers, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, dispatcher: this.agent });
      await answer.body.dump();
      if (answer.statusCode >= 200 && answer.statusCode < 300) return true;
      this.counts.lastProblem = `${url} answered ${answer.statusCode}`;
    } catch (error) {
      this.counts.lastProblem = `${url}: ${error instanceof Error ? error.message : String(error)}`;
    }
    return false;
  }
}
