import { Global, Module } from '@nestjs/common';
import { AccessModule } from '@app/access';
import { createLogger, Database, LOGGER, SettingsModule } from '@app/infra';
import { ProfilesModule } from '@app/profiles';

/** What commands need: settings, the database, access, profiles. No queue, no server. */
@Global()
@Module({
  imports: [SettingsModule, AccessModule, ProfilesModule],
  // What a command says is its answer.
  providers: [Database, { provide: LOGGER, useFactory: () => createLogger('admin', 'silent') }],
  exports: [Database, LOGGER],
})
export class AdminModule {}
