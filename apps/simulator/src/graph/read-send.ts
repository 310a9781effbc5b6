import { asText, isForm, isObject, parseForm, type RawBody } from '../request-body.js';
import { checkMessage } from './check-message.js';
import { invalid, requireObject, requireOneOf } from './check-params.js';
import { GraphError } from './graph-errors.js';

const MESSAGING_TYPES = ['RESPONSE', 'UPDATE', 'MESSAGE_TAG', 'UTILITY'] as const;
const SENDER_ACTIONS = ['typing_on', 'typing_off', 'mark_seen', 'react', 'unreact'] as const;
const NOTIFICATION_TYPES = ['REGULAR', 'SILENT_PUSH', 'NO_PUSH'] as const;
const CURRENT_TAGS = ['HUMAN_AGENT', 'CUSTOMER_FEEDBACK'] as const;
const OBJECT_FIELDS = ['recipient', 'message', 'payload', 'template'];

/** One Send API call that Meta would not refuse for its form. */
export interface SendRequest {
  recipient: Record<string, unknown>;
  message?: Record<string, unknown>;
  messagingType: (typeof MESSAGING_TYPES)[number];
  tag?: (typeof CURRENT_TAGS)[number];
}

/** The fields of a Graph call's body, from JSON or a form; objects in a form are JSON text. */
export function readFields(body: RawBody | undefined): Record<string, unknown> {
  if (!body || body.text === '') return {};
  if (!isForm(body)) return readJson(body.text);
  const fields: Record<string, unknown> = parseForm(body.text);
  for (const name of OBJECT_FIELDS) {
    if (typeof fields[name] === 'string') fields[name] = tryJson(fields[name]);
  }
  return fields;
}

/** Throws GraphError for every rule of the Send API that the call breaks by itself, whoever the person is. */
export function readSend(fields: Record<string, unknown>): SendRequest {
  if (fields['recipient'] === undefined) throw invalid('The parameter recipient is required');
  const recipient = requireObject(fields['recipient'], 'recipient');
  const messagingType = requireOneOf(fields['messaging_type'] ?? 'RESPONSE', 'messaging_type', MESSAGING_TYPES);
  const tag = readTag(fields['tag'], messagingType);
  if (fields['notification_type'] !== undefined) {
    requireOneOf(fields['notification_type'], 'notification_type', NOTIFICATION_TYPES);
  }
  const content = readContent(fields, messagingType);
  if (tag === 'CUSTOMER_FEEDBACK' && templateOf(content.message) !== 'customer_feedback') throw invalid('The tag CUSTOMER_FEEDBACK requires a template of type customer_feedback');
  checkPersona(fields['persona_id']);
  return { recipient, messagingType, tag, ...content };
}

function templateOf(message: Record<string, unknown> | undefined): unknown {
  const { attachment } = (message ?? {}) as { attachment?: { payload?: { template_type?: unknown } } };
  return attachment?.payload?.template_type;
}

function readContent(
  fields: Record<string, unknown>,
  messagingType: SendRequest['messagingType'],
): Pick<SendRequest, 'message'> {
  const { message, sender_action: action } = fields;
  if (message !== undefined && action !== undefined) throw new GraphError('100/2018014');
  if (message === undefined && action === undefined) throw new GraphError('100/2018015');
  if (action !== undefined) {
    checkAction(action, fields['payload']);
    return {};
  }
  const content = requireObject(message, 'message');
  checkMessage(content);
  if (messagingType === 'UTILITY' && content['template'] === undefined && fields['template'] === undefined) {
    throw invalid('A message of type UTILITY requires an approved utility template');
  }
  return { message: content };
}

function checkAction(action: unknown, payload: unknown): void {
  const name = requireOneOf(action, 'sender_action', SENDER_ACTIONS);
  if (name === 'react' || name === 'unreact') {
    const reaction = requireObject(payload, 'payload');
    if (typeof reaction['message_id'] !== 'string') throw invalid('The parameter payload[message_id] is required');
    if (name === 'react' && typeof reaction['reaction'] !== 'string') {
      throw invalid('The parameter payload[reaction] is required');
    }
  }
}

/** Every tag but the current ones is retired or never was one: Meta answers 100 to both. */
function readTag(tag: unknown, messagingType: string): SendRequest['tag'] {
  if (messagingType === 'MESSAGE_TAG' && (tag === undefined || tag === '')) {
    throw invalid('A message of type MESSAGE_TAG requires the parameter tag');
  }
  if (tag === undefined || tag === '') return undefined;
  const current = CURRENT_TAGS.find((name) => name === tag);
  if (!current) throw new GraphError('100/1893061');
  if (messagingType !== 'MESSAGE_TAG') throw invalid('The parameter tag is only allowed with messaging_type MESSAGE_TAG');
  return current;
}

function checkPersona(id: unknown): void {
  if (id === undefined || /^\d+$/.test(asText(id))) return;
  throw invalid('Param persona_id must be a valid ID string (e.g., "123")');
}

function readJson(text: string): Record<string, unknown> {
  const value = tryJson(text);
  if (isObject(value)) return value;
  throw new GraphError('100', 'Invalid parameter: the body is not a JSON object');
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
