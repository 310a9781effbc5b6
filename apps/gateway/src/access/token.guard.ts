import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessTokens, type Caller, type Permission } from '@app/access';
import { ApiError } from '../http/api-error.js';
import { FailedLogins } from './failed-logins.js';
import { PERMISSION } from './require-permission.js';
import { isSameSpace } from './same-space.js';
import { TokenRates } from './token-rates.js';

/**
 * Lets a call through when its token is good, belongs to the apiSpace of the path and has the route's permission.
 * Bearer everywhere; under `/cpaas`, where the apiSpace is the token's own, also Basic with the token as password.
 */
@Injectable()
export class TokenGuard implements CanActivate {
  constructor(
    @Inject(AccessTokens) private readonly tokens: AccessTokens,
    @Inject(TokenRates) private readonly rates: TokenRates,
    @Inject(FailedLogins) private readonly failedLogins: FailedLogins,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { caller?: Caller }>();
    const { apiSpaceId } = request.params as { apiSpaceId?: string };
    const token = tokenOf(request.headers.authorization, apiSpaceId === undefined);
    if (!token) throw new ApiError('unauthorized', 'Send the access token in the header: authorization: Bearer <token>.');
    const caller = await this.tokens.verify(token);
    if (!caller) throw this.failure(request.ip, context);
    this.countCall(caller, context);
    if (apiSpaceId !== undefined && !isSameSpace(apiSpaceId, caller.apiSpaceId)) {
      throw new ApiError('forbidden', 'The access token belongs to another apiSpace than the one in the path.');
    }
    const permission = this.reflector.get<Permission | undefined>(PERMISSION, context.getHandler());
    if (!permission || !caller.permissions.has(permission)) throw new ApiError('forbidden', `The access token lacks the permission ${permission}.`);
    request.caller = caller;
    return true;
  }

  /** The token is looked at all the same, since good ones from the same address go on; a made-up one costs no more than its signature. */
  private failure(address: string, context: ExecutionContext): ApiError {
    const retryAfterS = this.failedLogins.count(address);
    if (retryAfterS === undefined) return new ApiError('unauthorized', 'The access token is not valid, or has been revoked.');
    void context.switchToHttp().getResponse<FastifyReply>().header('retry-after', retryAfterS);
    return new ApiError('tooManyRequests', `Too many calls with access tokens that are not valid came from this address; try again in ${retryAfterS} s.`);
  }

  /** Calls that are refused for another reason count too. */
  private countCall({ tokenId }: Caller, context: ExecutionContext): void {
    const rate = this.rates.take(tokenId);
    if (!rate) return;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    void reply.header('x-ratelimit-limit', rate.limit).header('x-ratelimit-remaining', rate.remaining).header('x-ratelimit-reset', rate.resetS);
    if (rate.retryAfterS === undefined) return;
    void reply.header('retry-after', rate.retryAfterS);
    throw new ApiError('tooManyRequests', `The access token makes too many calls; try again in ${rate.retryAfterS} s.`);
  }
}

function tokenOf(header: string | undefined, takesBasic: boolean): string | undefined {
  const [scheme, value] = header?.split(' ', 2) ?? [];
  if (!value) return undefined;
  if (scheme!.toLowerCase() === 'bearer') return value;
  if (!takesBasic || scheme!.toLowerCase() !== 'basic') return undefined;
  const credentials = Buffer.from(value, 'base64').toString('utf8');
  return credentials.slice(credentials.indexOf(':') + 1) || undefined;
}
