import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@app/infra';
import { UNSETTLED } from '../receipts/status-sql.js';

/** What came of it: `tooLate` when the message is out, may be out, or is being worked on. */
export type TakenBack = 'done' | 'tooLate' | 'unknown';

/** Takes a message back before it is sent. */
@Injectable()
export class TakeBackMessage {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The claim decides between this and a worker: whoever's update comes first has the message. */
  async takeBack(apiSpaceId: string, messageId: string): Promise<TakenBack> {
    const taken = await this.database.$executeRaw`
      update message set deleted_at = now(), updated_at = now(), due_at = null, sweep_at = null
      where id = ${messageId}::uuid and api_space_id = ${apiSpaceId}::uuid and deleted_at is null
        and status in ${UNSETTLED} and claim is null and sweep_at is not null
        and not exists (select from attempt where message_id = message.id and (state <> 'failed' or failure_kind = 'unknown'))`;
    if (taken > 0) return 'done';
    const known = await this.database.message.findFirst({ where: { id: messageId, apiSpaceId, deletedAt: null }, select: { id: true } });
    return known ? 'tooLate' : 'unknown';
  }
}
