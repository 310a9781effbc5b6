import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { type DynamicModule, type InjectionToken, Module, type Type } from '@nestjs/common';
import { EXCEPTION_FILTERS_METADATA, GUARDS_METADATA, INTERCEPTORS_METADATA, MODULE_METADATA, SELF_DECLARED_DEPS_METADATA } from '@nestjs/common/constants.js';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { GatewayModule } from '../gateway.module.js';
import { buildDocument } from './build-document.js';

/** The page itself and its files: for people, not for clients. */
const NOT_IN_THE_DOCUMENT = ['GET /docs', 'GET /docs/:file'];

@Module({})
class RoutesOnly {}

/** The gateway's controllers as they are, with nothing behind them: their routes need no database. */
function routesOnly(): DynamicModule {
  const controllers = Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, GatewayModule) as Type[];
  const applied = controllers.flatMap((controller) => [controller, ...([EXCEPTION_FILTERS_METADATA, GUARDS_METADATA, INTERCEPTORS_METADATA].flatMap((key) => (Reflect.getMetadata(key, controller) ?? []) as Type[]))]);
  const tokens = new Set(applied.flatMap((type) => ((Reflect.getMetadata(SELF_DECLARED_DEPS_METADATA, type) ?? []) as { param: InjectionToken }[]).map(({ param }) => param)));
  return { module: RoutesOnly, controllers, providers: [...tokens].map((provide) => ({ provide, useValue: {} })) };
}

/** Every route that Fastify has after Nest has set it up, as `GET /path/:name`. */
async function routesOfGateway(): Promise<string[]> {
  const routes: string[] = [];
  const adapter = new FastifyAdapter();
  adapter.getInstance().addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD' && one !== 'OPTIONS') routes.push(`${one} ${url}`);
  });
  const app = await NestFactory.create<NestFastifyApplication>(routesOnly(), adapter, { logger: ['error'], abortOnError: false });
  await app.init();
  await app.close();
  return routes.filter((route) => !NOT_IN_THE_DOCUMENT.includes(route)).toSorted();
}

const routesOfDocument = (): string[] =>
  Object.entries(buildDocument().paths)
    .flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`))
    .toSorted();

describe('the document and the routes', () => {
  it('name the same calls: none is missing in either', async () => {
    const [routes, documented] = [await routesOfGateway(), routesOfDocument()];
    expect(routes.length).toBeGreaterThan(10);
    expect({ notInTheDocument: routes.filter((route) => !documented.includes(route)), notThere: documented.filter((route) => !routes.includes(route)) }).toEqual({
      notInTheDocument: [],
      notThere: [],
    });
  });
});
