import { Inject, Injectable } from '@nestjs/common';
import { Database, type DatabaseSession, Prisma } from '@app/infra';
import { ProfileRefusal } from './profile-refusal.js';
import { ProfileTurns } from './profile-turns.js';

export interface ProfileLinkView {
  profileId: string;
  linkedId: string;
  isPrimary: boolean;
}

/** Of profiles that are gone, or made anew. */
export async function deleteLinks(session: DatabaseSession, profiles: readonly { apiSpaceId: string; id: string }[]): Promise<void> {
  if (profiles.length === 0) return;
  const keys = Prisma.sql`(select * from unnest(${profiles.map(({ apiSpaceId }) => apiSpaceId)}::uuid[], ${profiles.map(({ id }) => id)}::text[]))`;
  await session.$executeRaw`delete from profile_link where (api_space_id, profile_id) in ${keys}`;
  await session.$executeRaw`delete from profile_link where (api_space_id, linked_id) in ${keys}`;
}

/** Profiles of the same person, one of them the primary one. */
@Injectable()
export class ProfileLinks {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ProfileTurns) private readonly turns: ProfileTurns,
  ) {}

  /** Throws a ProfileRefusal when there is no such profile. */
  async list(apiSpaceId: string, profileId: string): Promise<ProfileLinkView[]> {
    const profile = await this.database.profile.findFirst({ where: { apiSpaceId, id: profileId, deletedAt: null }, select: { id: true } });
    if (!profile) throw new ProfileRefusal('notFound', 'The apiSpace has no profile with this id.');
    return this.database.profileLink.findMany({ where: { apiSpaceId, profileId }, select: { profileId: true, linkedId: true, isPrimary: true }, orderBy: { linkedId: 'asc' } });
  }

  /** Links are idempotent; a profile has at most one primary. */
  async put(apiSpaceId: string, { profileId, linkedId, isPrimary }: ProfileLinkView): Promise<ProfileLinkView> {
    if (profileId === linkedId) throw new ProfileRefusal('conflict', 'A profile can not be linked with itself.');
    await this.turns.inTurn(apiSpaceId, () => this.database.$transaction(async (session) => {
      const both = await session.$queryRaw<{ id: string }[]>`
        select id from profile where api_space_id = ${apiSpaceId}::uuid and id = any(${[profileId, linkedId]}::text[]) and deleted_at is null order by id collate "C" for update`;
      if (both.length < 2) throw new ProfileRefusal('notFound', 'The apiSpace has not both of these profiles.');
      const back = isPrimary && (await session.profileLink.findFirst({ where: { apiSpaceId, profileId: linkedId, linkedId: profileId, isPrimary: true } }));
      if (back) throw new ProfileRefusal('conflict', 'This profile is itself the primary one of the other.');
      if (isPrimary) await session.profileLink.updateMany({ where: { apiSpaceId, profileId, isPrimary: true }, data: { isPrimary: false } });
      const key = { apiSpaceId, profileId, linkedId };
      await session.profileLink.upsert({ where: { apiSpaceId_profileId_linkedId: key }, create: { ...key, isPrimary }, update: { isPrimary } });
    }));
    return { profileId, linkedId, isPrimary };
  }

  async delete(apiSpaceId: string, { profileId, linkedId, isPrimary }: ProfileLinkView): Promise<void> {
    const { count } = await this.database.profileLink.deleteMany({ where: { apiSpaceId, profileId, linkedId, isPrimary } });
    if (count === 0) throw new ProfileRefusal('notFound', 'The profile has no such link.');
  }
}
