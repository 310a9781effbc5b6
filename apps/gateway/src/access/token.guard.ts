import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import type { Permission } from '@app/access';
import { ApiError } from '../http/api-error.js';
import { Authenticate, type CallerRequest } from './authenticate.js';
import { PERMISSION } from './require-permission.js';

/** Lets a call through when its token is good, belongs to the apiSpace of the path and has the route's permission. */
@Injectable()
export class TokenGuard implements CanActivate {
  constructor(
    @Inject(Authenticate) private readonly authenticate: Authenticate,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const caller = await this.authenticate.caller(http.getRequest<CallerRequest>(), http.getResponse<FastifyReply>());
    const permission = this.reflector.get<Permission | undefined>(PERMISSION, context.getHandler());
    if (!permission || !caller.permissions.has(permission)) throw new ApiError('forbidden', `The access token lacks the permission ${permission}.`);
    return true;
  }
}
