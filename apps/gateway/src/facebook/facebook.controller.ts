import { Body, Controller, Header, HttpCode, Inject, Post, Query, UseGuards } from '@nestjs/common';
import { type Caller, FacebookState } from '@app/access';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { isSameSpace } from '../access/same-space.js';
import { TokenGuard } from '../access/token.guard.js';
import { ApiError, ValidationError } from '../http/api-error.js';
import { checkState } from './check-state.js';

/** `…/channels/facebook` (contract §6). */
@Controller(['apispaces/:apiSpaceId/channels/facebook', 'cpaas/channels/facebook'])
@UseGuards(TokenGuard)
export class FacebookController {
  constructor(@Inject(FacebookState) private readonly facebookState: FacebookState) {}

  /** The answer is one JSON string, for `data-ref` of a plugin or `ref` of an m.me link. */
  @Post('state')
  @HttpCode(200)
  @Header('content-type', 'application/json; charset=utf-8')
  @RequirePermission('facebook:optin')
  state(@CurrentCaller() caller: Caller, @Body() body: unknown, @Query('apiSpaceId') apiSpaceId: unknown): string {
    if (typeof apiSpaceId === 'string' && !isSameSpace(apiSpaceId, caller.apiSpaceId)) {
      throw new ApiError('forbidden', 'The access token belongs to another apiSpace than the one in the query.');
    }
    const { profileId, fields } = checkState(body);
    const state = this.facebookState.seal(caller.apiSpaceId, profileId, fields);
    if (state !== undefined) return JSON.stringify(state);
    const paramName = this.facebookState.seal(caller.apiSpaceId, profileId) === undefined ? 'profileId' : 'request';
    throw new ValidationError([{ paramName, message: 'is too long: Facebook takes at most 250 characters, in which about 130 bytes of it find room' }]);
  }
}
