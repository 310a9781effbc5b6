import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@app/infra';
import { inboundKey } from './keep-once.js';

/** An InboundMessage of the contract (§3.4). */
export interface InboundView {
  messageId: string;
  receivedOn: string;
  status: string;
  channel: string;
  _createdOn: string;
  _updatedOn: string;
  [field: string]: unknown;
}

interface InboundRow {
  id: string;
  channel: string;
  content: Record<string, unknown>;
  status: string;
  receivedAt: Date;
}

const SHOWN = { id: true, channel: true, content: true, status: true, receivedAt: true } as const;

/** What people sent, to be looked at. */
@Injectable()
export class Inbounds {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Undefined when the apiSpace has none with this id (a UUID). */
  async find(apiSpaceId: string, id: string): Promise<InboundView | undefined> {
    const row = await this.database.inbound.findFirst({ where: { id, apiSpaceId, status: { not: 'optIn' } }, select: SHOWN });
    return row ? view(row as InboundRow) : undefined;
  }

  async findByKey(accountId: string, dedupeKey: string): Promise<InboundView | undefined> {
    const row = await this.database.inbound.findUnique({ where: { accountId_dedupeKey: { accountId, dedupeKey: inboundKey({ dedupeKey }) } }, select: SHOWN });
    return row ? view(row as InboundRow) : undefined;
  }
}

function view({ id, channel, content, status, receivedAt }: InboundRow): InboundView {
  const receivedOn = receivedAt.toISOString();
  return { _updatedOn: receivedOn, ...content, channel, id, messageId: id, receivedOn, status, _createdOn: receivedOn };
}
