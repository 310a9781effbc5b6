import { Global, Module } from '@nestjs/common';
import { AccessModule } from '@app/access';
import { Database, SettingsModule } from '@app/infra';
import { ProfilesModule } from '@app/profiles';

/** What commands need: settings, the database, access, profiles. No queue, no server. */
@Global()
@Module({ imports: [SettingsModule, AccessModule, ProfilesModule], providers: [Database], exports: [Database] })
export class AdminModule {}
