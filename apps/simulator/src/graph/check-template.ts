import { asText, countCharacters } from '../request-body.js';
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
import { GraphError } from './graph-errors.js';

const MOST_BUTTONS = 3;
const MOST_ELEMENTS = 10;
const FACEBOOK_URL = /^https?:\/\/([a-z-]+\.)?facebook\.com\//i;
const RETIRED = ['list', 'open_graph', 'notification_messages', 'airline_boardingpass', 'airline_checkin', 'airline_itinerary', 'airline_update'];

type Payload = Record<string, unknown>;

const TEMPLATES: Record<string, (payload: Payload) => void> = {
  button: checkButtonTemplate,
  generic: checkGenericTemplate,
  media: checkMediaTemplate,
  receipt: checkReceipt,
  coupon: (payload) => {
    requireString(payload['title'], 'payload[title]');
    if (Object.keys(payload).length < 3) throw invalid('The parameter payload[coupon_code] is required');
  },
  product: (payload) => {
    for (const element of requireArray(payload['elements'], 'payload[elements]', MOST_ELEMENTS, 1)) {
      if (!/^\d+$/.test(asText(requireObject(element, 'elements')['id']))) throw new GraphError('100/2018320');
    }
  },
  customer_feedback: (payload) => void requireString(payload['title'], 'payload[title]'),
  one_time_notif_req: (payload) => {
    checkLength(requireString(payload['title'], 'payload[title]'), 'payload[title]', 65);
    requireString(payload['payload'], 'payload[payload]');
  },
  image_grid: checkImageGrid,
};

/** Checks `attachment.payload` of a template; throws GraphError for what Meta would refuse. */
export function checkTemplate(payload: Payload): void {
  const type = requireString(payload['template_type'], 'payload[template_type]');
  if (RETIRED.includes(type)) throw invalid(`Template type ${type} is no longer supported.`);
  const check = Object.hasOwn(TEMPLATES, type) ? TEMPLATES[type] : undefined;
  if (!check) throw invalid(`Param payload[template_type] must be one of {${Object.keys(TEMPLATES).join(', ')}} - got "${type}"`);
  check(payload);
}

function checkButtonTemplate(payload: Payload): void {
  checkLength(requireString(payload['text'], 'payload[text]'), 'payload[text]', 640);
  checkButtons(payload['buttons'], 1);
}

function checkGenericTemplate(payload: Payload): void {
  if (payload['image_aspect_ratio'] !== undefined) requireOneOf(payload['image_aspect_ratio'], 'payload[image_aspect_ratio]', ['horizontal', 'square']);
  for (const item of requireArray(payload['elements'], 'payload[elements]', MOST_ELEMENTS, 1)) {
    const element = requireObject(item, 'payload[elements]');
    checkLength(requireString(element['title'], 'elements[title]'), 'elements[title]', 80);
    if (typeof element['subtitle'] === 'string') checkLength(element['subtitle'], 'elements[subtitle]', 80);
    const others = ['subtitle', 'image_url', 'default_action', 'buttons'];
    if (!others.some((key) => element[key] !== undefined)) throw new GraphError('100/2018035');
    if (element['default_action'] !== undefined) requireObject(element['default_action'], 'elements[default_action]');
    if (element['image_url'] !== undefined) requireUrl(element['image_url'], 'elements[image_url]');
    if (element['buttons'] !== undefined) checkButtons(element['buttons'], 1);
  }
}

function checkMediaTemplate(payload: Payload): void {
  const [item] = requireArray(payload['elements'], 'payload[elements]', 1, 1);
  const element = requireObject(item, 'payload[elements]');
  requireOneOf(element['media_type'], 'elements[media_type]', ['image', 'video']);
  if (!/^\d+$/.test(asText(element['attachment_id'])) && !FACEBOOK_URL.test(requireUrl(element['url'], 'elements[url]'))) throw invalid('Param elements[url] must be the URL of a post on Facebook, or give an attachment_id');
  if (element['buttons'] !== undefined) checkButtons(element['buttons'], 1);
}

function checkReceipt(payload: Payload): void {
  const required = ['recipient_name', 'order_number', 'currency', 'payment_method', 'summary'];
  const missing = required.find((key) => payload[key] === undefined);
  if (missing) throw new GraphError('100/2018053', `(#100) The parameter payload[${missing}] is required`);
  if (requireObject(payload['summary'], 'payload[summary]')['total_cost'] === undefined) throw new GraphError('100/2018053');
  if (payload['elements'] !== undefined) requireArray(payload['elements'], 'payload[elements]', 100);
}

function checkImageGrid(payload: Payload): void {
  const [item] = requireArray(payload['elements'], 'payload[elements]', 1, 1);
  const element = requireObject(item, 'payload[elements]');
  for (const image of requireArray(element['images'], 'elements[images]', 6, 2)) requireObject(image, 'elements[images]');
  if (typeof element['title'] === 'string') checkLength(element['title'], 'elements[title]', 45);
  if (typeof element['subtitle'] === 'string') checkLength(element['subtitle'], 'elements[subtitle]', 80);
  if (element['buttons'] !== undefined) checkButtons(element['buttons'], 1, ['web_url', 'postback']);
}

const BUTTON_TYPES = ['web_url', 'postback', 'phone_number', 'account_link', 'account_unlink', 'game_play', 'audio_call'];
const BUTTON_KEYS = new Set(['type', 'title', 'url', 'payload', 'webview_height_ratio', 'messenger_extensions', 'fallback_url', 'webview_share_button', 'game_metadata']);
const UNTITLED_BUTTONS = ['account_link', 'account_unlink'];

function checkButtons(value: unknown, least: number, types: readonly string[] = BUTTON_TYPES): void {
  for (const item of requireArray(value, 'buttons', MOST_BUTTONS, least)) {
    const button = requireObject(item, 'buttons');
    refuseUnknownKeys(button, 'buttons', BUTTON_KEYS);
    const type = asText(button['type']);
    if (!types.includes(type)) throw new GraphError('100/2018098');
    if (!UNTITLED_BUTTONS.includes(type)) checkTitle(button);
    if (type === 'web_url' || type === 'account_link') requireUrl(button['url'], 'buttons[url]');
    if (button['webview_height_ratio'] !== undefined) requireOneOf(button['webview_height_ratio'], 'buttons[webview_height_ratio]', ['compact', 'tall', 'full']);
    if (type === 'postback') checkPayload(button);
    if (type === 'phone_number' && !/^\+\d/.test(asText(button['payload']))) {
      throw invalid('Param buttons[payload] must be a phone number that begins with +');
    }
  }
}

function checkTitle(button: Payload): void {
  const title = requireString(button['title'], 'buttons[title]');
  if (countCharacters(title) > 20) throw new GraphError('100/2018040', '(#100) Length of param buttons[title] must be less than or equal to 20');
}

function checkPayload(button: Payload): void {
  if (button['payload'] === undefined) throw new GraphError('100/2018041');
  checkLength(requireString(button['payload'], 'buttons[payload]'), 'buttons[payload]', 1000);
}
