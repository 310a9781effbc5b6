// The kinds of reading that bench/reads.mjs times. Each is a function of the call's number.
import { EVERY } from './old-data.mjs';

const HOT = 'old-1';
const PRIME = 7_919;

/** `{name: (index) => Promise}`; `call` throws on an answer that is not the expected one. */
export function readsOf(given) {
  return { ...messageReads(given), ...searches(given), ...profileReads(given), ...profileQueries(given), ...webhookReads(given) };
}

function messageReads({ call, ids, times, profiles, now, dayMs }) {
  const person = (index) => `old-${1 + ((index * PRIME) % profiles)}`;
  const at = (time) => encodeURIComponent(new Date(time).toISOString());
  return {
    'message': (index) => call('GET', `/messages/${ids[index % ids.length]}`),
    'history of a person': (index) => call('GET', `/profiles/${person(index)}/messages`),
    'history, 50 of thousands': () => call('GET', `/profiles/${HOT}/messages`),
    'history, 500 of thousands': () => call('GET', `/profiles/${HOT}/messages?limit=500`),
    'history, a page deep down': (index) => call('GET', `/profiles/${HOT}/messages?from=${at(times[index % times.length])}`),
    'history, inbound only': (index) => call('GET', `/profiles/${HOT}/messages?direction=inbound&from=${at(now - (index % 170) * dayMs)}`),
    'history, outbound on sms': (index) => call('GET', `/profiles/${HOT}/messages?direction=outbound&channelId=sms&from=${at(now - (index % 170) * dayMs)}`),
  };
}

function searches({ call, messages, profiles, now, dayMs }) {
  const all = `from=${new Date(now - 200 * dayMs).toISOString()}`;
  const search = (query) => call('GET', `/messages?${query}`);
  const person = (index) => 2 + ((index * PRIME) % (profiles - 2));
  const address = (index) => `7${String(person(index)).padStart(15, '0')}`;
  const day = (index) => now - (index % 170) * dayMs;
  const range = (index) => `from=${new Date(day(index) - dayMs).toISOString()}&to=${new Date(day(index)).toISOString()}`;
  const order = (index) => `o${3 * EVERY.metadata * (1 + ((index * PRIME) % Math.floor(messages / EVERY.metadata / 3)))}`;
  return {
    'search: newest': () => search(''),
    'search: a day': (index) => search(range(index)),
    'search: status, common': () => search('status=delivered'),
    'search: status, 4 %': () => search(`status=failed&${all}`),
    'search: status, 0.1 %': () => search(`status=expired&${all}`),
    'search: status, 0.005 %': () => search(`status=filtered&${all}`),
    'search: status, unsettled, none': () => search(`status=processing,retrying&${all}`),
    'search: channel, common': () => search('channel=fbMessenger'),
    'search: channel, none': () => search(`channel=dummy&${all}`),
    'search: profile': (index) => search(`profileId=old-${person(index)}&${all}`),
    'search: profile of thousands and status': () => search(`profileId=${HOT}&status=expired&${all}`),
    'search: profile unknown': (index) => search(`profileId=nobody${index}&${all}`),
    'search: address': (index) => search(`address=${address(index)}&${all}`),
    'search: address of thousands': () => search(`address=7${'1'.padStart(15, '0')}&${all}`),
    'search: address unknown': (index) => search(`address=9${index}&${all}`),
    'search: address and status': (index) => search(`address=${address(index)}&status=failed&${all}`),
    'search: metadata, one': (index) => search(`metadata.order.id=${order(index)}&${all}`),
    'search: metadata, a hundred': (index) => search(`metadata.campaign=c${((index * PRIME) % 500) * 10}&${all}`),
    'search: metadata, none': (index) => search(`metadata.campaign=none${index}&${all}`),
    'search: metadata and status': (index) => search(`metadata.campaign=c${((index * PRIME) % 500) * 10}&status=failed&${all}`),
    'search: status, channel and a day': (index) => search(`status=expired&channel=sms&${range(index)}`),
  };
}

function profileReads({ call, store, profiles, space }) {
  const number = (index) => 2 + ((index * PRIME) % (profiles - 2));
  return {
    'profile': (index) => call('GET', `/profiles/old-${number(index)}`),
    'profile: opt-ins': (index) => call('GET', `/profiles/old-${number(index)}/optin`),
    'send: Messenger id by phone number': (index) =>
      store.findAddressByPhone({ apiSpaceId: space.apiSpaceId, phoneNumber: `4477${String(number(index)).padStart(8, '0')}`, field: 'fbMessengerId' }),
  };
}

function profileQueries({ call, profiles }) {
  const number = (index) => 2 + ((index * PRIME) % (profiles - 2));
  const query = (text) => call('GET', `/profiles?${text}`);
  return {
    'profiles: fbMessengerId': (index) => query(`fbMessengerId=7${String(number(index)).padStart(15, '0')}`),
    'profiles: phoneNumber': (index) => query(`phoneNumber=%2B4477${String(number(index)).padStart(8, '0')}`),
    'profiles: email': (index) => query(`email=person${number(index)}%40example.com`),
    'profiles: 100 phone numbers': (index) => query(Array.from({ length: 100 }, (_, item) => `phoneNumber[]=4477${String(number(index + item)).padStart(8, '0')}`).join('&')),
    'profiles: first 100': () => query(''),
    'profiles: 1,000 after an id': (index) => query(`id=>old-${number(index)}&$limit=1000`),
    'profiles: country=GB, common': () => query('country=GB'),
    'profiles: $skip=100000': () => query('$skip=100000'),
    ...Object.fromEntries(
      ['lastName=Last77', 'lastName=!Last77', 'age=>86', 'age=<=18', 'lastName=^Last99', 'email=$99@example.com', 'lastName=~t12', 'nickname=', 'nickname=!', 'lastName[]=Last1&lastName[]=Last2', 'firstName=nobody', '$sort=lastName'].map(
        // A refusal in time is an answer too: nothing but ids and addresses has an index.
        (text) => [`profiles: ${text}`, () => call('GET', `/profiles?${text}`, { status: [200, 422] })],
      ),
    ),
  };
}

function webhookReads({ call, webhookId, times, dayMs }) {
  const deliveries = (query) => call('GET', `/webhooks/${webhookId}/deliveries?${query}`);
  const replay = (body) => call('POST', `/webhooks/${webhookId}/replay`, { body, status: 202 });
  const span = (index, ms) => ({ from: new Date(times[index % times.length].getTime() - ms).toISOString(), to: times[index % times.length].toISOString() });
  return {
    'deliveries: newest': () => deliveries(''),
    'deliveries: dead': () => deliveries('state=dead'),
    'deliveries: pending, none': () => deliveries('state=pending'),
    'deliveries: delivered': () => deliveries('state=delivered'),
    'replay of a day, none of its kind': (index) => replay({ state: 'all', ...span(index, dayMs), types: ['facebook.optin'] }),
    'replay of 10 minutes': (index) => replay({ state: 'all', ...span(index, 600_000), types: ['message.read'] }),
    'replay of dead ones, none of its kind': () => replay({ types: ['facebook.optin'] }),
  };
}
