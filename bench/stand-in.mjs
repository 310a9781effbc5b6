// Provider and customer in one process: answers Graph sends with an id, after DELAY_MS or at once, and takes webhook deliveries.
// Keeps what it got by unique id, so that a run that lost or doubled something has no figure.
import { createServer } from 'node:http';
import { nowMs } from './load.mjs';

/** Text of a message to when its call came. */
const arrivals = new Map();
const events = new Set();
const seen = { sentDoubled: 0, eventsDoubled: 0, inFlight: 0, mostInFlight: 0 };
const delayMs = Number(process.env.DELAY_MS ?? 0);
let number = 0;

const server = createServer((request, response) => {
  const cameAtMs = nowMs();
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    const answer = asked[request.url];
    if (answer) return response.end(JSON.stringify(answer()));
    const body = JSON.parse(Buffer.concat(chunks).toString());
    if (request.url === '/receiver') {
      if (body.name === 'message.sent') takeEvent(body.payload.id);
      return response.end('{}');
    }
    takeMessage(body, cameAtMs, response);
  });
});

/** What the benchmark itself asks for. */
const asked = {
  '/counts': () => ({ sent: arrivals.size, events: events.size, ...seen }),
  '/arrivals': () => [...arrivals],
  '/reset': () => {
    arrivals.clear();
    events.clear();
    return Object.assign(seen, { sentDoubled: 0, eventsDoubled: 0, inFlight: 0, mostInFlight: 0 });
  },
};

function takeEvent(id) {
  if (events.has(id)) seen.eventsDoubled++;
  else events.add(id);
}

function takeMessage({ recipient, message }, cameAtMs, response) {
  if (arrivals.has(message.text)) seen.sentDoubled++;
  else arrivals.set(message.text, cameAtMs);
  seen.inFlight++;
  seen.mostInFlight = Math.max(seen.mostInFlight, seen.inFlight);
  const answer = () => {
    seen.inFlight--;
    response.end(JSON.stringify({ recipient_id: recipient.id, message_id: `m_${process.pid}_${++number}` }));
  };
  if (delayMs > 0) setTimeout(answer, delayMs);
  else answer();
}

server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('stand-in is listening'));
process.on('disconnect', () => process.exit(0));
