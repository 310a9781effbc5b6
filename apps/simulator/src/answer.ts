import type { FastifyReply } from 'fastify';

/** What a provider call is answered with. The kinds other than `json` are faults of the way back. */
export type Answer =
  | { kind: 'json'; status: number; body: unknown; headers?: Record<string, string> }
  /** A whole HTTP answer whose body stops in the middle of the JSON. */
  | { kind: 'truncated'; body: unknown }
  /** An HTTP answer whose connection is cut in the middle of the body. */
  | { kind: 'cut'; body: unknown }
  | { kind: 'html502' }
  /** The connection is cut with no answer. */
  | { kind: 'reset' }
  /** The connection stays open with no answer. */
  | { kind: 'never' };

const BAD_GATEWAY_PAGE =
  '<!DOCTYPE html>\n<html lang="en"><head><title>Error</title></head><body><h1>502 Bad Gateway</h1><p>Sorry, something went wrong.</p></body></html>\n';

export function give(answer: Answer, reply: FastifyReply): void {
  switch (answer.kind) {
    case 'json':
      void reply
        .status(answer.status)
        .headers(answer.headers ?? {})
        .header('content-type', 'application/json; charset=UTF-8')
        .send(JSON.stringify(answer.body));
      return;
    case 'html502':
      void reply.status(502).header('content-type', 'text/html; charset=utf-8').send(BAD_GATEWAY_PAGE);
      return;
    case 'truncated':
      void reply
        .status(200)
        .header('content-type', 'application/json; charset=UTF-8')
        .send(firstHalf(answer.body));
      return;
    case 'cut':
      cutInTheMiddle(answer.body, reply);
      return;
    case 'reset':
      reply.hijack();
      reply.raw.socket?.resetAndDestroy();
      return;
    case 'never':
      reply.hijack();
      return;
  }
}

function cutInTheMiddle(body: unknown, reply: FastifyReply): void {
  const whole = JSON.stringify(body);
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) });
  reply.raw.write(firstHalf(body), () => reply.raw.socket?.destroy());
}

function firstHalf(body: unknown): string {
  const whole = JSON.stringify(body);
  return whole.slice(0, Math.ceil(whole.length / 2));
}
