import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@app/infra';
import { ProfileRefusal } from './profile-refusal.js';
import { ProfileTurns } from './profile-turns.js';

/** Channel → whether messages are wanted there. */
export type OptInMap = Record<string, boolean>;

/** What people want messages on, and what an apiSpace takes for granted of those who said nothing. */
@Injectable()
export class OptIns {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ProfileTurns) private readonly turns: ProfileTurns,
  ) {}

  /** What the person said. */
  async of(apiSpaceId: string, id: string): Promise<OptInMap> {
    const rows = await this.database.$queryRaw<{ optIns: OptInMap }[]>`
      select opt_ins as "optIns" from profile where api_space_id = ${apiSpaceId}::uuid and id = ${id} and deleted_at is null`;
    if (!rows[0]) throw notFound();
    return rows[0].optIns;
  }

  /** Adds to what the person said; channels that are not named stay as they are. */
  async set(apiSpaceId: string, id: string, optIns: OptInMap): Promise<OptInMap> {
    const rows = await this.turns.inTurn(apiSpaceId, () => this.database.$queryRaw<{ optIns: OptInMap }[]>`
      update profile set opt_ins = opt_ins || ${JSON.stringify(optIns)}::jsonb
      where api_space_id = ${apiSpaceId}::uuid and id = ${id} and deleted_at is null returning opt_ins as "optIns"`);
    if (!rows[0]) throw notFound();
    return rows[0].optIns;
  }

  async defaults(apiSpaceId: string): Promise<OptInMap> {
    const rows = await this.database.$queryRaw<{ optIns: OptInMap | null }[]>`
      select settings->'optIns' as "optIns" from api_space where id = ${apiSpaceId}::uuid`;
    return rows[0]?.optIns ?? {};
  }

  /** The whole map is replaced. */
  async setDefaults(apiSpaceId: string, optIns: OptInMap): Promise<OptInMap> {
    await this.database.$executeRaw`
      update api_space set settings = settings || jsonb_build_object('optIns', ${JSON.stringify(optIns)}::jsonb) where id = ${apiSpaceId}::uuid`;
    return optIns;
  }
}

function notFound(): ProfileRefusal {
  return new ProfileRefusal('notFound', 'The apiSpace has no profile with this id.');
}
