import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Put, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Caller } from '@app/access';
import { ADDRESS_GUARD, type AddressGuard } from '@app/infra';
import { type WebhookSettings, Webhooks, type WebhookView } from '@app/webhooks';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ApiError, ValidationError } from '../http/api-error.js';
import { isUuid } from '../http/is-uuid.js';
import { validateBody } from '../http/validate-body.js';
import { WebhookDto } from './webhook.dto.js';

/** Customers' webhooks (contract §3.5). */
@Controller(['apispaces/:apiSpaceId/webhooks', 'cpaas/webhooks'])
@UseGuards(TokenGuard)
export class WebhooksController {
  constructor(
    @Inject(Webhooks) private readonly webhooks: Webhooks,
    @Inject(ADDRESS_GUARD) private readonly addressGuard: AddressGuard,
  ) {}

  @Get()
  @RequirePermission('webhooks:read')
  async list(@CurrentCaller() caller: Caller): Promise<object[]> {
    return (await this.webhooks.list(caller.apiSpaceId)).map(shown);
  }

  @Post()
  @RequirePermission('webhooks:write')
  async create(@CurrentCaller() caller: Caller, @Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const webhook = await this.webhooks.create(caller.apiSpaceId, this.check(body), `access:${caller.tokenId}`);
    return withEtag(webhook, reply);
  }

  @Get(':webhookId')
  @RequirePermission('webhooks:read')
  async read(@CurrentCaller() caller: Caller, @Param('webhookId') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    return withEtag(await this.find(caller, id), reply);
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
    const settings = this.check(body);
    await this.find(caller, id);
    const webhook = await this.webhooks.replace(caller.apiSpaceId, id, settings, `access:${caller.tokenId}`, revisionOf(ifMatch));
    if (!webhook) throw changedInBetween();
    return withEtag(webhook, reply);
  }

  @Delete(':webhookId')
  @HttpCode(204)
  @RequirePermission('webhooks:write')
  async delete(@CurrentCaller() caller: Caller, @Param('webhookId') id: string, @Headers('if-match') ifMatch: string | undefined): Promise<void> {
    await this.find(caller, id);
    if (!(await this.webhooks.delete(caller.apiSpaceId, id, `access:${caller.tokenId}`, revisionOf(ifMatch)))) throw changedInBetween();
  }

  private async find(caller: Caller, id: string): Promise<WebhookView> {
    const webhook = isUuid(id) ? await this.webhooks.find(caller.apiSpaceId, id) : undefined;
    if (!webhook) throw new ApiError('notFound', 'The apiSpace has no webhook with this id.');
    return webhook;
  }

  private check(body: unknown): WebhookSettings {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ValidationError([{ paramName: 'request', message: 'must be a JSON object' }]);
    const { value, failures } = validateBody(WebhookDto, body);
    const reason = typeof value.url === 'string' ? this.addressGuard.checkUrl(value.url) : undefined;
    if (reason) failures.push({ paramName: 'url', message: reason });
    if (failures.length > 0) throw new ValidationError(failures);
    return { name: value.name, url: value.url, subscriptions: value.subscriptions ?? [], ...(value.secret ? { secret: value.secret } : {}) };
  }
}

/** The secret is not shown. */
function shown({ id, name, url, subscriptions, createdAt, createdBy, updatedAt, updatedBy, disabledReason }: WebhookView): object {
  return {
    id,
    name,
    url,
    subscriptions,
    ...(disabledReason ? { disabledReason } : {}),
    _createdOn: createdAt.toISOString(),
    _createdBy: createdBy,
    _updatedOn: updatedAt.toISOString(),
    _updatedBy: updatedBy,
  };
}

function withEtag(webhook: WebhookView, reply: FastifyReply): object {
  void reply.header('etag', `"${webhook.revision}"`).header('last-modified', webhook.updatedAt.toUTCString());
  return shown(webhook);
}

/** The revision that the caller has seen. One that is not of ours matches nothing. */
function revisionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch === '*') return undefined;
  const revision = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch)?.[1];
  return revision === undefined ? -1 : Number(revision);
}

function changedInBetween(): ApiError {
  return new ApiError('preconditionFailed', 'The webhook has changed since: read it again and send its ETag in If-Match.');
}
