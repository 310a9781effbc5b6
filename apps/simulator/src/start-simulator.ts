import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { keepBodiesRaw } from './request-body.js';
import type { SimulatorSettings } from './settings.js';
import { SimulatorModule } from './simulator.module.js';

export interface RunningSimulator {
  app: NestFastifyApplication;
  /** Without a slash at the end. */
  url: string;
}

/** Starts a simulator of its own; port 0 takes a free one. */
export async function startSimulator(settings: SimulatorSettings): Promise<RunningSimulator> {
  const adapter = new FastifyAdapter({ forceCloseConnections: true, routerOptions: { maxParamLength: 500 } });
  const app = await NestFactory.create<NestFastifyApplication>(SimulatorModule.with(settings), adapter, {
    logger: ['error', 'warn'],
  });
  keepBodiesRaw(app);
  await app.listen(settings.port, settings.host);
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address ? address.port : settings.port;
  return { app, url: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}` };
}
