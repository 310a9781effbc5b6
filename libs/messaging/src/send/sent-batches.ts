import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@app/core';
import { Database, Prisma } from '@app/infra';
import { ApplyReceipts } from '../receipts/apply-receipts.js';

/** A sender looks for receipts at once after its commit; one that has not after this time is dead. */
const LOOKS_WITHIN_S = 30;
const MOST_PER_SWEEP = 20;

/**
 * Messages that a worker has recorded and let go, and whose waiting receipts have not been looked for yet. A worker that dies in
 * between leaves their row, and another one looks in its place: nobody else would, since these messages have nothing due.
 * One row a batch, and its end goes with the next batch, so that it costs next to nothing.
 */
@Injectable()
export class SentBatches {
  private ended: string[] = [];

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ApplyReceipts) private readonly applyReceipts: ApplyReceipts,
  ) {}

  /** CTEs for the statement that records the messages. Rows of ended batches that it fails to delete are left to the sweep. */
  begin(messageIds: readonly string[]): { id: string; sql: Prisma.Sql } {
    const id = newId();
    const { ended } = this;
    this.ended = [];
    const sql = Prisma.sql`
      batch as (insert into sent_batch (id, message_ids) select ${id}::uuid, ids from (select ${messageIds}::uuid[] as ids) recorded where cardinality(ids) > 0),
      ended_batches as (delete from sent_batch where id = any(${ended}::uuid[]))`;
    return { id, sql };
  }

  /** The receipts that waited for the batch's messages are applied. */
  end(id: string): void {
    this.ended.push(id);
  }

  /** Looks in the place of workers that died. Returns how many batches there were. */
  async sweep(): Promise<number> {
    const left = await this.database.rows<{ id: string; messageIds: string[] }>`
      select id, message_ids as "messageIds" from sent_batch
      where recorded_at < now() - make_interval(secs => ${LOOKS_WITHIN_S}) order by recorded_at limit ${MOST_PER_SWEEP}`;
    let failure: Error | undefined;
    for (const { id, messageIds } of left) {
      try {
        await this.applyReceipts.applyWaiting(messageIds);
        await this.database.rows`delete from sent_batch where id = ${id}::uuid`;
      } catch (error) {
        // One that can't be applied does not keep the others from being.
        failure ??= error as Error;
      }
    }
    if (failure) throw failure;
    return left.length;
  }
}
