import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessTokens, type Caller } from '@app/access';
import { ApiError } from '../http/api-error.js';
import { FailedLogins } from './failed-logins.js';

/** Finds out who calls. Bearer everywhere; under `/cpaas`, where the apiSpace is the token's own, also Basic with the token as password. */
@Injectable()
export class Authenticate {
  constructor(
    @Inject(AccessTokens) private readonly tokens: AccessTokens,
    @Inject(FailedLogins) private readonly failedLogins: FailedLogins,
  ) {}

  /** Throws an ApiError for calls without a token that is good; of too many from one address, with `Retry-After` in the reply. */
  async caller(request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    const { apiSpaceId } = request.params as { apiSpaceId?: string };
    const token = tokenOf(request.headers.authorization, apiSpaceId === undefined);
    if (!token) throw new ApiError('unauthorized', 'Send the access token in the header: authorization: Bearer <token>.');
    const caller = await this.tokens.verify(token);
    if (!caller) throw this.failure(request.ip, reply);
    return caller;
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
