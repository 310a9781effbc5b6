import { Global, Module } from '@nestjs/common';
import { Profiles } from './profiles.js';

@Global()
@Module({ providers: [Profiles], exports: [Profiles] })
export class ProfilesModule {}
