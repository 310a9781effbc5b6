// The baseline of acceptance: a bare Nest and Fastify route that makes the same checks and stores nothing.
import 'reflect-metadata';
import { Body, Controller, Module, Post } from '@nestjs/common';
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
}
Body()(BareController.prototype, 'send', 0);
Post()(BareController.prototype, 'send', Object.getOwnPropertyDescriptor(BareController.prototype, 'send'));
Controller('messages')(BareController);

class BareModule {}
Module({ controllers: [BareController] })(BareModule);

const app = await NestFactory.create(BareModule, new FastifyAdapter({ bodyLimit: 10 * 1024 * 1024 }), { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
console.log('bare route is listening');
process.on('disconnect', () => process.exit(0));
