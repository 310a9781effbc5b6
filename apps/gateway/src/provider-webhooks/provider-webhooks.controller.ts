import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { Settings } from '@app/infra';
import { ReceiveProviderEvents } from '@app/messaging';
import { ApiError } from '../http/api-error.js';

/**
 * Where providers call us. `/ccm/webhook` is the path that Expertflow's channel manager had.
 * A call is answered 200 once its raw body is committed, whatever is in it; a wrong signature gets 403.
 */
@Controller()
export class ProviderWebhooksController {
  constructor(
    @Inject(ReceiveProviderEvents) private readonly receiveProviderEvents: ReceiveProviderEvents,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Meta asks once, when the webhook is set up, whether it is ours. */
  @Get(['webhooks/facebook', 'ccm/webhook'])
  @Header('content-type', 'text/plain')
  verify(@Query() query: Record<string, string>): string {
    const expected = this.settings.FACEBOOK_VERIFY_TOKEN;
    const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
    if (mode !== 'subscribe' || typeof challenge !== 'string' || typeof token !== 'string' || !expected || !isSame(token, expected)) {
      throw new ApiError('forbidden', 'The verify token is not the one in FACEBOOK_VERIFY_TOKEN.');
    }
    return challenge;
  }

  @Post(['webhooks/facebook', 'ccm/webhook'])
  @HttpCode(200)
  async facebook(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.take('facebook', request, reply);
  }

  @Post('webhooks/sms')
  @HttpCode(200)
  async sms(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.take('sms', request, reply);
  }

  /** Every other channel, at the path that its definition says. */
  @Post('webhooks/:path')
  @HttpCode(200)
  async other(@Param('path') path: string, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.take(path, request, reply);
  }

  private async take(path: string, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const channel = this.channels.all.find(({ name, webhook }) => (webhook?.path ?? name) === path);
    if (!channel) throw new ApiError('notFound', 'No channel is called at this path.');
    await this.receive(channel.name, request);
    const { contentType, body } = channel.webhook?.answer ?? { contentType: 'text/plain', body: 'EVENT_RECEIVED' };
    void reply.type(contentType);
    return body;
  }

  private async receive(channel: string, request: FastifyRequest): Promise<void> {
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const baseUrl = this.settings.PUBLIC_URL ?? `${request.protocol}://${request.host}`;
    const headers = request.headers as Record<string, string | undefined>;
    const isOurs = await this.receiveProviderEvents.receive(channel, { rawBody, headers, url: `${baseUrl}${request.url}` });
    if (!isOurs) throw new ApiError('forbidden', 'The signature is missing, or was made with a secret that no account has.');
  }
}

/** Constant time, whatever the lengths. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
