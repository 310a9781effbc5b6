import { Controller, Get, Inject } from '@nestjs/common';
import { Database } from '@app/infra';
import { ApiError } from '../http/api-error.js';

@Controller('health')
export class HealthController {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The process lives. */
  @Get(['', 'live'])
  live(): object {
    return { status: 'ok' };
  }

  /** It can accept messages: the database answers. The queue may be away; what is accepted then goes out later. */
  @Get('ready')
  async ready(): Promise<object> {
    try {
      await this.database.$queryRaw`select 1`;
    } catch {
      throw new ApiError('unavailable', "The database can't be reached.");
    }
    return { status: 'ready' };
  }
}
