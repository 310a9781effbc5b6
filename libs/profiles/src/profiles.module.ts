import { Global, Module } from '@nestjs/common';
import { DeleteOldProfiles } from './delete-old-profiles.js';
import { OptIns } from './opt-ins.js';
import { ProfileLinks } from './profile-links.js';
import { ProfileRows } from './profile-rows.js';
import { ProfileTurns } from './profile-turns.js';
import { Profiles } from './profiles.js';
import { SearchProfiles } from './search-profiles.js';

const providers = [DeleteOldProfiles, OptIns, ProfileLinks, ProfileRows, Profiles, ProfileTurns, SearchProfiles];

@Global()
@Module({ providers, exports: providers })
export class ProfilesModule {}
