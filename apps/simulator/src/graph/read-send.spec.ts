import { describe, expect, it } from '@jest/globals';
import { GraphError } from './graph-errors.js';
import { readFields, readSend } from './read-send.js';

const recipient = { id: '1' };
const reply = { content_type: 'text', title: 'Red', payload: 'RED' };
const button = { type: 'postback', title: 'Go', payload: 'GO' };
const url = 'https://example.org/picture.png';

function call(message: unknown, rest: Record<string, unknown> = {}): Record<string, unknown> {
  return { recipient, messaging_type: 'RESPONSE', message, ...rest };
}
function template(payload: unknown): Record<string, unknown> {
  return call({ attachment: { type: 'template', payload } });
}
function many(count: number, item: unknown): unknown[] {
  return Array.from({ length: count }, () => item);
}
const text = { text: 'hi' };
const element = { title: 'T', subtitle: 'S' };

describe('sends that Meta takes', () => {
  it.each<[string, Record<string, unknown>]>([
    ['text of 2,000 characters', call({ text: 'x'.repeat(2000) })],
    ['text of 2,000 emoji', call({ text: '😀'.repeat(2000) })],
    ['no messaging_type', { recipient, message: text }],
    ['13 quick replies', call({ ...text, quick_replies: many(13, reply) })],
    ['a quick reply for the phone number', call({ ...text, quick_replies: [{ content_type: 'user_phone_number' }] })],
    ['a quick reply title of 20', call({ ...text, quick_replies: [{ ...reply, title: 'x'.repeat(20) }] })],
    ['metadata of 1,000', call({ ...text, metadata: 'x'.repeat(1000) })],
    ['an image', call({ attachment: { type: 'image', payload: { url, is_reusable: true } } })],
    ['an attachment by id', call({ attachment: { type: 'file', payload: { attachment_id: '123' } } })],
    ['several images', call({ attachments: [{ type: 'image', payload: { url } }, { type: 'image', payload: { url } }] })],
    ['3 buttons', template({ template_type: 'button', text: 't', buttons: [button, button, button] })],
    ['10 elements', template({ template_type: 'generic', elements: many(10, element) })],
    ['a media template of a post', template({ template_type: 'media', elements: [{ media_type: 'video', url: 'https://www.facebook.com/page/videos/1/' }] })],
    ['an image grid with a button', template({ template_type: 'image_grid', elements: [{ images: [{ url }, { url }], buttons: [button] }] })],
    ['CUSTOMER_FEEDBACK with its template', { ...template({ template_type: 'customer_feedback', title: 'How was it?' }), messaging_type: 'MESSAGE_TAG', tag: 'CUSTOMER_FEEDBACK' }],
    ['HUMAN_AGENT', call(text, { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })],
    ['an utility template', call({ template: { name: 'order' } }, { messaging_type: 'UTILITY' })],
    ['an utility template without messaging_type', { recipient, message: { template: { name: 'order' } } }],
    ['a sender action', { recipient, sender_action: 'typing_on' }],
    ['a reaction', { recipient, sender_action: 'react', payload: { message_id: 'm_x', reaction: 'love' } }],
    ['a persona', call(text, { persona_id: '12' })],
  ])('%s', (_, fields) => {
    expect(() => readSend(fields)).not.toThrow();
  });
});

describe('sends that Meta refuses, with code and subcode', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['no recipient', { message: text }, '100'],
    ['a recipient that is no object', { recipient: '1', message: text }, '100'],
    ['neither message nor action', { recipient }, '100/2018015'],
    ['message and action', call(text, { sender_action: 'typing_on' }), '100/2018014'],
    ['an unknown action', { recipient, sender_action: 'dance' }, '100'],
    ['a reaction without a message', { recipient, sender_action: 'react', payload: {} }, '100'],
    ['an unknown messaging_type', call(text, { messaging_type: 'NEWS' }), '100'],
    ['MESSAGE_TAG without a tag', call(text, { messaging_type: 'MESSAGE_TAG' }), '100'],
    ['a tag beside RESPONSE', call(text, { tag: 'HUMAN_AGENT' }), '100'],
    ['a template that is a word', call({ template: 'order' }), '100'],
    ['a template without a name', call({ template: { language: { code: 'en' } } }), '100'],
    ['a template beside text', call({ ...text, template: { name: 'order' } }), '100'],
    ['several attachments with a video', call({ attachments: [{ type: 'image', payload: { url } }, { type: 'video', payload: { url } }] }), '100'],
    ['a quick reply with an unknown key', call({ ...text, quick_replies: [{ ...reply, id: '1' }] }), '100'],
    ['a button with an unknown key', template({ template_type: 'button', text: 't', buttons: [{ ...button, share_contents: {} }] }), '100'],
    ['UTILITY without a template', call(text, { messaging_type: 'UTILITY' }), '100'],
    ['an unknown notification_type', call(text, { notification_type: 'LOUD' }), '100'],
    ['an empty message', call({}), '100/2018032'],
    ['a message that is text', call('hi'), '100'],
    ['an unknown key', call({ ...text, tag: 'x' }), '100'],
    ['empty text', call({ text: '' }), '100/2018034'],
    ['text of 2,001 characters', call({ text: 'x'.repeat(2001) }), '100'],
    ['text and attachment', call({ ...text, attachment: { type: 'image', payload: { url } } }), '100'],
    ['an unknown attachment type', call({ attachment: { type: 'hologram', payload: { url } } }), '100'],
    ['an attachment that is no web address', call({ attachment: { type: 'image', payload: { url: 'file:///x' } } }), '100'],
    ['an attachment id that is none', call({ attachment: { type: 'image', payload: { attachment_id: 'x' } } }), '100/2018074'],
    ['metadata of 1,001', call({ ...text, metadata: 'x'.repeat(1001) }), '100'],
    ['metadata that is no string', call({ ...text, metadata: { a: 1 } }), '100'],
    ['14 quick replies', call({ ...text, quick_replies: many(14, reply) }), '100'],
    ['a quick reply title of 21', call({ ...text, quick_replies: [{ ...reply, title: 'x'.repeat(21) }] }), '100'],
    ['a quick reply payload of 1,001', call({ ...text, quick_replies: [{ ...reply, payload: 'x'.repeat(1001) }] }), '100'],
    ['a quick reply without title', call({ ...text, quick_replies: [{ ...reply, title: undefined }] }), '100/2018099'],
    ['a quick reply without payload', call({ ...text, quick_replies: [{ ...reply, payload: undefined }] }), '100/2018055'],
    ['a quick reply with an empty payload', call({ ...text, quick_replies: [{ ...reply, payload: '' }] }), '100'],
    ['a quick reply whose payload is an object', call({ ...text, quick_replies: [{ ...reply, payload: {} }] }), '100'],
    ['a media template of another site', template({ template_type: 'media', elements: [{ media_type: 'image', url }] }), '100'],
    ['an image grid with a button to call', template({ template_type: 'image_grid', elements: [{ images: [{ url }, { url }], buttons: [{ type: 'phone_number', title: 'Call', payload: '+1' }] }] }), '100/2018098'],
    ['CUSTOMER_FEEDBACK on a text', call(text, { messaging_type: 'MESSAGE_TAG', tag: 'CUSTOMER_FEEDBACK' }), '100'],
    ['a quick reply for the location', call({ ...text, quick_replies: [{ content_type: 'location' }] }), '100/2018145'],
    ['an unknown template', template({ template_type: 'poem' }), '100'],
    ['a template named like a property of all objects', template({ template_type: 'constructor' }), '100'],
    ['a retired template', template({ template_type: 'list' }), '100'],
    ['4 buttons', template({ template_type: 'button', text: 't', buttons: many(4, button) }), '100'],
    ['no buttons', template({ template_type: 'button', text: 't', buttons: [] }), '100'],
    ['button text of 641', template({ template_type: 'button', text: 'x'.repeat(641), buttons: [button] }), '100'],
    ['a button title of 21', template({ template_type: 'button', text: 't', buttons: [{ ...button, title: 'x'.repeat(21) }] }), '100/2018040'],
    ['a button without payload', template({ template_type: 'button', text: 't', buttons: [{ type: 'postback', title: 'Go' }] }), '100/2018041'],
    ['a button payload of 1,001', template({ template_type: 'button', text: 't', buttons: [{ ...button, payload: 'x'.repeat(1001) }] }), '100'],
    ['an unknown button', template({ template_type: 'button', text: 't', buttons: [{ type: 'magic', title: 'Go' }] }), '100/2018098'],
    ['11 elements', template({ template_type: 'generic', elements: many(11, element) }), '100'],
    ['an element with only a title', template({ template_type: 'generic', elements: [{ title: 'T' }] }), '100/2018035'],
    ['an element title of 81', template({ template_type: 'generic', elements: [{ ...element, title: 'x'.repeat(81) }] }), '100'],
    ['a receipt without a currency', template({ template_type: 'receipt', recipient_name: 'a', order_number: '1', payment_method: 'x', summary: { total_cost: 1 } }), '100/2018053'],
    ['a product that is none', template({ template_type: 'product', elements: [{ id: 'x' }] }), '100/2018320'],
    ['a persona that is none', call(text, { persona_id: 'x' }), '100'],
  ])('%s', (_, fields, key) => {
    expect(errorOf(() => readSend(fields)).key).toBe(key);
  });

  it.each([
    'CONFIRMED_EVENT_UPDATE', 'POST_PURCHASE_UPDATE', 'ACCOUNT_UPDATE', 'NON_PROMOTIONAL_SUBSCRIPTION', 'SHIPPING_UPDATE',
    'RESERVATION_UPDATE', 'ISSUE_RESOLUTION', 'APPOINTMENT_UPDATE', 'NO_SUCH_TAG',
  ])('the tag %s', (tag) => {
    expect(errorOf(() => readSend(call(text, { messaging_type: 'MESSAGE_TAG', tag }))).key).toBe('100/1893061');
  });
});

describe('bodies of a send', () => {
  it('may be a form whose objects are JSON', () => {
    const form = new URLSearchParams({ recipient: '{"id":"1"}', message: '{"text":"hi"}', messaging_type: 'UPDATE' });
    const fields = readFields({ contentType: 'application/x-www-form-urlencoded', text: form.toString() });
    expect(readSend(fields)).toMatchObject({ recipient, message: text, messagingType: 'UPDATE' });
  });

  it.each(['{"recipient":', '[]', '"text"', 'null'])('refuses %s', (body) => {
    expect(errorOf(() => readFields({ contentType: 'application/json', text: body })).key).toBe('100');
  });
});

function errorOf(run: () => unknown): GraphError {
  try {
    run();
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
