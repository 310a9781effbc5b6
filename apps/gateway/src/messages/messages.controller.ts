import { Body, Controller, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { type Caller, CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { AcceptMessages, type MessageView, newMessage, ReadMessage, viewOfNew } from '@app/messaging';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ApiError, ValidationError } from '../http/api-error.js';
import { isUuid } from '../http/is-uuid.js';
import { checkBatch } from './check-batch.js';
import { type CheckedRequest, checkSendRequest } from './check-send-request.js';

/** `…/messages` (contract §1, §2). */
@Controller(['apispaces/:apiSpaceId/messages', 'cpaas/messages'])
@UseGuards(TokenGuard)
export class MessagesController {
  constructor(
    @Inject(AcceptMessages) private readonly acceptMessages: AcceptMessages,
    @Inject(ReadMessage) private readonly readMessage: ReadMessage,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
  ) {}

  @Post()
  @RequirePermission('messages:send')
  async send(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<MessageView> {
    const checked = checkSendRequest(body, this.channels);
    if (checked.failures.length > 0) throw new ValidationError(checked.failures);
    mayUseRules(caller, [checked]);
    const message = newMessage(caller, checked.request, checked.warnings);
    await this.acceptMessages.accept(message);
    return viewOfNew(message);
  }

  @Post('batch')
  @HttpCode(202)
  @RequirePermission('messages:send')
  async sendBatch(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<{ index: number; messageId: string }[]> {
    const checked = await checkBatch(body, this.channels);
    mayUseRules(caller, checked);
    const messages = checked.map(({ request, warnings }) => newMessage(caller, request, warnings));
    await this.acceptMessages.acceptAll(messages);
    return messages.map(({ id }, index) => ({ index, messageId: id }));
  }

  @Get(':messageId')
  @RequirePermission('messages:read')
  async read(@CurrentCaller() caller: Caller, @Param('messageId') messageId: string): Promise<MessageView> {
    const message = isUuid(messageId) ? await this.readMessage.find(caller.apiSpaceId, messageId) : undefined;
    if (!message) throw new ApiError('notFound', 'The apiSpace has no message with this id.');
    return message;
  }
}

function mayUseRules(caller: Caller, requests: readonly CheckedRequest[]): void {
  if (caller.permissions.has('messages:branch')) return;
  if (requests.every(({ request }) => request.rules.length === 1)) return;
  throw new ApiError('forbidden', 'The access token lacks the permission messages:branch, which more than one rule needs.');
}
