// The baseline of acceptance and of provider webhooks: bare Nest and Fastify routes that store nothing.
// One makes the checks of a send request, the other parses its body and answers.
import 'reflect-metadata';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { createChannelRegistry } from '../dist/libs/channels/src/index.js';
import { checkSendRequest } from '../dist/apps/gateway/src/messages/check-send-request.js';

const channels = createChannelRegistry();
const NOTHING_STORED = { ruleSets: new Map(), templates: new Map() };

class BareController {
  send(body) {
    return { failures: checkSendRequest(body, channels, '', NOTHING_STORED).failures };
  }

  receive(body) {
    return body.object === 'page' ? 'EVENT_RECEIVED' : '';
  }
}
route('send', Post('messages'));
route('receive', Post('webhooks'), HttpCode(200));
Controller()(BareController);

function route(name, ...decorators) {
  Body()(BareController.prototype, name, 0);
  for (const decorate of decorators) decorate(BareController.prototype, name, Object.getOwnPropertyDescriptor(BareController.prototype, name));
}

class BareModule {}
Module({ controllers: [BareController] })(BareModule);

const app = await NestFactory.create(BareModule, new FastifyAdapter({ bodyLimit: 10 * 1024 * 1024 }), { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
console.log('bare route is listening');
process.on('disconnect', () => process.exit(0));
