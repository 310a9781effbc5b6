import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { AccountError, Accounts, type AccountView, AccountViews, type Caller, ConnectAccounts } from '@app/access';
import { isCustomName } from '@app/channels';
import { Profiles } from '@app/profiles';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ApiError, ValidationError } from '../http/api-error.js';
import { isUuid } from '../http/is-uuid.js';
import { pageOf, pageRequest } from '../http/page-request.js';
import { checkAccount } from './check-account.js';

/** `…/accounts`: the pages, phone numbers and custom channels of an apiSpace (ours, beyond the contract). Secrets go in and never come out. */
@Controller(['apispaces/:apiSpaceId/accounts', 'cpaas/accounts'])
@UseGuards(TokenGuard)
export class AccountsController {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(ConnectAccounts) private readonly connectAccounts: ConnectAccounts,
    @Inject(AccountViews) private readonly views: AccountViews,
    @Inject(Profiles) private readonly profiles: Profiles,
  ) {}

  @Get()
  @RequirePermission('access:manage')
  async list(@CurrentCaller() caller: Caller, @Query() query: Record<string, unknown>): Promise<{ accounts: AccountView[]; next?: string }> {
    const page = pageRequest(query);
    const { items, next } = pageOf(await this.views.list(caller.apiSpaceId, { ...page, limit: page.limit + 1 }), page);
    return { accounts: items, ...(next ? { next } : {}) };
  }

  /** Makes the account with this channel and address, or replaces its settings, and its secrets where they are given. */
  @Put()
  @RequirePermission('access:manage')
  async put(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<AccountView> {
    const given = checkAccount(body);
    try {
      const id = await this.connectAccounts.connect({ ...given, apiSpaceId: caller.apiSpaceId, signsForItself: true });
      if (isCustomName(given.channel)) await this.profiles.indexCustomField(caller.apiSpaceId);
      return await this.find(caller, id);
    } catch (error) {
      if (error instanceof AccountError) throw new ValidationError(error.failures);
      throw error;
    }
  }

  @Get(':accountId')
  @RequirePermission('access:manage')
  read(@CurrentCaller() caller: Caller, @Param('accountId') id: string): Promise<AccountView> {
    return this.find(caller, id);
  }

  @Delete(':accountId')
  @HttpCode(204)
  @RequirePermission('access:manage')
  async remove(@CurrentCaller() caller: Caller, @Param('accountId') id: string): Promise<void> {
    if (!isUuid(id) || !(await this.connectAccounts.remove(caller.apiSpaceId, id))) throw notFound();
  }

  /** Lets messages go out again on an account that was held. */
  @Post(':accountId/release')
  @HttpCode(200)
  @RequirePermission('access:manage')
  async release(@CurrentCaller() caller: Caller, @Param('accountId') id: string): Promise<AccountView> {
    if (!isUuid(id) || !(await this.accounts.release(caller.apiSpaceId, id))) throw notFound();
    return this.find(caller, id);
  }

  private async find(caller: Caller, id: string): Promise<AccountView> {
    const account = isUuid(id) ? await this.views.find(caller.apiSpaceId, id) : undefined;
    if (!account) throw notFound();
    return account;
  }
}

function notFound(): ApiError {
  return new ApiError('notFound', 'The apiSpace has no account with this id.');
}
