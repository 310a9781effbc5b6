import { SendFailure, type MessageContent, type MessagePart } from '@app/core';
import type { ChannelPart, PlanContext, SendPlan } from '../channel.js';
import { mimeType, partName, partText } from '../text/message-part-text.js';
import { fitText } from '../text/truncate-text.js';
import { asList, asObject, type JsonObject } from '../webhook-values.js';
import { classifyMessage } from './message-tags.js';
import type { FbMessengerOptions } from './options.js';

/** Contract meta.md §1.5. */
const MOST_TEXT_CHARACTERS = 2000;

/** The Graph `message` objects of one message; each becomes a call of its own. */
interface GraphMessages {
  messages: JsonObject[];
  warnings: string[];
  verbatim?: true;
}

/**
 * Turns content into Send API payloads: a custom body as it is, else one call per message part, else the body
 * as text. Throws SendFailure `rejected` when nothing would be sent or a part can't be.
 */
export function planMessage(content: MessageContent, options: FbMessengerOptions, context: PlanContext): SendPlan {
  const { messages, warnings, verbatim } = graphMessages(content);
  const { messagingType, tag, warning } = classifyMessage(options, context, messages.some((message) => message['template'] !== undefined));
  const envelope = {
    messaging_type: messagingType,
    ...(tag && { tag }),
    ...(options.personaId && { persona_id: options.personaId }),
    ...(options.notificationType && { notification_type: options.notificationType }),
  };
  return {
    parts: messages.map((message): ChannelPart => ({
      rateClass: rateClassOf(message),
      payload: { message, ...envelope },
      ...(verbatim && { verbatim }),
    })),
    warnings: warning ? [...warnings, warning] : warnings,
  };
}

function graphMessages(content: MessageContent): GraphMessages {
  if (content.customBody !== undefined && content.customBody !== null) return customMessage(content.customBody);
  if (content.messageParts && content.messageParts.length > 0) return partMessages(content.messageParts);
  if (content.body?.trim()) return textMessage(content.body);
  throw new SendFailure('rejected', 'There is nothing to send on Messenger: no body, no message parts and no customBody.fbMessenger.');
}

function customMessage(customBody: unknown): GraphMessages {
  const message = asObject(customBody);
  if (!message || Object.keys(message).length === 0) {
    throw new SendFailure('rejected', 'customBody.fbMessenger must be a Graph API message object, for example {"text": "Hello"}.');
  }
  return { messages: [message], warnings: [], verbatim: true };
}

function textMessage(body: string): GraphMessages {
  const { text, warning } = fitText(body, MOST_TEXT_CHARACTERS, 'Messenger');
  return { messages: [{ text }], warnings: warning ? [warning] : [] };
}

function partMessages(parts: readonly MessagePart[]): GraphMessages {
  const made = parts.map((part, index) => partMessage(part, index));
  const messages = made.flatMap((each) => each.messages);
  if (messages.length === 0) throw new SendFailure('rejected', 'There is nothing to send on Messenger: all message parts are empty.');
  return { messages, warnings: made.flatMap((each) => each.warnings) };
}

function partMessage(part: MessagePart, index: number): GraphMessages {
  const text = partText(part);
  if (text !== undefined) {
    // An empty text is refused by Facebook (100/2018034) and would say nothing.
    return text.trim() ? textMessage(text) : { messages: [], warnings: [`The text of ${partName(part, index)} is empty; it was left out.`] };
  }
  if (part.url) return { messages: [attachmentMessage(part, part.url)], warnings: [] };
  throw new SendFailure(
    'rejected',
    part.data === undefined
      ? `There is nothing in ${partName(part, index)}: it needs a url.`
      : `The content of ${partName(part, index)} cannot be sent as data on Messenger: give it a public url.`,
  );
}

const ATTACHMENT_TYPES: readonly [prefix: string, type: string][] = [
  ['image/', 'image'],
  ['audio/', 'audio'],
  ['video/', 'video'],
];

function attachmentMessage(part: MessagePart, url: string): JsonObject {
  const mime = mimeType(part);
  const type = ATTACHMENT_TYPES.find(([prefix]) => mime.startsWith(prefix))?.[1] ?? 'file';
  return { attachment: { type, payload: { url } } };
}

/** Meta's low limit is for audio and video; pictures and files count with text (contract meta.md §2.5). */
function rateClassOf(message: JsonObject): ChannelPart['rateClass'] {
  const attachments = [message['attachment'], ...asList(message['attachments'])];
  const types = attachments.map((attachment) => asObject(attachment)?.['type']);
  return types.some((type) => type === 'audio' || type === 'video') ? 'media' : 'text';
}
