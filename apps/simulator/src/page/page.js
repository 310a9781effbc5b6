/** The page: a phone that belongs to everybody at once. It lives on the control API and its stream. */
import { drawBubble, element, summarise, time } from './bubbles.js';

const $ = (id) => document.getElementById(id);
let conversations = [];
let openId = null;
let filter = 'all';

async function call(method, path, body) {
  const answer = await fetch(`/control/${path}`, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  const json = text ? JSON.parse(text) : {};
  if (!answer.ok) throw new Error([json.message, ...(json.problems ?? [])].join(' '));
  return json;
}

/** Runs something and tells when it fails. */
async function attempt(task) {
  try {
    await task();
    $('notice').textContent = '';
  } catch (error) {
    $('notice').textContent = error.message;
  }
}

async function refreshList() {
  const [listed, stats] = await Promise.all([call('GET', 'conversations'), call('GET', 'stats')]);
  conversations = listed.conversations;
  $('counts').textContent = `${counted(stats.accepted, 'message')} taken, ${counted(stats.calls, 'call')}`;
  drawList();
}

function counted(count, thing) {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function drawList() {
  const shown = conversations.filter(({ channel }) => filter === 'all' || channel === filter);
  const focused = document.activeElement?.dataset?.id;
  $('people').replaceChildren(...shown.map(drawPerson));
  if (focused) document.querySelector(`.person[data-id="${CSS.escape(focused)}"]`)?.focus();
}

function drawPerson(conversation) {
  const { id, channel, name, last, unread, lastAtMs } = conversation;
  const words = last ? `${last.direction === 'fromPerson' ? 'You: ' : ''}${summarise(last.content)}` : 'No messages yet';
  const button = element(
    'button',
    { type: 'button', className: 'person' },
    avatar(conversation),
    element('span', {}, element('strong', {}, name), element('span', { className: 'last' }, words)),
    element(
      'span',
      { className: 'meta' },
      element('span', {}, last ? time(lastAtMs) : ''),
      unread ? element('span', { className: 'count', ariaLabel: `${unread} unread` }, String(unread)) : null,
      channel === 'sms' ? element('span', { className: 'badge' }, 'SMS') : null,
    ),
  );
  button.dataset.id = id;
  button.setAttribute('aria-current', String(id === openId));
  button.addEventListener('click', () => attempt(() => open(id)));
  return element('li', {}, button);
}

function avatar({ name, address, channel }) {
  const initials = channel === 'sms' ? '#' : name.split(' ').map((part) => part[0]).join('').slice(0, 2);
  const node = element('span', { className: 'avatar', ariaHidden: 'true' }, initials);
  node.style.background = `hsl(${Number(address.slice(-5)) % 360} 45% 38%)`;
  return node;
}

async function open(id) {
  openId = id;
  $('phone').classList.add('chatting');
  $('empty').hidden = true;
  $('open').hidden = false;
  drawList();
  await refreshChat(true);
}

async function refreshChat(jump) {
  const conversation = await call('GET', `conversations/${encodeURIComponent(openId)}`);
  if (conversation.id !== openId) return;
  drawHead(conversation);
  drawBubbles(conversation, jump);
  if (conversation.unread > 0 && $('mark-read').checked && document.visibilityState === 'visible') await markRead(conversation);
}

function drawHead(conversation) {
  const { channel, name, address, person } = conversation;
  const isMessenger = channel === 'messenger';
  const mark = avatar(conversation);
  mark.id = 'avatar';
  $('avatar').replaceWith(mark);
  $('name').textContent = name;
  $('address').textContent = isMessenger ? `Messenger id ${address}` : `SMS +${address}`;
  $('window').hidden = $('block').hidden = !isMessenger;
  $('window').setAttribute('aria-pressed', String(person?.windowIsOpen === false));
  $('block').setAttribute('aria-pressed', String(person?.blocked === true));
}

function drawBubbles({ bubbles, channel }, jump) {
  const box = $('bubbles');
  const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const days = new Set();
  const rows = bubbles.flatMap((bubble) => {
    const day = new Date(bubble.atMs).toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long' });
    const heading = days.has(day) ? [] : [element('span', { className: 'day' }, day)];
    days.add(day);
    return [...heading, drawBubble(bubble, channel, act)];
  });
  box.replaceChildren(...rows);
  if (jump || isAtEnd) box.scrollTop = box.scrollHeight;
  drawReplies(bubbles.at(-1));
}

/** Quick replies stand under the last message only, as on a phone. */
function drawReplies(last) {
  const replies = last?.direction === 'toPerson' ? (last.content.quick_replies ?? []) : [];
  $('replies').replaceChildren(
    ...replies.map((reply) => {
      const title = reply.title ?? { user_phone_number: 'Send my number', user_email: 'Send my address' }[reply.content_type];
      const button = element('button', { type: 'button' }, title);
      button.addEventListener('click', () => act({ text: title, quickReply: { payload: reply.payload ?? title } }));
      return button;
    }),
  );
}

/** Does something as the person whose chat is open. */
function act(action) {
  const { channel, account, address } = conversations.find(({ id }) => id === openId);
  const who = channel === 'sms' ? { channel, account, from: address } : { channel, page: account, psid: address };
  return attempt(() => call('POST', 'inbound', { ...who, ...action }));
}

async function markRead({ id, channel, account, address }) {
  if (channel === 'messenger') await call('POST', 'read', { page: account, psid: address });
  else await call('POST', `conversations/${encodeURIComponent(id)}/seen`);
}

function changePerson(changes) {
  const { address } = conversations.find(({ id }) => id === openId);
  return attempt(async () => {
    await call('PUT', `people/${address}`, changes);
    await refreshChat(false);
  });
}

function isPressed(button) {
  return button.getAttribute('aria-pressed') === 'true';
}

$('writer').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = $('text').value.trim();
  if (!text) return;
  $('text').value = '';
  void act({ text });
});
$('read-now').addEventListener('click', () => attempt(() => markRead(conversations.find(({ id }) => id === openId))));
$('window').addEventListener('click', (event) => changePerson({ window: isPressed(event.currentTarget) ? 'open' : 'closed' }));
$('block').addEventListener('click', (event) => changePerson({ blocked: !isPressed(event.currentTarget) }));
$('auto-read').addEventListener('change', (event) => attempt(() => call('PUT', 'behaviour', { autoRead: event.target.checked })));
$('mark-read').addEventListener('change', () => openId && attempt(() => refreshChat(false)));
$('back').addEventListener('click', () => {
  openId = null;
  $('phone').classList.remove('chatting');
  $('open').hidden = true;
  $('empty').hidden = false;
  drawList();
});
for (const chip of document.querySelectorAll('.chip')) {
  chip.addEventListener('click', () => {
    filter = chip.dataset.filter;
    for (const other of document.querySelectorAll('.chip')) other.setAttribute('aria-pressed', String(other === chip));
    drawList();
  });
}

let magicRecipients = [];
function chooseKind() {
  const { value } = $('kind');
  const magic = magicRecipients[Number(value)];
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte % 10).join('');
  $('person-address').value = magic?.recipient ?? (value === 'sms' ? `1555${digits.slice(0, 7)}` : `7001${digits}`);
  $('hint').textContent = magic ? `A message to this person: ${magic.says}.` : 'Send to this number to write to them.';
}
async function fillKinds() {
  ({ magicRecipients } = await call('GET', 'magic-recipients'));
  const option = (row, index) => (element('option', { value: String(index) }, `${row.channel === 'sms' ? 'SMS' : 'Messenger'}: ${row.says}`));
  $('kind').append(element('optgroup', { label: 'Somebody with whom it goes wrong' }, ...magicRecipients.map(option)));
}
$('new-person').addEventListener('click', () => {
  chooseKind();
  $('dialog').showModal();
});
$('kind').addEventListener('change', chooseKind);
$('cancel').addEventListener('click', () => $('dialog').close());
$('person-form').addEventListener('submit', () => {
  const channel = magicRecipients[Number($('kind').value)]?.channel ?? $('kind').value;
  void attempt(async () => {
    const begun = await call('POST', 'conversations', { channel, address: $('person-address').value });
    await refreshList();
    await open(begun.id);
  });
});

const stream = new EventSource('/control/stream');
stream.addEventListener('changed', (event) => {
  const changed = JSON.parse(event.data).conversations;
  void attempt(async () => {
    await refreshList();
    if (openId && (changed.includes(openId) || changed.includes('*'))) await refreshChat(false);
  });
});
stream.addEventListener('open', () => attempt(refreshList));
stream.addEventListener('error', () => ($('notice').textContent = 'The simulator cannot be reached.'));

await attempt(async () => {
  $('auto-read').checked = (await call('GET', 'behaviour')).autoRead;
  await fillKinds();
  await refreshList();
});
