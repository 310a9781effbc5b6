import { Transform, type TransformCallback } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate } from '../access/authenticate.js';
import { ApiError, ValidationError } from './api-error.js';

/** Contract §8. */
const MOST_BODY_BYTES = 10 * 1024 * 1024;
/** What an apiSpace has a few of, up to a thousand, which are listed all at once. */
const SETTINGS_ROUTE = /^\/(?:apispaces\/:apiSpaceId|cpaas)\/(?:accesstokens|accounts|rulesets|templates|webhooks)(?:\/|$)/;
const MOST_SETTINGS_BYTES = 100 * 1024;
/**
 * Somewhat larger bodies are taken to their end and refused then: an answer that is given while the client still writes
 * closes the connection, and the client sees that instead of the answer.
 */
export const MOST_READ_BYTES = 4 * MOST_BODY_BYTES;
/** Of all bodies that are being read or worked on: whoever sends without a token can't take more of the memory. */
const MOST_HELD_BYTES = 100 * 1024 * 1024;
/** So much of each is not counted. */
const SMALL_BYTES = 16 * 1024;

/** Those that want an access token. */
const TOKEN_ROUTE = /^\/(?:apispaces\/:apiSpaceId|cpaas)\//;

/**
 * Bounds the size of each body, and of all together. What is over it, and a larger body of a stranger, is thrown away as
 * it comes: ten megabytes may take thirty times as much once they are parsed.
 */
export function boundBodies(fastify: FastifyInstance, authenticate: Pick<Authenticate, 'caller'>): void {
  let heldBytes = 0;
  fastify.addHook('preParsing', async (request: FastifyRequest, reply: FastifyReply, payload) => {
    if (isSmall(request)) return payload;
    const isForAll = !TOKEN_ROUTE.test(request.routeOptions.url ?? '');
    const refusal = isForAll ? undefined : await authenticate.caller(request, reply).then(() => undefined, (error: Error) => error);
    // Of a connection that is gone, nothing more comes.
    if (request.raw.socket.destroyed) return payload;
    const mostBytes = SETTINGS_ROUTE.test(request.routeOptions.url ?? '') ? MOST_SETTINGS_BYTES : MOST_BODY_BYTES;
    const hold = (bytes: number): boolean => {
      if (heldBytes + bytes > MOST_HELD_BYTES) return false;
      heldBytes += bytes;
      return true;
    };
    const body = new BoundBody(mostBytes, hold, refusal);
    // An answer that waits behind another on its connection never closes when the connection does.
    const { socket } = request.raw;
    const release = (): void => {
      reply.raw.off('close', release);
      socket.off('close', release);
      heldBytes -= body.heldBytes;
      body.destroy();
      // What was answered before its end is read to it, so that the connection can be used again.
      payload.unpipe(body).resume();
    };
    reply.raw.once('close', release);
    socket.once('close', release);
    payload.once('error', (error) => body.destroy(error));
    // Whoever reads the body hears of it; where nobody does, it must not end the process.
    body.on('error', () => undefined);
    return payload.pipe(body);
  });
}

function isSmall({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) <= SMALL_BYTES;
}

/** Fails at its end, so that the client has written all before it is answered. */
class BoundBody extends Transform {
  heldBytes = 0;
  private readBytes = 0;

  constructor(
    private readonly mostBytes: number,
    private readonly hold: (bytes: number) => boolean,
    /** The answer that it gets at its end, whatever is in it. */
    private refusal: Error | undefined,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.readBytes += chunk.length;
    if (this.readBytes > MOST_READ_BYTES) return done(tooLarge(this.mostBytes));
    if (this.readBytes > this.mostBytes) this.refusal ??= tooLarge(this.mostBytes);
    else if (!this.refusal && !this.isHeld()) this.refusal = new ApiError('unavailable', 'Too many large bodies are being read; try again in a moment.');
    if (this.refusal) return done();
    done(null, chunk);
  }

  /** Small bodies that don't say their length come here too, and are not counted. */
  private isHeld(): boolean {
    const more = this.readBytes - SMALL_BYTES - this.heldBytes;
    if (more <= 0) return true;
    if (!this.hold(more)) return false;
    this.heldBytes += more;
    return true;
  }

  override _flush(done: TransformCallback): void {
    done(this.refusal);
  }
}

/** The contract's 400 for a body over the limit. */
export function tooLarge(mostBytes = MOST_BODY_BYTES): ValidationError {
  const unit = mostBytes === MOST_BODY_BYTES ? '10 MB' : '100 kB';
  return new ValidationError([{ paramName: 'request', message: `is larger than ${mostBytes} bytes (${unit})` }]);
}
