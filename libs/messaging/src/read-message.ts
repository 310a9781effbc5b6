import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@app/infra';
import type { NewMessage } from './accept-messages.js';
import type { SendRequest, StatusDetails } from './send-request.js';

/** A message as the API shows it (contract §1.5, §2.1). */
export interface MessageView extends SendRequest {
  messageId: string;
  status: string;
  statusDetails: StatusDetails;
  senderProfileId?: string;
  submittedOn: string;
  sentOn: string;
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
}

@Injectable()
export class ReadMessage {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Undefined when the apiSpace has no such message. */
  async find(apiSpaceId: string, messageId: string): Promise<MessageView | undefined> {
    const row = await this.database.message.findFirst({
      where: { id: messageId, apiSpaceId },
      select: { id: true, request: true, status: true, statusDetails: true, createdBy: true, senderProfileId: true, acceptedAt: true, updatedAt: true },
    });
    return row ? view(row as unknown as MessageRow) : undefined;
  }
}

/** What a message looks like at the moment of its acceptance. */
export function viewOfNew({ id, caller, request, statusDetails, acceptedAt }: NewMessage): MessageView {
  const createdBy = `access:${caller.tokenId}`;
  return view({ id, request, status: 'processing', statusDetails, createdBy, senderProfileId: caller.profileId, acceptedAt, updatedAt: acceptedAt });
}

function view(row: MessageRow): MessageView {
  const acceptedOn = row.acceptedAt.toISOString();
  return {
    ...row.request,
    messageId: row.id,
    status: row.status,
    statusDetails: row.statusDetails,
    ...(row.senderProfileId ? { senderProfileId: row.senderProfileId } : {}),
    submittedOn: acceptedOn,
    sentOn: acceptedOn,
    _createdOn: acceptedOn,
    _createdBy: row.createdBy,
    _updatedOn: row.updatedAt.toISOString(),
    _updatedBy: row.createdBy,
  };
}
