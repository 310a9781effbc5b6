import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@app/infra';
import { isHeld, UNTIL_RELEASED } from './held.js';

/** An account as its owner sees it: never its secrets. */
export interface AccountView {
  id: string;
  channel: string;
  address: string;
  settings: unknown;
  /** Nothing is sent on a held account. */
  health: 'active' | 'held';
  heldReason?: string;
  /** Left out when only a release ends it. */
  heldUntil?: string;
  _createdOn: string;
  _updatedOn: string;
}

const COLUMNS = { id: true, channel: true, address: true, settings: true, heldReason: true, heldUntil: true, createdAt: true, updatedAt: true } as const;

interface AccountRow {
  id: string;
  channel: string;
  address: string;
  settings: unknown;
  heldReason: string | null;
  heldUntil: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** The accounts of an apiSpace, to be looked at. */
@Injectable()
export class AccountViews {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Oldest first: at most `limit` of them, after the id `after`. */
  async list(apiSpaceId: string, { limit, after }: { limit: number; after?: string }): Promise<AccountView[]> {
    const where = { apiSpaceId, removedAt: null, ...(after ? { id: { gt: after } } : {}) };
    const rows = await this.database.account.findMany({ where, select: COLUMNS, orderBy: { id: 'asc' }, take: limit });
    return rows.map((row) => viewOf(row));
  }

  /** Undefined when the apiSpace has none with this id (a UUID). */
  async find(apiSpaceId: string, id: string): Promise<AccountView | undefined> {
    const row = await this.database.account.findFirst({ where: { id, apiSpaceId, removedAt: null }, select: COLUMNS });
    return row ? viewOf(row) : undefined;
  }
}

function viewOf(row: AccountRow): AccountView {
  const { id, channel, address, settings, heldReason, heldUntil, createdAt, updatedAt } = row;
  return {
    id,
    channel,
    address,
    settings,
    health: isHeld(row) ? 'held' : 'active',
    ...(isHeld(row) && heldReason !== null ? { heldReason } : {}),
    ...(isHeld(row) && heldUntil !== null && heldUntil < UNTIL_RELEASED ? { heldUntil: heldUntil.toISOString() } : {}),
    _createdOn: createdAt.toISOString(),
    _updatedOn: updatedAt.toISOString(),
  };
}
