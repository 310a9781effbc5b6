// A receiver of webhooks that hangs, fails or answers far too much, as its argument says. In a process of its own: writing
// 10 MB for each call would hold up the receivers of the test's own process, which are timed beside it.
import { createServer } from 'node:http';

const TEN_MB = Buffer.alloc(10 * 1024 * 1024, 'x');
const ANSWERS = {
  hangs: () => undefined,
  'answers 500': (response) => response.writeHead(500).end(),
  'answers with 10 MB': (response) => response.writeHead(200).end(TEN_MB),
};

const answer = ANSWERS[process.argv[2]];
const server = createServer((request, response) => {
  response.on('error', () => undefined);
  request.resume().on('end', () => answer(response));
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit(0));
