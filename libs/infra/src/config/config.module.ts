import { Global, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { loadSettings } from './load-settings.js';
import { Settings } from './settings.js';

/** Makes the checked settings injectable as `Settings`. A `.env` file in the working directory counts too. */
@Global()
@Module({
  imports: [ConfigModule.forRoot({ cache: true, isGlobal: true })],
  providers: [{ provide: Settings, useFactory: () => loadSettings(process.env) }],
  exports: [Settings],
})
export class SettingsModule {}
