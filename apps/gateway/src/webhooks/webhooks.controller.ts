import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Put, Query, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Caller } from '@app/access';
import { ADDRESS_GUARD, type AddressGuard } from '@app/infra';
import { availableEvents, availableTemplates, ListDeliveries, MOST_WEBHOOKS, Webhooks, type WebhookView } from '@app/webhooks';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ApiError, ValidationError, type ValidationFailure } from '../http/api-error.js';
import { changedInBetween, revisionOf } from '../http/etag.js';
import { isUuid } from '../http/is-uuid.js';
import { pageOf, pageRequest } from '../http/page-request.js';
import { checkWebhook } from './check-webhook.js';
import { type Query as QueryValues, readFlag } from './query.js';
import { found, shown, shownLag } from './shown-webhook.js';

/** Customers' webhooks (contract §3.5). */
@Controller(['apispaces/:apiSpaceId/webhooks', 'cpaas/webhooks'])
@UseGuards(TokenGuard)
export class WebhooksController {
  constructor(
    @Inject(Webhooks) private readonly webhooks: Webhooks,
    @Inject(ListDeliveries) private readonly deliveries: ListDeliveries,
    @Inject(ADDRESS_GUARD) private readonly addressGuard: AddressGuard,
  ) {}

  /** The body is the vendor's, a bare list: whether there is more stands in the header `Link`. */
  @Get()
  @RequirePermission('webhooks:read')
  async list(@CurrentCaller() caller: Caller, @Query() query: QueryValues, @Res({ passthrough: true }) reply: FastifyReply): Promise<object[]> {
    const page = pageRequest(query);
    const includeDeleted = flag(query, 'includeDeleted');
    const { items, next } = pageOf(await this.webhooks.list(caller.apiSpaceId, { ...page, limit: page.limit + 1, includeDeleted }), page);
    if (next) void reply.header('link', `<?${new URLSearchParams({ limit: String(page.limit), after: next, ...(includeDeleted ? { includeDeleted: 'true' } : {}) }).toString()}>; rel="next"`);
    return items.map(shown);
  }

  @Get('availableevents')
  @RequirePermission('webhooks:read')
  listEvents(@Query() query: QueryValues): object[] {
    return availableEvents(flag(query, 'includeSchemas'));
  }

  @Get('availabletemplates')
  @RequirePermission('webhooks:read')
  listTemplates(): object[] {
    return availableTemplates();
  }

  @Post()
  @RequirePermission('webhooks:write')
  async create(@CurrentCaller() caller: Caller, @Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const webhook = await this.webhooks.create(caller.apiSpaceId, checkWebhook(body, this.addressGuard), `access:${caller.tokenId}`);
    if (!webhook) throw new ApiError('conflict', `The apiSpace has ${MOST_WEBHOOKS} webhooks, which is the most there may be; delete one first.`);
    return withEtag(webhook, reply);
  }

  @Get(':webhookId')
  @RequirePermission('webhooks:read')
  async read(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') id: string,
    @Query() query: QueryValues,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const webhook = await this.find(caller, id, flag(query, 'includeDeleted'));
    const lag = await this.deliveries.lag(id);
    return { ...withEtag(webhook, reply), lag: shownLag(lag, new Date()) };
  }

  @Put(':webhookId')
  @RequirePermission('webhooks:write')
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const settings = checkWebhook(body, this.addressGuard);
    await this.find(caller, id);
    const webhook = await this.webhooks.replace(caller.apiSpaceId, id, settings, `access:${caller.tokenId}`, revisionOf(ifMatch));
    if (!webhook) throw changedInBetween('webhook');
    return withEtag(webhook, reply);
  }

  @Delete(':webhookId')
  @HttpCode(204)
  @RequirePermission('webhooks:write')
  async delete(@CurrentCaller() caller: Caller, @Param('webhookId') id: string, @Headers('if-match') ifMatch: string | undefined): Promise<void> {
    await this.find(caller, id);
    if (!(await this.webhooks.delete(caller.apiSpaceId, id, `access:${caller.tokenId}`, revisionOf(ifMatch)))) throw changedInBetween('webhook');
  }

  private async find(caller: Caller, id: string, includeDeleted = false): Promise<WebhookView> {
    return found(isUuid(id) ? await this.webhooks.find(caller.apiSpaceId, id, includeDeleted) : undefined);
  }
}

function withEtag(webhook: WebhookView, reply: FastifyReply): object {
  void reply.header('etag', `"${webhook.revision}"`).header('last-modified', webhook.updatedAt.toUTCString());
  return shown(webhook);
}

function flag(query: QueryValues, name: string): boolean {
  const failures: ValidationFailure[] = [];
  const value = readFlag(query, name, failures);
  if (failures.length > 0) throw new ValidationError(failures);
  return value;
}
