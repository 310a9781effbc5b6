import { Inject, Injectable } from '@nestjs/common';
import { Database, oneAtATime } from '@app/infra';
import type { SendRequest } from './send-request.js';

/** `rules` under a name. */
export interface RuleSetView {
  id: string;
  rules: SendRequest['rules'];
  revision: number;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
}

const SHOWN = { id: true, rules: true, revision: true, createdAt: true, createdBy: true, updatedAt: true, updatedBy: true } as const;

/** They are listed all at once. */
export const MOST_RULE_SETS = 1_000;

/** Stored rule sets, for `ruleSet` of a send request. */
@Injectable()
export class RuleSets {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** `isTaken`: the id is another's. `isFull`: the apiSpace has MOST_RULE_SETS. */
  async create(apiSpaceId: string, id: string, rules: SendRequest['rules'], by: string): Promise<RuleSetView | 'isTaken' | 'isFull'> {
    const count = await oneAtATime(this.database, apiSpaceId, async (session) => {
      if ((await session.ruleSet.count({ where: { apiSpaceId } })) >= MOST_RULE_SETS) return undefined;
      return (await session.ruleSet.createMany({ data: [{ apiSpaceId, id, rules, createdBy: by, updatedBy: by }], skipDuplicates: true })).count;
    });
    if (count === undefined) return 'isFull';
    return count === 0 ? 'isTaken' : ((await this.find(apiSpaceId, id)) ?? 'isTaken');
  }

  async list(apiSpaceId: string): Promise<RuleSetView[]> {
    return (await this.database.ruleSet.findMany({ where: { apiSpaceId }, select: SHOWN, orderBy: { id: 'asc' } })) as unknown as RuleSetView[];
  }

  async find(apiSpaceId: string, id: string): Promise<RuleSetView | undefined> {
    return ((await this.database.ruleSet.findFirst({ where: { apiSpaceId, id }, select: SHOWN })) ?? undefined) as unknown as RuleSetView | undefined;
  }

  /** Those of the rule sets that there are, by id. */
  async findMany(apiSpaceId: string, ids: readonly string[]): Promise<Map<string, SendRequest['rules']>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.ruleSet.findMany({ where: { apiSpaceId, id: { in: [...ids] } }, select: { id: true, rules: true } });
    return new Map(rows.map(({ id, rules }) => [id, rules as unknown as SendRequest['rules']]));
  }

  /** Undefined when there is none at that revision. Messages that are accepted already keep the old rules. */
  async replace(apiSpaceId: string, id: string, rules: SendRequest['rules'], by: string, ifRevision?: number): Promise<RuleSetView | undefined> {
    const { count } = await this.database.ruleSet.updateMany({
      where: { apiSpaceId, id, ...(ifRevision === undefined ? {} : { revision: ifRevision }) },
      data: { rules, revision: { increment: 1 }, updatedAt: new Date(), updatedBy: by },
    });
    return count === 0 ? undefined : this.find(apiSpaceId, id);
  }

  /** False when there is none at that revision. */
  async delete(apiSpaceId: string, id: string, ifRevision?: number): Promise<boolean> {
    const { count } = await this.database.ruleSet.deleteMany({ where: { apiSpaceId, id, ...(ifRevision === undefined ? {} : { revision: ifRevision }) } });
    return count > 0;
  }
}
