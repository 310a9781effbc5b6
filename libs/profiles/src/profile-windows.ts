import { type DatabaseSession, Prisma } from '@app/infra';

/** Profiles that one statement looks at. */
const WINDOW = 5_000;

/** All profiles of an apiSpace in the order of their ids, piece by piece, so that no statement takes long: each piece is a condition on `profile.id`. */
export async function* profileWindows(session: DatabaseSession, apiSpaceId: string): AsyncGenerator<Prisma.Sql> {
  for (let begin = Prisma.sql`true`; ; ) {
    const [last] = await session.$queryRaw<{ id: string }[]>`
      select id from profile where api_space_id = ${apiSpaceId}::uuid and ${begin} order by id offset ${WINDOW - 1} limit 1`;
    if (!last) {
      yield begin;
      return;
    }
    yield Prisma.sql`${begin} and profile.id <= ${last.id}`;
    begin = Prisma.sql`profile.id > ${last.id}`;
  }
}
