import { Global, Module } from '@nestjs/common';
import { AccessModule } from '@app/access';
import { Database, SettingsModule } from '@app/infra';

/** What commands need: settings, the database, access. No queue, no server. */
@Global()
@Module({ imports: [SettingsModule, AccessModule], providers: [Database], exports: [Database] })
export class AdminModule {}
