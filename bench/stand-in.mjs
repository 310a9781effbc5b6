// Provider and customer in one process, at 0 ms: answers Graph sends with an id, and takes webhook deliveries.
// Counts what it got by unique id, so that a run that lost or doubled something has no figure.
import { createServer } from 'node:http';

const sent = new Set();
const events = new Set();
const doubled = { sent: 0, events: 0 };
let number = 0;

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/counts') return response.end(JSON.stringify(counts()));
    if (request.url === '/reset') {
      sent.clear();
      events.clear();
      Object.assign(doubled, { sent: 0, events: 0 });
      return response.end('{}');
    }
    const body = JSON.parse(Buffer.concat(chunks).toString());
    if (request.url === '/receiver') {
      if (body.name === 'message.sent') count('events', events, body.payload.id);
      return response.end('{}');
    }
    count('sent', sent, body.message.text);
    response.end(JSON.stringify({ recipient_id: body.recipient.id, message_id: `m_${process.pid}_${++number}` }));
  });
});

function count(what, known, id) {
  if (known.has(id)) doubled[what]++;
  else known.add(id);
}

function counts() {
  return { sent: sent.size, sentDoubled: doubled.sent, events: events.size, eventsDoubled: doubled.events };
}

server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('stand-in is listening'));
process.on('disconnect', () => process.exit(0));
