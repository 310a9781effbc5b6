import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Caller, Permission } from '@app/access';

export const PERMISSION = 'permission';

/** The permission that a route needs; TokenGuard refuses routes that name none. */
export const RequirePermission = (permission: Permission) => SetMetadata(PERMISSION, permission);

/** Who calls, as the guard found out. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => context.switchToHttp().getRequest<{ caller: Caller }>().caller);
