import { Injectable } from '@nestjs/common';
import { asText, isObject } from '../request-body.js';
import type { Page } from '../state/accounts.js';
import { Attachments } from '../state/attachments.js';
import { checkMedia } from './check-message.js';
import { refuseUnknownKeys, requireObject } from './check-params.js';
import { GraphError } from './graph-errors.js';

/** Files that are given once and sent by their id (contract meta.md §1.8). */
@Injectable()
export class AttachmentIds {
  constructor(private readonly attachments: Attachments) {}

  /** The id of the file at the URL in `message`; the file itself is not fetched. Throws GraphError. */
  upload(page: Page, fields: Record<string, unknown>): { attachment_id: string } {
    const message = requireObject(fields['message'], 'message');
    refuseUnknownKeys(message, 'message', new Set(['attachment']));
    checkMedia(requireObject(message['attachment'], 'message[attachment]'));
    return { attachment_id: this.attachments.keep(page.id) };
  }

  /** A file that is to be used again gets an id (contract meta.md §1.7). */
  idFor(page: Page, { attachment }: Record<string, unknown>): { attachment_id?: string } {
    const isReusable = isObject(attachment) && isObject(attachment['payload']) && attachment['payload']['is_reusable'] === true;
    return isReusable ? { attachment_id: this.attachments.keep(page.id) } : {};
  }

  /** Throws GraphError when the message names a file that is not the page's. */
  checkOwner(page: Page, message: Record<string, unknown>): void {
    if (fileIds(message).some((id) => !this.attachments.isOf(page.id, id))) throw new GraphError('100/2018074');
  }
}

/** The files that a message names by id: its own, and that of a media template. */
function fileIds({ attachment, attachments }: Record<string, unknown>): string[] {
  const all = [attachment, ...(Array.isArray(attachments) ? (attachments as unknown[]) : [])];
  const payloads = all.flatMap((one) => (isObject(one) && isObject(one['payload']) ? [one['payload']] : []));
  const elements = payloads.flatMap(({ elements: given }) => (Array.isArray(given) ? (given as unknown[]) : []));
  return [...payloads, ...elements].flatMap((one) => (isObject(one) && one['attachment_id'] !== undefined ? [asText(one['attachment_id'])] : []));
}
