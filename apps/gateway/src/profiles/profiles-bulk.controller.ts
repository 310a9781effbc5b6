import { Body, Controller, Delete, Inject, Patch, Query, UseFilters, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { ChangeProfiles, type ProfilePatch } from '@app/messaging';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ValidationError, type ValidationFailure } from '../http/api-error.js';
import { readProfile, wrongId } from './check-profile.js';
import { profileCall } from './profile-call.js';
import { ProfileRefusalFilter } from './profile-refusal.filter.js';
import { switchOf } from './query-of.js';

const MOST_PROFILES = 5_000;
/** With all that is kept of them. */
const MOST_FORGOTTEN = 100;

/** What became of one of many: the status that a call for it alone would have had. */
interface BulkResult {
  id: string;
  status: number;
}

/** Many profiles in one call and one commit (contract §4). */
@Controller(['apispaces/:apiSpaceId/profiles/bulk', 'cpaas/profiles/bulk'])
@UseGuards(TokenGuard)
@UseFilters(ProfileRefusalFilter)
export class ProfilesBulkController {
  constructor(@Inject(ChangeProfiles) private readonly changeProfiles: ChangeProfiles) {}

  /** Makes those that are not there, unless `allowcreate=false`. */
  @Patch()
  @RequirePermission('profiles:write')
  async merge(@CurrentCaller() caller: Caller, @Query('allowcreate') allowCreate: unknown, @Body() body: unknown): Promise<BulkResult[]> {
    const patches = patchesIn(body);
    const rows = await this.changeProfiles.patchAll(profileCall(caller), patches, switchOf(allowCreate ?? 'true', 'allowcreate'));
    return patches.map(({ id }, index) => ({ id, status: rows[index] ? 200 : 404 }));
  }

  @Delete()
  @RequirePermission('profiles:write')
  async delete(@CurrentCaller() caller: Caller, @Query('id') id: unknown, @Query('forget') forget: unknown): Promise<BulkResult[]> {
    const ids = [...new Set([id ?? []].flat() as string[])];
    const failures = ids.flatMap((one) => wrongId(one) ?? []).map((message) => ({ paramName: 'id', message }));
    if (ids.length === 0) failures.push({ paramName: 'id', message: 'is missing; name each profile: ?id=a&id=b' });
    const isForGood = switchOf(forget, 'forget');
    if (isForGood && ids.length > MOST_FORGOTTEN) failures.push({ paramName: 'id', message: `must name at most ${MOST_FORGOTTEN} profiles with forget=true` });
    if (failures.length > 0) throw new ValidationError(failures);
    const gone = new Set(isForGood ? await this.changeProfiles.forget(profileCall(caller), ids) : await this.changeProfiles.delete(profileCall(caller), ids));
    return ids.map((one) => ({ id: one, status: gone.has(one) ? 204 : 404 }));
  }
}

function patchesIn(body: unknown): ProfilePatch[] {
  if (!Array.isArray(body)) throw new ValidationError([{ paramName: 'request', message: 'must be a list of profiles' }]);
  if (body.length === 0 || body.length > MOST_PROFILES) throw new ValidationError([{ paramName: 'request', message: `must have 1 to ${MOST_PROFILES} profiles` }]);
  const seen = new Set<string>();
  const failures: ValidationFailure[] = [];
  const patches = body.map((item: unknown, index) => {
    const { id, data, failures: own } = readProfile(item, `[${index}]`);
    failures.push(...own);
    if (own.length === 0 && id === undefined) failures.push({ paramName: `[${index}].id`, message: 'is missing' });
    if (id !== undefined && seen.has(id)) failures.push({ paramName: `[${index}].id`, message: 'is there twice' });
    seen.add(id ?? '');
    return { id: id ?? '', fields: data };
  });
  if (failures.length > 0) throw new ValidationError(failures.slice(0, 100));
  return patches;
}
