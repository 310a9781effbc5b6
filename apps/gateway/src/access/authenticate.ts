import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessTokens, type Caller } from '@app/access';
import { ApiError } from '../http/api-error.js';
import { FailedLogins } from './failed-logins.js';
import { isSameSpace } from './same-space.js';
import { TokenRates } from './token-rates.js';

/** A call, and whose it is once that is known. */
export type CallerRequest = FastifyRequest & { caller?: Caller };

/** Finds out who calls. Bearer everywhere; under `/cpaas`, where the apiSpace is the token's own, also Basic with the token as password. */
@Injectable()
export class Authenticate {
  constructor(
    @Inject(AccessTokens) private readonly tokens: AccessTokens,
    @Inject(FailedLogins) private readonly failedLogins: FailedLogins,
    @Inject(TokenRates) private readonly rates: TokenRates,
  ) {}

  /**
   * Counts the call, once, however often it is asked. Throws an ApiError for one without a token that is good for the apiSpace of
   * the path; for too many of a token, or with bad ones from an address, with `Retry-After` in the reply.
   */
  async caller(request: CallerRequest, reply: FastifyReply): Promise<Caller> {
    request.caller ??= await this.admit(request, reply);
    return request.caller;
  }

  private async admit(request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    const { apiSpaceId } = request.params as { apiSpaceId?: string };
    const token = tokenOf(request.headers.authorization, apiSpaceId === undefined);
    if (!token) throw new ApiError('unauthorized', 'Send the access token in the header: authorization: Bearer <token>.');
    const caller = await this.tokens.verify(token);
    if (!caller) throw this.failure(request.ip, reply);
    this.countCall(caller, reply);
    if (apiSpaceId !== undefined && !isSameSpace(apiSpaceId, caller.apiSpaceId)) {
      throw new ApiError('forbidden', 'The access token belongs to another apiSpace than the one in the path.');
    }
    return caller;
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

  /** The token is looked at all the same, since good ones from the same address go on; a made-up one costs no more than its signature. */
  private failure(address: string, reply: FastifyReply): ApiError {
    const retryAfterS = this.failedLogins.count(address);
    if (retryAfterS === undefined) return new ApiError('unauthorized', 'The access token is not valid, or has been revoked.');
    void reply.header('retry-after', retryAfterS);
    return new ApiError('tooManyRequests', `Too many calls with access tokens that are not valid came from this address; try again in ${retryAfterS} s.`);
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
