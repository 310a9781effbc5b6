import { Inject, Injectable } from '@nestjs/common';
import type { MessagePart } from '@app/core';
import { Database, type DatabaseSession, oneAtATime } from '@app/infra';

/** A template as customers set it (contract §7, Helpers). */
export interface TemplateContent {
  name: string;
  description?: string;
  messageParts: MessagePart[];
}

export interface TemplateView extends Omit<TemplateContent, 'description'> {
  id: string;
  description: string | null;
  revision: number;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
}

const SHOWN = { id: true, name: true, description: true, messageParts: true, revision: true, createdAt: true, createdBy: true, updatedAt: true, updatedBy: true } as const;

/** They are listed all at once, and a batch may name all of them. */
export const MOST_TEMPLATES = 1_000;
export const MOST_TEMPLATE_BYTES = 5_000_000;

/** Message parts under a name, for `templateId` of a send request. */
@Injectable()
export class Templates {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** `isTaken`: the id is another's. `isFull`: the apiSpace would have more than MOST_TEMPLATES, or of more than MOST_TEMPLATE_BYTES. */
  async create(apiSpaceId: string, id: string, content: TemplateContent, by: string): Promise<TemplateView | 'isTaken' | 'isFull'> {
    const count = await oneAtATime(this.database, apiSpaceId, async (session) => {
      if (!(await hasRoom(session, apiSpaceId, id, content))) return undefined;
      return (await session.template.createMany({ data: [{ apiSpaceId, id, ...columns(content), createdBy: by, updatedBy: by }], skipDuplicates: true })).count;
    });
    if (count === undefined) return 'isFull';
    return count === 0 ? 'isTaken' : ((await this.find(apiSpaceId, id)) ?? 'isTaken');
  }

  async list(apiSpaceId: string): Promise<TemplateView[]> {
    return (await this.database.template.findMany({ where: { apiSpaceId }, select: SHOWN, orderBy: { id: 'asc' } })) as unknown as TemplateView[];
  }

  async find(apiSpaceId: string, id: string): Promise<TemplateView | undefined> {
    return ((await this.database.template.findFirst({ where: { apiSpaceId, id }, select: SHOWN })) ?? undefined) as unknown as TemplateView | undefined;
  }

  /** The parts of those templates that there are, by id. */
  async findMany(apiSpaceId: string, ids: readonly string[]): Promise<Map<string, MessagePart[]>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.template.findMany({ where: { apiSpaceId, id: { in: [...ids] } }, select: { id: true, messageParts: true } });
    return new Map(rows.map(({ id, messageParts }) => [id, messageParts as unknown as MessagePart[]]));
  }

  /** Undefined when there is none at that revision; `isFull` as in `create`. Messages that are accepted already keep the old parts. */
  async replace(apiSpaceId: string, id: string, content: TemplateContent, by: string, ifRevision?: number): Promise<TemplateView | 'isFull' | undefined> {
    const count = await oneAtATime(this.database, apiSpaceId, async (session) => {
      if (!(await hasRoom(session, apiSpaceId, id, content))) return undefined;
      const data = { ...columns(content), revision: { increment: 1 }, updatedAt: new Date(), updatedBy: by };
      return (await session.template.updateMany({ where: { apiSpaceId, id, ...(ifRevision === undefined ? {} : { revision: ifRevision }) }, data })).count;
    });
    if (count === undefined) return 'isFull';
    return count === 0 ? undefined : this.find(apiSpaceId, id);
  }

  /** False when there is none at that revision. */
  async delete(apiSpaceId: string, id: string, ifRevision?: number): Promise<boolean> {
    const { count } = await this.database.template.deleteMany({ where: { apiSpaceId, id, ...(ifRevision === undefined ? {} : { revision: ifRevision }) } });
    return count > 0;
  }
}

/** Whether the apiSpace may have one more, or this one with another content. */
async function hasRoom(session: DatabaseSession, apiSpaceId: string, id: string, content: TemplateContent): Promise<boolean> {
  const [others] = await session.$queryRaw<{ count: number; bytes: number }[]>`
    select count(*)::int as count, coalesce(sum(octet_length(name || coalesce(description, '') || message_parts::text)), 0)::float8 as bytes
    from template where api_space_id = ${apiSpaceId}::uuid and id <> ${id}`;
  const bytes = Buffer.byteLength(JSON.stringify(content));
  return others!.count < MOST_TEMPLATES && others!.bytes + bytes <= MOST_TEMPLATE_BYTES;
}

function columns({ name, description, messageParts }: TemplateContent) {
  return { name, description: description ?? null, messageParts: messageParts as unknown as object[] };
}
