import { Readable } from 'node:stream';
import { Body, Controller, Header, HttpCode, Inject, Post, Query, StreamableFile, UseFilters, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { parseProfileQuery, type ProfileQuery, type ProfileRow, SearchProfiles } from '@app/profiles';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ValidationError } from '../http/api-error.js';
import { type ExportRequest, readExportRequest } from './export-request.js';
import { csvExport, jsonExport } from './export-text.js';
import { ProfileRefusalFilter } from './profile-refusal.filter.js';

const NOT_HERE = ['skip', 'sort', 'schemaOnly'] as const;
const SYSTEM_COLUMNS = ['_createdOn', '_createdBy', '_updatedOn', '_updatedBy'];

/** All profiles of a query as one stream, however many there are (contract §4). */
@Controller(['apispaces/:apiSpaceId/profiles/export', 'cpaas/profiles/export'])
@UseGuards(TokenGuard)
@UseFilters(ProfileRefusalFilter)
export class ProfilesExportController {
  constructor(@Inject(SearchProfiles) private readonly searchProfiles: SearchProfiles) {}

  /** `query` is a whole query string, percent-encoded; without it all profiles are exported. Sorted by id. */
  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @RequirePermission('profiles:read')
  async export(@CurrentCaller() caller: Caller, @Query('query') text: unknown, @Body() body: unknown): Promise<StreamableFile> {
    const wanted = readExportRequest(body);
    if (text !== undefined && typeof text !== 'string') throw new ValidationError([{ paramName: 'query', message: 'must be there once' }]);
    const query = parseProfileQuery((text ?? '').replace(/^\?/, ''));
    for (const name of NOT_HERE) if (query[name] !== undefined) throw new ValidationError([{ paramName: 'query', message: `must be without $${name}: all profiles that are found are exported, in the order of their ids` }]);
    const pages = await started(this.searchProfiles.pages(caller.apiSpaceId, query));
    const lines = wanted.format === 'json' ? jsonExport(pages, viewsOf(wanted, query)) : csvExport(pages, await this.columns(caller, wanted, query), wanted);
    const type = wanted.format === 'json' ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8';
    return new StreamableFile(Readable.from(lines, { objectMode: false }), { type, disposition: `attachment; filename="profiles.${wanted.format}"` });
  }

  private async columns(caller: Caller, { fields }: ExportRequest, query: ProfileQuery): Promise<string[]> {
    const named = fields ?? query.fields;
    if (named) return named;
    return ['id', ...(await this.searchProfiles.fieldNames(caller.apiSpaceId, query)), ...(query.includeSystem ? SYSTEM_COLUMNS : [])];
  }
}

function viewsOf({ fields }: ExportRequest, query: ProfileQuery): { fields?: string[]; includeSystem?: boolean } {
  const named = fields ?? query.fields;
  return { includeSystem: query.includeSystem ?? false, ...(named ? { fields: named } : {}) };
}

/** The first page is read before the answer begins: a database that is away is a 503 then, not half a file. */
async function started(pages: AsyncGenerator<ProfileRow[]>): Promise<AsyncGenerator<ProfileRow[]>> {
  const first = await pages.next();
  return (async function* () {
    if (!first.done) yield first.value;
    yield* pages;
  })();
}
