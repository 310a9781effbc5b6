import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, Permission } from '@app/access';
import { ApiError } from '../http/api-error.js';
import { Authenticate } from './authenticate.js';
import { PERMISSION } from './require-permission.js';
import { isSameSpace } from './same-space.js';
import { TokenRates } from './token-rates.js';

/** Lets a call through when its token is good, belongs to the apiSpace of the path and has the route's permission. */
@Injectable()
export class TokenGuard implements CanActivate {
  constructor(
    @Inject(Authenticate) private readonly authenticate: Authenticate,
    @Inject(TokenRates) private readonly rates: TokenRates,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { caller?: Caller }>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const caller = await this.authenticate.caller(request, reply);
    this.countCall(caller, reply);
    const { apiSpaceId } = request.params as { apiSpaceId?: string };
    if (apiSpaceId !== undefined && !isSameSpace(apiSpaceId, caller.apiSpaceId)) {
      throw new ApiError('forbidden', 'The access token belongs to another apiSpace than the one in the path.');
    }
    const permission = this.reflector.get<Permission | undefined>(PERMISSION, context.getHandler());
    if (!permission || !caller.permissions.has(permission)) throw new ApiError('forbidden', `The access token lacks the permission ${permission}.`);
    request.caller = caller;
    return true;
  }

  /** Calls that are refused for another reason count too. */
  private countCall({ tokenId }: Caller, reply: FastifyReply): void {
    const rate = this.rates.take(tokenId);
    if (!rate) return;
    void reply.header('x-ratelimit-limit', rate.limit).header('x-ratelimit-remaining', rate.remaining).header('x-ratelimit-reset', rate.resetS);
    if (rate.retryAfterS === undefined) return;
    void reply.header('retry-after', rate.retryAfterS);
    throw new ApiError('tooManyRequests', `The access token makes too many calls; try again in ${rate.retryAfterS} s.`);
  }
}
