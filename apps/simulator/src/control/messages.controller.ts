import { Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { type AcceptedSend, SendLog } from '../state/send-log.js';
import { World } from '../state/world.js';
import { WebhookSender } from '../webhooks/webhook-sender.js';

const DEFAULT_LIMIT = 10_000;

/** Control API: what was sent, and how often. */
@Controller('control')
export class MessagesController {
  constructor(
    private readonly log: SendLog,
    private readonly world: World,
    private readonly sender: WebhookSender,
  ) {}

  /**
   * Accepted sends, oldest first; filtered by `channel`, `account`, `recipient`, `reference`, `id`. `count` is how many
   * match; `limit` (10,000) how many of the newest are listed; `fields` (comma-separated) which fields each has.
   */
  @Get('messages')
  messages(@Query() query: Record<string, string | string[] | undefined>): unknown {
    const filters = ['channel', 'account', 'recipient', 'reference', 'id'] as const;
    const matching = this.log
      .all()
      .filter((send) => filters.every((name) => query[name] === undefined || send[name] === query[name]));
    const limit = Number(query['limit']) || DEFAULT_LIMIT;
    const fields = query['fields'] === undefined ? undefined : String(query['fields']).split(',');
    return { count: matching.length, messages: matching.slice(-limit).map((send) => this.show(send, fields)) };
  }

  /** Forgets messages, conversations and counts. */
  @Delete('messages')
  @HttpCode(204)
  forget(): void {
    this.world.forgetMessages();
  }

  /** Send calls, accepted or not: in all, or of one `recipient` (valid calls only). */
  @Get('calls')
  calls(@Query('recipient') recipient?: string): unknown {
    return this.log.callCounts(recipient);
  }

  @Get('stats')
  stats(): unknown {
    return { ...this.log.stats(), webhooks: this.sender.stats() };
  }

  /** Back to the beginning: also faults, behaviour and people. */
  @Post('reset')
  @HttpCode(204)
  reset(): void {
    this.world.reset();
  }

  private show(send: AcceptedSend, fields: string[] | undefined): Record<string, unknown> {
    const { payload, atMs, ...rest } = send;
    const computed: Record<string, () => unknown> = {
      payload: () => JSON.parse(payload),
      at: () => new Date(atMs).toISOString(),
      timesAccepted: () => (send.reference === undefined ? 1 : this.log.timesAccepted(send.reference)),
    };
    const names = fields ?? [...Object.keys(rest), ...Object.keys(computed)];
    return Object.fromEntries(names.map((name) => [name, computed[name] ? computed[name]() : rest[name as keyof typeof rest]]));
  }
}
