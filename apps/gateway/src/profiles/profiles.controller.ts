import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post, Put, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '@app/access';
import { ChangeProfiles } from '@app/messaging';
import { ProfileRows, SearchProfiles } from '@app/profiles';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ValidationError } from '../http/api-error.js';
import { checkProfile, checkProfileOf, wrongId } from './check-profile.js';
import { knownId, noSuchProfile, profileCall, withEtag } from './profile-call.js';
import { ProfileRefusalFilter } from './profile-refusal.filter.js';
import { fieldNames, foundView, type ProfileView } from './profile-view.js';
import { profileQueryOf, switchOf } from './query-of.js';

/** A profile of this id could not be read or changed. */
const PATHS = ['optin', 'bulk'];

/** `…/profiles` (contract §4). */
@Controller(['apispaces/:apiSpaceId/profiles', 'cpaas/profiles'])
@UseGuards(TokenGuard)
@UseFilters(ProfileRefusalFilter)
export class ProfilesController {
  constructor(
    @Inject(ChangeProfiles) private readonly changeProfiles: ChangeProfiles,
    @Inject(ProfileRows) private readonly rows: ProfileRows,
    @Inject(SearchProfiles) private readonly searchProfiles: SearchProfiles,
  ) {}

  @Get()
  @RequirePermission('profiles:read')
  async query(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<ProfileView[] | string[]> {
    const query = profileQueryOf(request.url);
    const views = (await this.searchProfiles.find(caller.apiSpaceId, query)).map((row) => foundView(row, query));
    return query.schemaOnly ? fieldNames(views) : views;
  }

  @Post()
  @RequirePermission('profiles:write')
  async create(@CurrentCaller() caller: Caller, @Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<ProfileView> {
    const { id, data } = checkProfile(body);
    if (id === undefined) throw new ValidationError([{ paramName: 'id', message: 'is missing; any string of at most 255 characters' }]);
    if (PATHS.includes(id)) throw new ValidationError([{ paramName: 'id', message: `must not be ${PATHS.join(' or ')}: these are paths of their own under /profiles` }]);
    return withEtag(await this.changeProfiles.create(profileCall(caller), id, data), reply);
  }

  @Get(':profileId')
  @RequirePermission('profiles:read')
  async read(
    @CurrentCaller() caller: Caller,
    @Param('profileId') id: string,
    @Query('includeDeleted') includeDeleted: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProfileView> {
    const withDeleted = switchOf(includeDeleted, 'includeDeleted');
    const row = await this.rows.find(caller.apiSpaceId, knownId(id));
    if (!row || (row.deletedAt && !withDeleted)) throw noSuchProfile();
    return withEtag(row, reply);
  }

  /** The body is all that the profile then has; with `undelete=true` there is no body, and a deleted profile is back. */
  @Put(':profileId')
  @RequirePermission('profiles:write')
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('profileId') id: string,
    @Query('undelete') undelete: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProfileView> {
    const call = profileCall(caller, ifMatch);
    const isBack = switchOf(undelete, 'undelete');
    const data = isBack && isEmpty(body) ? {} : checkProfileOf(id, body);
    if (!isBack) return withEtag(await this.changeProfiles.replace(call, knownId(id), data), reply);
    if (!isEmpty(data)) throw new ValidationError([{ paramName: 'request', message: 'must be empty with undelete=true: the profile comes back as it was' }]);
    return withEtag(await this.changeProfiles.undelete(call, knownId(id)), reply);
  }

  /** Fields of the body replace those of the profile; `deletes=a,b` takes fields away. */
  @Patch(':profileId')
  @RequirePermission('profiles:write')
  async merge(
    @CurrentCaller() caller: Caller,
    @Param('profileId') id: string,
    @Query('allowcreate') allowCreate: unknown,
    @Query('deletes') deletes: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProfileView> {
    const mayCreate = switchOf(allowCreate, 'allowcreate');
    const names = deletes === undefined ? [] : namesIn(deletes);
    const fields = names.length > 0 && isEmpty(body) ? {} : checkProfileOf(id, body);
    const reason = mayCreate ? wrongId(id) : undefined;
    if (reason) throw new ValidationError([{ paramName: 'profileId', message: reason }]);
    return withEtag(await this.changeProfiles.patch(profileCall(caller, ifMatch), { id: knownId(id), fields, deletes: names }, mayCreate), reply);
  }

  /** Soft, so that it can be undone; with `forget=true` for good, with all that was kept of the person. */
  @Delete(':profileId')
  @HttpCode(204)
  @RequirePermission('profiles:write')
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('profileId') id: string,
    @Query('forget') forget: unknown,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    const call = profileCall(caller, ifMatch);
    const known = knownId(id);
    const gone = switchOf(forget, 'forget') ? await this.changeProfiles.forget(call, [known]) : await this.changeProfiles.delete(call, [known]);
    if (gone.length === 0) throw noSuchProfile();
  }
}

function isEmpty(body: unknown): boolean {
  if (body === undefined || body === null || (body instanceof Uint8Array && body.length === 0)) return true;
  return typeof body === 'object' && Object.keys(body).length === 0;
}

function namesIn(deletes: unknown): string[] {
  const names = [deletes].flat().flatMap((text) => String(text).split(','));
  if (names.includes('')) throw new ValidationError([{ paramName: 'deletes', message: 'must be names of fields with commas between them' }]);
  if (names.includes('id')) throw new ValidationError([{ paramName: 'deletes', message: 'can not take the id away' }]);
  return names;
}
