import { Inject, Injectable } from '@nestjs/common';
import { type Caller, CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { Database, toStorableJson } from '@app/infra';
import { Inbounds, type InboundView } from './inbounds.js';

export const INBOUND_STATUSES = ['delivered', 'read'] as const;

/** What became of an inbound on the business's side. */
export interface InboundStatusReport {
  status: (typeof INBOUND_STATUSES)[number];
  timestamp: Date;
  channelStatus?: Record<string, unknown>;
}

/** Moves an inbound of a custom channel on: received, delivered, read (contract §1.1). */
@Injectable()
export class ReportInboundStatus {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(Inbounds) private readonly inbounds: Inbounds,
  ) {}

  /** `unknown`: the apiSpace has none with this id; `builtIn`: its channel is not a custom one. A step back changes nothing. */
  async report(caller: Caller, id: string, { status, timestamp, channelStatus }: InboundStatusReport): Promise<InboundView | 'unknown' | 'builtIn'> {
    const found = await this.inbounds.find(caller.apiSpaceId, id);
    if (!found) return 'unknown';
    if (this.channels.get(found.channel)) return 'builtIn';
    const change = { _updatedOn: timestamp.toISOString(), _updatedBy: `access:${caller.tokenId}`, ...(channelStatus ? { channelStatus } : {}) };
    await this.database.$executeRaw`
      update inbound set status = ${status}, content = content || ${toStorableJson(change)}::jsonb
      where id = ${id}::uuid and api_space_id = ${caller.apiSpaceId}::uuid
        and (status, ${status}) in (('received', 'delivered'), ('received', 'read'), ('delivered', 'read'))`;
    return (await this.inbounds.find(caller.apiSpaceId, id)) ?? 'unknown';
  }
}
