import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { give } from './answer.js';
import { GraphError, unknownPath } from './graph/graph-errors.js';
import { TwilioError } from './sms/twilio-errors.js';

/** Every error in the words of the one who would answer it: Meta, Twilio, or the control API. */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  private readonly logger = new Logger('Simulator');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const path = request.url.split('?')[0]!;
    const { status, body } = this.describe(error, path);
    give({ kind: 'json', status, body }, reply);
  }

  private describe(error: unknown, path: string): { status: number; body: unknown } {
    const provider = providerOf(path);
    const isUnknownPath = error instanceof NotFoundException || (error instanceof GraphError && error.key === '2500');
    if (provider === 'control') return this.controlError(error, isUnknownPath);
    if (isUnknownPath) return answerOf(provider === 'twilio' ? new TwilioError(20404, path) : unknownPath(path));
    if (error instanceof GraphError || error instanceof TwilioError) return answerOf(error);
    if (!(error instanceof HttpException)) this.logger.error(error);
    if (provider === 'twilio') return answerOf(new TwilioError(20500));
    return answerOf(new GraphError(error instanceof HttpException ? '100' : '1'));
  }

  private controlError(error: unknown, isUnknownPath: boolean): { status: number; body: unknown } {
    if (error instanceof HttpException) return { status: error.getStatus(), body: error.getResponse() };
    if (isUnknownPath) return { status: 404, body: { message: 'The control API has no such address.' } };
    this.logger.error(error);
    return { status: 500, body: { message: 'The simulator has failed; see its log.' } };
  }
}

function providerOf(path: string): 'control' | 'twilio' | 'graph' {
  if (path.startsWith('/control')) return 'control';
  return path.startsWith('/2010-04-01') ? 'twilio' : 'graph';
}

function answerOf(error: GraphError | TwilioError): { status: number; body: unknown } {
  return { status: error.status, body: error.body() };
}
