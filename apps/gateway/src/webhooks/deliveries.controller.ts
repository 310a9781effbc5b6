import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { CallReceiver, DELIVERY_STATES, type DeliveryQuery, ListDeliveries, ReplayEvents, Webhooks, type WebhookView } from '@app/webhooks';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ApiError, ValidationError, type ValidationFailure } from '../http/api-error.js';
import { isUuid } from '../http/is-uuid.js';
import { checkReplay } from './check-replay.js';
import { type Query as QueryValues, readNumber, readOneOf } from './query.js';
import { found, shownDelivery } from './shown-webhook.js';

const PAGE = { least: 1, most: 200, otherwise: 50 };

/** What a webhook was told, what it refused, and telling it again: extensions (contract §12.13). */
@Controller(['apispaces/:apiSpaceId/webhooks/:webhookId', 'cpaas/webhooks/:webhookId'])
@UseGuards(TokenGuard)
export class DeliveriesController {
  constructor(
    @Inject(Webhooks) private readonly webhooks: Webhooks,
    @Inject(ListDeliveries) private readonly listDeliveries: ListDeliveries,
    @Inject(CallReceiver) private readonly callReceiver: CallReceiver,
    @Inject(ReplayEvents) private readonly replayEvents: ReplayEvents,
  ) {}

  /** Newest first; `next` goes into `after` for the page behind. A page may be short and still have one: so much was looked at. */
  @Get('deliveries')
  @RequirePermission('webhooks:read')
  async list(@CurrentCaller() caller: Caller, @Param('webhookId') id: string, @Query() query: QueryValues): Promise<object> {
    const checked = checkDeliveryQuery(query);
    const webhook = await this.find(caller, id);
    const page = await this.listDeliveries.page({ id: webhook.id, apiSpaceId: caller.apiSpaceId }, checked);
    return { ...page, deliveries: page.deliveries.map(shownDelivery) };
  }

  @Post('replay')
  @HttpCode(202)
  @RequirePermission('webhooks:write')
  async replay(@CurrentCaller() caller: Caller, @Param('webhookId') id: string, @Body() body: unknown): Promise<{ count: number }> {
    const replay = checkReplay(body, new Date());
    const webhook = await this.find(caller, id);
    if (webhook.disabledReason) throw new ApiError('conflict', 'The webhook is switched off (see its disabledReason); a PUT switches it on again.');
    const count = replay.state === 'all' ? await this.replayEvents.all(webhook.id, replay.range) : await this.replayEvents.dead(webhook.id, replay.range);
    return { count };
  }

  /** Brings a made-up event at once, signed like any other, and says what the receiver answered. It is not recorded or retried. */
  @Post('test')
  @HttpCode(200)
  @RequirePermission('webhooks:write')
  async test(@CurrentCaller() caller: Caller, @Param('webhookId') id: string): Promise<object> {
    const webhook = await this.find(caller, id);
    const { delivered, status, error } = await this.callReceiver.test({ id: webhook.id, apiSpaceId: caller.apiSpaceId, isBatch: webhook.batch });
    return { delivered, ...(status === undefined ? {} : { status }), ...(delivered || error === undefined ? {} : { error }) };
  }

  private async find(caller: Caller, id: string): Promise<WebhookView> {
    return found(isUuid(id) ? await this.webhooks.find(caller.apiSpaceId, id) : undefined);
  }
}

function checkDeliveryQuery(query: QueryValues): DeliveryQuery {
  const failures: ValidationFailure[] = [];
  const state = readOneOf(query, 'state', DELIVERY_STATES, failures);
  const limit = readNumber(query, 'limit', PAGE, failures);
  const { after } = query;
  if (after !== undefined && !(typeof after === 'string' && isUuid(after))) failures.push({ paramName: 'after', message: 'must be the next of the page before' });
  if (failures.length > 0) throw new ValidationError(failures);
  return { limit, ...(state ? { state } : {}), ...(typeof after === 'string' ? { after } : {}) };
}
