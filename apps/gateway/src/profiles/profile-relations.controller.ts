import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, UseFilters, UseGuards } from '@nestjs/common';
import { Accounts, type Caller } from '@app/access';
import { namesWithVendors } from '@app/channels';
import { type OptInMap, OptIns, ProfileLinks, type ProfileLinkView, ProfileRefusal } from '@app/profiles';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ValidationError } from '../http/api-error.js';
import { checkChannelMap, checkChannels } from './check-opt-ins.js';
import { wrongId } from './check-profile.js';
import { knownId } from './profile-call.js';
import { ProfileRefusalFilter } from './profile-refusal.filter.js';

const KINDS = ['link', 'primary'];
const MOST_IDS = 1_000;

/** What belongs to a profile beside its data: opt-ins, links, devices (contract §4). */
@Controller(['apispaces/:apiSpaceId/profiles', 'cpaas/profiles'])
@UseGuards(TokenGuard)
@UseFilters(ProfileRefusalFilter)
export class ProfileRelationsController {
  constructor(
    @Inject(OptIns) private readonly optIns: OptIns,
    @Inject(ProfileLinks) private readonly links: ProfileLinks,
    @Inject(Accounts) private readonly accounts: Accounts,
  ) {}

  @Get('optin')
  @RequirePermission('profiles:read')
  async defaults(@CurrentCaller() caller: Caller): Promise<OptInMap> {
    return this.optIns.defaults(caller.apiSpaceId);
  }

  @Put('optin')
  @RequirePermission('profiles:write')
  async setDefaults(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<OptInMap> {
    return this.optIns.setDefaults(caller.apiSpaceId, checkChannelMap(body, await this.accounts.channelsOf(caller.apiSpaceId)));
  }

  /** An extension: what the person said, by channel. */
  @Get(':profileId/optin')
  @RequirePermission('profiles:read')
  async optInsOf(@CurrentCaller() caller: Caller, @Param('profileId') id: string): Promise<OptInMap> {
    return this.optIns.of(caller.apiSpaceId, knownId(id));
  }

  @Put(':profileId/optin')
  @RequirePermission('profiles:write')
  async optIn(@CurrentCaller() caller: Caller, @Param('profileId') id: string, @Body() body: unknown): Promise<OptInMap> {
    const channels = checkChannels((body as { channels?: unknown } | undefined)?.channels, 'channels', await this.accounts.channelsOf(caller.apiSpaceId));
    return this.optIns.set(caller.apiSpaceId, knownId(id), mapOf(channels, true));
  }

  /** Without a channel: out of all of them. */
  @Delete(':profileId/optin')
  @RequirePermission('profiles:write')
  async optOut(@CurrentCaller() caller: Caller, @Param('profileId') id: string, @Query('channel') channel: unknown): Promise<OptInMap> {
    const known = await this.accounts.channelsOf(caller.apiSpaceId);
    const channels = channel === undefined ? namesWithVendors(known) : checkChannels([channel].flat(), 'channel', known);
    return this.optIns.set(caller.apiSpaceId, knownId(id), mapOf(channels, false));
  }

  /** An extension: the profiles that this one is linked with. */
  @Get(':profileId/rels')
  @RequirePermission('profiles:read')
  async list(@CurrentCaller() caller: Caller, @Param('profileId') id: string): Promise<ProfileLinkView[]> {
    return this.links.list(caller.apiSpaceId, knownId(id));
  }

  @Put(':profileId/rels/:kind/:linkedId')
  @RequirePermission('profiles:write')
  async link(@CurrentCaller() caller: Caller, @Param() path: Record<string, string>): Promise<ProfileLinkView> {
    return this.links.put(caller.apiSpaceId, linkIn(path));
  }

  @Delete(':profileId/rels/:kind/:linkedId')
  @RequirePermission('profiles:write')
  async unlink(@CurrentCaller() caller: Caller, @Param() path: Record<string, string>): Promise<ProfileLinkView> {
    const link = linkIn(path);
    await this.links.delete(caller.apiSpaceId, link);
    return link;
  }

  /** There are no push channels here, so nobody has a device. */
  @Delete(':profileId/devices/:deviceId')
  @HttpCode(204)
  @RequirePermission('profiles:write')
  deleteDevice(): void {
    throw new ProfileRefusal('notFound', 'The profile has no device with this id: this gateway has no push channels.');
  }

  @Post('devices/push/validation')
  @HttpCode(200)
  @RequirePermission('profiles:read')
  devices(@Body() body: unknown): object[] {
    const ids = (body as { ids?: unknown } | undefined)?.ids;
    const isRight = Array.isArray(ids) && ids.length <= MOST_IDS && ids.every((id) => wrongId(id) === undefined);
    if (!isRight) throw new ValidationError([{ paramName: 'ids', message: `must be a list of at most ${MOST_IDS} ids of profiles` }]);
    return (ids as string[]).map((id) => ({ id, pushDevicesCount: 0, fcm: [], apns: [] }));
  }
}

function mapOf(channels: readonly string[], isWanted: boolean): OptInMap {
  return Object.fromEntries(channels.map((channel) => [channel, isWanted]));
}

function linkIn(path: Record<string, string>): ProfileLinkView {
  const { profileId, kind, linkedId } = path as { profileId: string; kind: string; linkedId: string };
  if (!KINDS.includes(kind)) throw new ProfileRefusal('notFound', `There is no relation of this kind; there are: ${KINDS.join(', ')}.`);
  return { profileId: knownId(profileId), linkedId: knownId(linkedId), isPrimary: kind === 'primary' };
}
