import { Inject, Injectable } from '@nestjs/common';
import { createBatcher, Database } from '@app/infra';

interface Person {
  apiSpaceId: string;
  profileId: string | null;
}

/** Which channels a person wants messages on: the profile's own word, else the apiSpace's default. */
@Injectable()
export class FindOptIns {
  /** Channel → whether the person has opted in; what is not in it was never said. Batched. */
  readonly of: (person: Person) => Promise<Record<string, unknown>>;

  constructor(@Inject(Database) private readonly database: Database) {
    this.of = createBatcher({ run: (people: Person[]) => this.ofMany(people), maxItems: 500 });
  }

  private async ofMany(people: Person[]): Promise<Record<string, unknown>[]> {
    const rows = await this.database.$queryRaw<{ index: number; optIns: Record<string, unknown> }[]>`
      select wanted.index::int, coalesce(api_space.settings->'optIns', '{}') || coalesce(profile.opt_ins, '{}') as "optIns"
      from unnest(${people.map((person) => person.apiSpaceId)}::uuid[], ${people.map((person) => person.profileId)}::text[])
        with ordinality as wanted(api_space_id, profile_id, index)
      join api_space on api_space.id = wanted.api_space_id
      left join profile on profile.api_space_id = wanted.api_space_id and profile.id = wanted.profile_id and profile.deleted_at is null`;
    const byIndex = new Map(rows.map((row) => [row.index, row.optIns]));
    return people.map((_, index) => byIndex.get(index + 1) ?? {});
  }
}
