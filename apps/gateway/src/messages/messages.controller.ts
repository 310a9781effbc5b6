import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post, Query as QueryString, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Accounts, type Caller } from '@app/access';
import { type MessagePage, type MessageView, ReadMessage, RedactMessages, SearchMessages, TakeBackMessage } from '@app/messaging';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ApiError } from '../http/api-error.js';
import { isUuid } from '../http/is-uuid.js';
import type { Query } from '../http/query-values.js';
import { checkRedaction } from './check-redaction.js';
import { checkSearch } from './check-search.js';
import { type SendAnswer, SendRequests } from './send-requests.js';

const KEY = 'idempotency-key';

/** `…/messages` (contract §1, §2). */
@Controller(['apispaces/:apiSpaceId/messages', 'cpaas/messages'])
@UseGuards(TokenGuard)
export class MessagesController {
  constructor(
    @Inject(SendRequests) private readonly sendRequests: SendRequests,
    @Inject(ReadMessage) private readonly readMessage: ReadMessage,
    @Inject(SearchMessages) private readonly searchMessages: SearchMessages,
    @Inject(TakeBackMessage) private readonly takeBackMessage: TakeBackMessage,
    @Inject(RedactMessages) private readonly redactMessages: RedactMessages,
    @Inject(Accounts) private readonly accounts: Accounts,
  ) {}

  @Post()
  @RequirePermission('messages:send')
  async send(@CurrentCaller() caller: Caller, @Body() body: unknown, @Headers(KEY) key: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    return answerWith(reply, await this.sendRequests.single(caller, body, key));
  }

  @Post('batch')
  @RequirePermission('messages:send')
  async sendBatch(@CurrentCaller() caller: Caller, @Body() body: unknown, @Headers(KEY) key: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    return answerWith(reply, await this.sendRequests.batch(caller, body, key));
  }

  @Get()
  @RequirePermission('messages:read')
  async search(@CurrentCaller() caller: Caller, @QueryString() query: Query): Promise<MessagePage> {
    return this.searchMessages.search(caller.apiSpaceId, checkSearch(query, await this.accounts.channelsOf(caller.apiSpaceId)));
  }

  @Get(':messageId')
  @RequirePermission('messages:read')
  async read(@CurrentCaller() caller: Caller, @Param('messageId') messageId: string): Promise<MessageView> {
    const message = isUuid(messageId) ? await this.readMessage.find(caller.apiSpaceId, messageId) : undefined;
    if (!message) throw unknownMessage();
    return message;
  }

  @Patch(':messageId')
  @HttpCode(202)
  @RequirePermission('messages:send')
  async redact(@CurrentCaller() caller: Caller, @Param('messageId') messageId: string, @Body() body: unknown): Promise<void> {
    checkRedaction(body);
    const redacted = isUuid(messageId) ? await this.redactMessages.redact(caller.apiSpaceId, messageId) : 'unknown';
    if (redacted === 'unknown') throw unknownMessage();
    if (redacted === 'tooEarly') throw new ApiError('conflict', 'The message is still being sent; its content can be taken out when it is sent or has failed.');
  }

  @Delete(':messageId')
  @HttpCode(204)
  @RequirePermission('messages:send')
  async delete(@CurrentCaller() caller: Caller, @Param('messageId') messageId: string): Promise<void> {
    const taken = isUuid(messageId) ? await this.takeBackMessage.takeBack(caller.apiSpaceId, messageId) : 'unknown';
    if (taken === 'unknown') throw unknownMessage();
    if (taken === 'tooLate') throw new ApiError('conflict', 'The message is sent, or is being sent; it can no longer be taken back.');
  }
}

function answerWith(reply: FastifyReply, { status, body, isReplayed }: SendAnswer): unknown {
  void reply.status(status);
  if (isReplayed) void reply.header('idempotency-replayed', 'true');
  return body;
}

function unknownMessage(): ApiError {
  return new ApiError('notFound', 'The apiSpace has no message with this id.');
}
