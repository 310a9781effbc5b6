import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@app/infra';
import type { NewMessage } from '../accept/accept-messages.js';
import { fillPage, pageColumns, type PageRow } from './fill-page.js';
import type { SendRequest } from '../accept/send-request.js';
import type { StatusDetails } from '../status-details.js';

/** A message as the API shows it (contract §1.5, §2.1). */
export interface MessageView extends SendRequest {
  messageId: string;
  status: string;
  statusDetails: StatusDetails;
  senderProfileId?: string;
  submittedOn: string;
  sentOn: string;
  /** The content was taken out. */
  redacted?: true;
  _createdOn: string;
  _createdBy: string;
  _updatedOn: string;
  _updatedBy: string;
}

interface MessageRow {
  id: string;
  request: SendRequest;
  status: string;
  statusDetails: StatusDetails;
  createdBy: string;
  senderProfileId: string | null;
  acceptedAt: Date;
  updatedAt: Date;
  redactedAt: Date | null;
}

const SHOWN = {
  id: true,
  request: true,
  status: true,
  statusDetails: true,
  createdBy: true,
  senderProfileId: true,
  acceptedAt: true,
  updatedAt: true,
  redactedAt: true,
} as const;

@Injectable()
export class ReadMessage {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Undefined when the apiSpace has no such message. */
  async find(apiSpaceId: string, messageId: string): Promise<MessageView | undefined> {
    const row = await this.database.message.findFirst({
      where: { id: messageId, apiSpaceId, deletedAt: null },
      select: SHOWN,
    });
    return row ? withParts(view(row as unknown as MessageRow)) : undefined;
  }

  /** The messages with these ids, newest first; only the first of them where all would make more than a page of 10 MB. */
  async findMany(apiSpaceId: string, ids: readonly string[]): Promise<MessageView[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.rows<Omit<MessageRow, 'request'> & PageRow>`
      select id, ${pageColumns('request')}, status, status_details as "statusDetails", created_by as "createdBy", sender_profile_id as "senderProfileId",
        accepted_at as "acceptedAt", updated_at as "updatedAt", redacted_at as "redactedAt"
      from message where id = any(${ids}::uuid[]) and api_space_id = ${apiSpaceId}::uuid and deleted_at is null order by id desc`;
    const page = await fillPage(rows, ({ id }) => this.requestText(id));
    return page.map((row) => view({ ...row, request: row.content as SendRequest }));
  }

  private async requestText(id: string): Promise<string | undefined> {
    const [row] = await this.database.rows<{ text: string }>`select request::text as text from message where id = ${id}::uuid and deleted_at is null`;
    return row?.text;
  }
}

/** An empty list where there are none, as the vendor's answer has it (contract §2.1). */
function withParts(message: MessageView): MessageView {
  return message.messageParts ? message : { ...message, messageParts: [] };
}

/** What a message looks like at the moment of its acceptance. */
export function viewOfNew({ id, caller, request, statusDetails, acceptedAt }: NewMessage): MessageView {
  const createdBy = `access:${caller.tokenId}`;
  return view({ id, request, status: 'processing', statusDetails, createdBy, senderProfileId: caller.profileId, acceptedAt, updatedAt: acceptedAt, redactedAt: null });
}

function view(row: MessageRow): MessageView {
  const acceptedOn = row.acceptedAt.toISOString();
  return {
    messageId: row.id,
    ...row.request,
    status: row.status,
    statusDetails: row.statusDetails,
    ...(row.senderProfileId ? { senderProfileId: row.senderProfileId } : {}),
    submittedOn: acceptedOn,
    sentOn: acceptedOn,
    ...(row.redactedAt ? { redacted: true as const } : {}),
    _createdOn: acceptedOn,
    _createdBy: row.createdBy,
    _updatedOn: row.updatedAt.toISOString(),
    _updatedBy: row.createdBy,
  };
}
