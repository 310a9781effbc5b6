import { asText } from '../request-body.js';
import {
  checkLength,
  invalid,
  refuseUnknownKeys,
  requireArray,
  requireObject,
  requireOneOf,
  requireString,
  requireUrl,
} from './check-params.js';
import { checkTemplate } from './check-template.js';
import { GraphError } from './graph-errors.js';

type Json = Record<string, unknown>;

const MESSAGE_KEYS = new Set(['text', 'attachment', 'attachments', 'quick_replies', 'metadata', 'sticker_id', 'reply_to', 'template']);
const QUICK_REPLY_KEYS = new Set(['content_type', 'title', 'payload', 'image_url']);
const ATTACHMENT_KEYS = new Set(['type', 'payload']);
const MEDIA_TYPES = ['image', 'audio', 'video', 'file'];
const MOST_TEXT = 2000;
const MOST_METADATA = 1000;
const MOST_QUICK_REPLIES = 13;

/** Checks the `message` object of a send; throws GraphError for what Meta would refuse. */
export function checkMessage(message: Json): void {
  refuseUnknownKeys(message, 'message', MESSAGE_KEYS);
  checkContent(message);
  if (message['metadata'] !== undefined) {
    if (typeof message['metadata'] !== 'string') throw invalid('Param message[metadata] must be a string.');
    checkLength(message['metadata'], 'message[metadata]', MOST_METADATA);
  }
  if (message['quick_replies'] !== undefined) checkQuickReplies(message['quick_replies']);
  if (message['reply_to'] !== undefined) {
    requireString(requireObject(message['reply_to'], 'message[reply_to]')['mid'], 'message[reply_to][mid]');
  }
}

function checkContent(message: Json): void {
  const { text, attachment, attachments } = message;
  const hasAttachment = attachment !== undefined || attachments !== undefined;
  if (text !== undefined) checkText(text);
  if (text !== undefined && hasAttachment) {
    throw invalid('Param message cannot have both text and attachment.');
  }
  if (attachment !== undefined && attachments !== undefined) throw invalid('Param message cannot have both attachment and attachments.');
  if (attachment !== undefined) checkAttachment(attachment);
  if (attachments !== undefined) {
    for (const one of requireArray(attachments, 'message[attachments]', 30, 1)) {
      requireOneOf(requireObject(one, 'message[attachments]')['type'], 'message[attachments][type]', ['image']);
      checkAttachment(one);
    }
  }
  if (message['template'] !== undefined) checkUtilityTemplate(message);
  if (message['sticker_id'] !== undefined && !/^\d+$/.test(asText(message['sticker_id']))) throw invalid('Param message[sticker_id] must be a valid ID string (e.g., "123")');
  const other = message['sticker_id'] ?? message['template'];
  if (text === undefined && !hasAttachment && other === undefined) throw new GraphError('100/2018032');
}

function checkUtilityTemplate({ template, text, attachment, attachments }: Json): void {
  requireString(requireObject(template, 'message[template]')['name'], 'message[template][name]');
  if ((text ?? attachment ?? attachments) !== undefined) throw invalid('Param message cannot have both template and other content.');
}

function checkText(text: unknown): void {
  if (typeof text !== 'string') throw invalid('Param message[text] must be a string.');
  if (text === '') throw new GraphError('100/2018034');
  checkLength(text, 'message[text]', MOST_TEXT);
}

function checkAttachment(value: unknown): void {
  const attachment = requireObject(value, 'message[attachment]');
  if (attachment['type'] !== 'template') {
    checkMedia(attachment);
    return;
  }
  refuseUnknownKeys(attachment, 'message[attachment]', ATTACHMENT_KEYS);
  checkTemplate(requireObject(attachment['payload'], 'message[attachment][payload]'));
}

/** Checks an attachment that is a file; throws GraphError. */
export function checkMedia(attachment: Json): void {
  refuseUnknownKeys(attachment, 'message[attachment]', ATTACHMENT_KEYS);
  requireOneOf(attachment['type'], 'message[attachment][type]', MEDIA_TYPES);
  const payload = requireObject(attachment['payload'], 'message[attachment][payload]');
  if (payload['attachment_id'] !== undefined) {
    if (!/^\d+$/.test(asText(payload['attachment_id']))) throw new GraphError('100/2018074');
    return;
  }
  requireUrl(payload['url'], 'message[attachment][payload][url]');
}

function checkQuickReplies(value: unknown): void {
  for (const item of requireArray(value, 'message[quick_replies]', MOST_QUICK_REPLIES, 1)) {
    const reply = requireObject(item, 'message[quick_replies]');
    refuseUnknownKeys(reply, 'message[quick_replies]', QUICK_REPLY_KEYS);
    const type = reply['content_type'];
    if (type === 'user_phone_number' || type === 'user_email') continue;
    if (type !== 'text') throw new GraphError('100/2018145');
    if (reply['title'] === undefined || reply['title'] === '') throw new GraphError('100/2018099');
    if (reply['payload'] === undefined) throw new GraphError('100/2018055');
    checkLength(requireString(reply['title'], 'quick_replies[title]'), 'quick_replies[title]', 20);
    checkLength(requireString(reply['payload'], 'quick_replies[payload]'), 'quick_replies[payload]', 1000);
    if (reply['image_url'] !== undefined) requireUrl(reply['image_url'], 'quick_replies[image_url]');
  }
}
