import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isWorthRepeating, LOGGER, type Logger } from '@app/infra';
import { ApiError, ERROR_CODES, type ErrorCode, ValidationError } from './api-error.js';
import { tooLarge } from './bound-bodies.js';

const RETRY_AFTER_S = 5;
/** Some clients send user and password only when they are asked for them. */
const BEARER_OR_BASIC = ['Bearer', 'Basic realm="the access token is the password"'];

/** Brings every error to the contract's two shapes; nothing of an unexpected one reaches the caller. */
@Catch()
export class ApiExceptionFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const { method, routeOptions, params } = http.getRequest<FastifyRequest>();
    const known = this.known(error);
    if (known.getStatus() === ERROR_CODES.internal) {
      const { messageId } = (params ?? {}) as { messageId?: string };
      this.logger.error({ err: error, method, route: routeOptions?.url, messageId }, 'a request failed');
    }
    if (known.getStatus() === ERROR_CODES.unavailable) void reply.header('retry-after', String(RETRY_AFTER_S));
    if (known.getStatus() === ERROR_CODES.unauthorized) void reply.header('www-authenticate', routeOptions?.url?.startsWith('/cpaas/') ? BEARER_OR_BASIC : 'Bearer');
    // A route that answers text has named its content type by now, and Fastify would refuse an object under it.
    void reply.status(known.getStatus()).type('application/json; charset=utf-8').send(known.getResponse());
  }

  private known(error: unknown): HttpException {
    if (error instanceof ValidationError || error instanceof ApiError) return error;
    if (isWorthRepeating(error)) return new ApiError('unavailable', `The database can't be reached or is too busy; try again in ${RETRY_AFTER_S} s.`);
    const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
    const status = error instanceof HttpException ? error.getStatus() : statusCode;
    if (status === 413) return tooLarge();
    if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new ApiError('unsupportedMediaType', 'Send JSON, with the header content-type: application/json.');
    const codeOfStatus = Object.entries(ERROR_CODES).find(([, known]) => known === status)?.[0] as ErrorCode | undefined;
    if (codeOfStatus && codeOfStatus !== 'internal') return new ApiError(codeOfStatus, (error as Error).message);
    if (typeof status === 'number' && status >= 400 && status < 500) return new ValidationError([{ paramName: 'request', message: (error as Error).message }]);
    return new ApiError('internal', 'The gateway failed on this request; its log says why.');
  }
}
