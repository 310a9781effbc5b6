import { Controller, Get, Inject, Param, Query as QueryString, UseGuards } from '@nestjs/common';
import { Accounts, type Caller } from '@app/access';
import { namesWithVendors } from '@app/channels';
import { StatementTooSlow } from '@app/infra';
import { type HistoryEntry, ReadHistory } from '@app/messaging';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ApiError, ValidationError } from '../http/api-error.js';
import { type Query, QueryValues } from '../http/query-values.js';

const NAMES = ['channelId', 'conversationId', 'direction', 'from', 'limit'];
const DIRECTIONS = ['inbound', 'outbound'] as const;
const LIMIT = 50;
const MOST = 500;

/** `…/profiles/{profileId}/messages`: what went to and fro (contract §2.2). */
@Controller(['apispaces/:apiSpaceId/profiles/:profileId/messages', 'cpaas/profiles/:profileId/messages'])
@UseGuards(TokenGuard)
export class HistoryController {
  constructor(
    @Inject(ReadHistory) private readonly readHistory: ReadHistory,
    @Inject(Accounts) private readonly accounts: Accounts,
  ) {}

  @Get()
  @RequirePermission('messages:read')
  async read(@CurrentCaller() caller: Caller, @Param('profileId') profileId: string, @QueryString() query: Query): Promise<HistoryEntry[]> {
    const values = new QueryValues(query);
    const channels = await this.accounts.channelsOf(caller.apiSpaceId);
    const channelId = values.oneOf('channelId', namesWithVendors(channels));
    const conversationId = values.text('conversationId');
    const direction = values.oneOf('direction', DIRECTIONS);
    // Another process's clock may be a little ahead: "now" includes what has just come.
    const from = values.time('from', new Date(Date.now() + 60_000));
    const limit = values.limit(LIMIT, MOST);
    values.refuseOthers((name) => NAMES.includes(name), NAMES.join(', '));
    if (profileId.includes('\u0000') || !profileId.isWellFormed()) values.fail('profileId', 'must be text');
    if (values.failures.length > 0) throw new ValidationError(values.failures);
    const filters = { ...(channelId ? { channelId } : {}), ...(conversationId ? { conversationId } : {}), ...(direction ? { direction } : {}) };
    const entries = await this.readHistory.read(caller.apiSpaceId, { profileId, from, limit, ...filters }).catch(tooSlow);
    if (!entries) throw new ApiError('notFound', 'The apiSpace has no profile with this id, and no messages of it.');
    return entries;
  }
}

function tooSlow(error: unknown): never {
  if (!(error instanceof StatementTooSlow)) throw error;
  throw new ApiError('queryTooSlow', 'What channelId and conversationId ask for lies too far apart, so that the search for it was stopped. Ask without them, or from an earlier time.');
}
