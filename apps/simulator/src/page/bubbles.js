/** Draws what was sent as a phone would show it. Everything is set as text: nothing a message says becomes HTML. */

const TICKS = { sent: ['✓', 'sent'], delivered: ['✓✓', 'delivered'], read: ['✓✓', 'read'], failed: ['!', 'not delivered'] };

/** An element with properties and children; null children are left out. */
export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** One message with its time and ticks. `tap` is called with what the person taps. */
export function drawBubble(bubble, channel, tap) {
  const mine = bubble.direction === 'fromPerson';
  const row = element('div', { className: `row ${mine ? 'mine' : ''} ${channel}` }, ...drawContent(bubble.content, tap));
  row.append(element('span', { className: 'under' }, time(bubble.atMs), mine ? null : ticks(bubble.state)));
  return row;
}

/** A line that says what a message is, for the list of chats. */
export function summarise(content) {
  const message = content.message ?? content;
  if (message.text) return message.text;
  if (content.postback) return `Tapped ${content.postback.title}`;
  if (content.reaction) return `Reacted ${content.reaction.emoji ?? ''}`;
  if (content.referral) return `Came by ${content.referral.ref}`;
  const attachment = message.attachment ?? message.attachments?.[0];
  if (attachment?.type === 'template') return attachment.payload.text ?? attachment.payload.elements?.[0]?.title ?? 'Template';
  if (attachment) return `Sent: ${attachment.type}`;
  return message.mediaUrls?.length ? 'Picture' : '…';
}

export function time(ms) {
  return new Date(ms).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

function ticks(state) {
  const [sign, words] = TICKS[state];
  const node = element('span', { className: `ticks ${state}`, title: words }, sign);
  node.setAttribute('role', 'img');
  node.setAttribute('aria-label', words);
  return node;
}

function drawContent(content, tap) {
  if (content.postback || content.reaction || content.referral) return [speech(summarise(content))];
  const message = content.message ?? content;
  const attachments = message.attachments ?? (message.attachment ? [message.attachment] : []);
  const drawn = [
    message.text ? speech(message.text) : null,
    ...attachments.map((attachment) => drawAttachment(attachment, tap)),
    ...(message.mediaUrls ?? []).map((url) => media('image', url)),
  ].filter(Boolean);
  return drawn.length ? drawn : [speech('…')];
}

function speech(text) {
  return element('div', { className: 'bubble' }, text);
}

function drawAttachment({ type, payload }, tap) {
  if (type === 'template') return drawTemplate(payload, tap);
  return payload?.url ? media(type, payload.url) : speech(`${type} ${payload?.attachment_id ?? ''}`);
}

function media(type, url) {
  if (!isWebAddress(url)) return speech(url);
  const draw = {
    image: () => element('img', { src: url, alt: 'Picture' }),
    video: () => element('video', { src: url, controls: true }),
    audio: () => element('audio', { src: url, controls: true }),
  }[type];
  return element('div', { className: 'bubble' }, draw ? draw() : link(url, `File: ${url.split('/').pop()}`));
}

function drawTemplate(payload, tap) {
  const elements = payload.elements ?? [];
  if (payload.template_type === 'generic' || payload.template_type === 'media') {
    return element('div', { className: 'cards' }, ...elements.map((item) => card(item, tap)));
  }
  if (payload.template_type === 'receipt') {
    const total = `${payload.summary?.total_cost ?? ''} ${payload.currency ?? ''}`;
    return card({ title: `Receipt ${payload.order_number}`, subtitle: total }, tap);
  }
  return card({ title: payload.text ?? payload.title ?? payload.template_type, buttons: payload.buttons }, tap);
}

function card({ title, subtitle, image_url: image, url, buttons = [] }, tap) {
  const picture = image ?? url;
  return element(
    'div',
    { className: 'card' },
    isWebAddress(picture) ? element('img', { src: picture, alt: '' }) : null,
    element('div', { className: 'words' }, title ?? '', subtitle ? element('p', {}, subtitle) : null),
    ...buttons.map((button) => drawButton(button, tap)),
  );
}

function drawButton(button, tap) {
  if (button.type === 'web_url') return link(button.url, button.title);
  const node = element('button', { type: 'button', disabled: button.type !== 'postback' }, button.title ?? button.type);
  node.addEventListener('click', () => tap({ postback: { title: button.title, payload: button.payload } }));
  return node;
}

function link(url, text) {
  return isWebAddress(url) ? element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text) : element('span', {}, text);
}

function isWebAddress(url) {
  return typeof url === 'string' && /^https?:\/\//i.test(url);
}
