import { Controller, Get, Header, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createLogger } from '@app/infra';
import { ApiError, ValidationError } from './api-error.js';
import { ApiExceptionFilter } from './api-exception.filter.js';

@Controller()
class FailingController {
  @Get('text')
  @Header('content-type', 'text/plain')
  text(): string {
    throw new ApiError('forbidden', 'Not you.');
  }

  @Get('fields')
  @Header('content-type', 'text/xml')
  fields(): string {
    throw new ValidationError([{ paramName: 'to', message: 'names nobody' }]);
  }

  @Get('bug')
  bug(): string {
    throw new Error('password of the database: hunter2');
  }
}

@Module({ controllers: [FailingController] })
class FailingModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(FailingModule, new FastifyAdapter(), { logger: false });
  app.useGlobalFilters(new ApiExceptionFilter(createLogger('test', 'silent')));
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

it.each([
  ['an error on a route that answers text', '/text', 403, { code: 'forbidden', message: 'Not you.' }],
  ['wrong fields on a route that answers XML', '/fields', 400, { validationFailures: [{ paramName: 'to', message: 'names nobody' }] }],
  ['a path that is not there', '/nowhere', 404, { code: 'notFound', message: 'Cannot GET /nowhere' }],
  ['an error of ours, without its words', '/bug', 500, { code: 'internal', message: 'The gateway failed on this request; its log says why.' }],
])('brings %s to the JSON of the contract', async (_what, path, status, body) => {
  const answer = await fetch(`${await app.getUrl()}${path}`);
  expect(await answer.json()).toEqual(body);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/json');
});
