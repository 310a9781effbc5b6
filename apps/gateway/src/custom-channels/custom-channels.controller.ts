import { Body, Controller, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { Accounts, type Caller } from '@app/access';
import { type InboundView, PostInbound, ReportInboundStatus, ReportStatus } from '@app/messaging';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ApiError } from '../http/api-error.js';
import { isUuid } from '../http/is-uuid.js';
import { checkInbound } from './check-inbound.js';
import { checkInboundStatus, checkStatusReport } from './check-report.js';

/** What a message's status was reported to be, and where the message is now (ours: `messageId`, `status`). */
interface ReportAnswer {
  messageId: string;
  status: string;
  channel: string;
  timestamp: string;
  failureReason?: string;
  channelStatus?: unknown;
  additionalInfo?: unknown;
}

/** What a business's own channel tells the gateway: statuses and inbounds (contract §1.1). */
@Controller(['apispaces/:apiSpaceId/messages', 'cpaas/messages'])
@UseGuards(TokenGuard)
export class CustomChannelsController {
  constructor(
    @Inject(ReportStatus) private readonly reportStatus: ReportStatus,
    @Inject(PostInbound) private readonly postInbound: PostInbound,
    @Inject(ReportInboundStatus) private readonly reportInboundStatus: ReportInboundStatus,
    @Inject(Accounts) private readonly accounts: Accounts,
  ) {}

  @Post(':messageId/statuses/:status')
  @HttpCode(200)
  @RequirePermission('messages:report')
  async status(@CurrentCaller() caller: Caller, @Param('messageId') messageId: string, @Param('status') status: string, @Body() body: unknown): Promise<ReportAnswer> {
    const report = checkStatusReport(status, body);
    const reported = isUuid(messageId) ? await this.reportStatus.report(caller.apiSpaceId, messageId, report) : 'unknown';
    if (reported === 'unknown') throw new ApiError('notFound', 'The apiSpace has no message with this id.');
    if (reported === 'notTried') throw new ApiError('conflict', `The message was not tried on ${report.channel ? 'this' : 'a'} custom channel; only such a channel reports its statuses.`);
    const { occurredAt, failureReason, details } = report;
    return { messageId, ...reported, timestamp: occurredAt.toISOString(), ...(failureReason ? { failureReason } : {}), ...details };
  }

  @Post('inbounds')
  @RequirePermission('messages:report')
  async inbound(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<InboundView> {
    const [channels, accounts] = await Promise.all([this.accounts.channelsOf(caller.apiSpaceId), this.accounts.ofSpace(caller.apiSpaceId)]);
    return this.postInbound.post(caller, checkInbound(body, channels, accounts));
  }

  @Post('inbounds/:inboundMessageId/statuses/:status')
  @HttpCode(200)
  @RequirePermission('messages:report')
  async inboundStatus(@CurrentCaller() caller: Caller, @Param('inboundMessageId') id: string, @Param('status') status: string, @Body() body: unknown): Promise<InboundView> {
    const report = checkInboundStatus(status, body);
    const reported = isUuid(id) ? await this.reportInboundStatus.report(caller, id, report) : 'unknown';
    if (reported === 'unknown') throw new ApiError('notFound', 'The apiSpace has no inbound with this id.');
    if (reported === 'builtIn') throw new ApiError('conflict', 'The inbound came on a channel of the gateway; only those of custom channels have their statuses reported.');
    return reported;
  }
}
