import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { AccessTokens, MOST_ACCESS_TOKENS, type AccessTokenView, type Caller } from '@app/access';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ApiError } from '../http/api-error.js';
import { isUuid } from '../http/is-uuid.js';
import { pageOf, pageRequest } from '../http/page-request.js';
import { checkAccessToken } from './check-access-token.js';

/** `…/accesstokens` (ours, beyond the contract). Who has `access:manage` may give any permission in its own apiSpace. */
@Controller(['apispaces/:apiSpaceId/accesstokens', 'cpaas/accesstokens'])
@UseGuards(TokenGuard)
export class AccessTokensController {
  constructor(@Inject(AccessTokens) private readonly tokens: AccessTokens) {}

  /** The only answer that ever shows the token itself. */
  @Post()
  @RequirePermission('access:manage')
  async create(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<AccessTokenView & { accessToken: string }> {
    const made = await this.tokens.create({ ...checkAccessToken(body), apiSpaceId: caller.apiSpaceId });
    if (!made) throw new ApiError('conflict', `The apiSpace has ${MOST_ACCESS_TOKENS} access tokens, which is the most there may be; revoke one first.`);
    return { ...(await this.find(caller, made.tokenId)), accessToken: made.accessToken };
  }

  @Get()
  @RequirePermission('access:manage')
  async list(@CurrentCaller() caller: Caller, @Query() query: Record<string, unknown>): Promise<{ accessTokens: AccessTokenView[]; next?: string }> {
    const page = pageRequest(query);
    const { items, next } = pageOf(await this.tokens.list(caller.apiSpaceId, { ...page, limit: page.limit + 1 }), page);
    return { accessTokens: items, ...(next ? { next } : {}) };
  }

  @Get(':tokenId')
  @RequirePermission('access:manage')
  read(@CurrentCaller() caller: Caller, @Param('tokenId') id: string): Promise<AccessTokenView> {
    return this.find(caller, id);
  }

  /** From now on here, and after at most 5 s in every other process, calls with it get 401. */
  @Delete(':tokenId')
  @HttpCode(204)
  @RequirePermission('access:manage')
  async revoke(@CurrentCaller() caller: Caller, @Param('tokenId') id: string): Promise<void> {
    if (!isUuid(id) || !(await this.tokens.revoke(caller.apiSpaceId, id))) throw notFound();
  }

  private async find(caller: Caller, id: string): Promise<AccessTokenView> {
    const token = isUuid(id) ? await this.tokens.find(caller.apiSpaceId, id) : undefined;
    if (!token) throw notFound();
    return token;
  }
}

function notFound(): ApiError {
  return new ApiError('notFound', 'The apiSpace has no access token with this id, or it is revoked already.');
}
