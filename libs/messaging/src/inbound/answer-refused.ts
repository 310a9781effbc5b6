import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { Database, Settings } from '@app/infra';
import { type DueDelivery, REFUSALS } from '@app/webhooks';
import { AcceptMessages, newMessage } from '../accept/accept-messages.js';

/** The setting is one of the Facebook integration; elsewhere two machines might answer each other for ever. */
const CHANNEL = 'fbMessenger';
/** Nobody understands an error that comes later; a webhook of the space may have retried until then. */
const LATEST_S = 60 * 60;

interface RefusedInbound {
  id: string;
  apiSpaceId: string;
  address: string;
}

/** Sends ERROR_MESSAGE_RESPONSE to a person whose message no webhook of the business took and one refused. */
@Injectable()
export class AnswerRefused {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(AcceptMessages) private readonly acceptMessages: AcceptMessages,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /**
   * To be called with each delivery that ended dead, once that is recorded: the last one of the event decides.
   * Once per inbound, also when it is refused again in a replay: the answer's id follows from the inbound's.
   */
  async answer({ eventId, name }: Pick<DueDelivery, 'eventId' | 'name'>): Promise<void> {
    const body = this.settings.ERROR_MESSAGE_RESPONSE;
    if (!body || name !== 'message.inbound') return;
    const inbound = await this.findRefused(eventId);
    if (!inbound) return;
    const id = answerId(inbound.id);
    if (await this.isThere(id)) return;
    const caller = { apiSpaceId: inbound.apiSpaceId, tokenId: 'gateway', profileId: null };
    const { addressField } = this.channels.get(CHANNEL)!;
    const request = { to: { [addressField]: inbound.address }, rules: [CHANNEL], body, channelOptions: { [CHANNEL]: { messagingType: 'RESPONSE' } } };
    try {
      await this.acceptMessages.accept({ ...newMessage(caller, request), id });
    } catch (error) {
      // Another worker saw the end of the same event and was first.
      if (!(await this.isThere(id))) throw error;
    }
  }

  private async findRefused(eventId: string): Promise<RefusedInbound | undefined> {
    const rows = await this.database.$queryRaw<RefusedInbound[]>`
      select inbound.id, inbound.api_space_id as "apiSpaceId", inbound.address
      from event join inbound on inbound.id = event.entity_id::uuid
      where event.id = ${eventId}::uuid and event.name = 'message.inbound' and event.created_at > now() - make_interval(secs => ${LATEST_S})
        and inbound.channel = ${CHANNEL} and inbound.address is not null
        and exists (select from delivery where event_id = event.id and state = 'dead' and last_status = any(${[...REFUSALS]}::int[]))
        and not exists (
          select from delivery join webhook on webhook.id = delivery.webhook_id
          where delivery.event_id = event.id and (delivery.state = 'delivered'
            or delivery.state <> 'dead' and webhook.deleted_at is null and webhook.disabled_reason is null))`;
    return rows[0];
  }

  private async isThere(messageId: string): Promise<boolean> {
    return (await this.database.message.count({ where: { id: messageId } })) > 0;
  }
}

/** A UUID v7 with the inbound's time, made of its id. */
function answerId(inboundId: string): string {
  const hash = createHash('sha256').update(`answer to ${inboundId}`).digest('hex');
  return `${inboundId.slice(0, 13)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
