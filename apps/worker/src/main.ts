import { NestFactory } from '@nestjs/core';
import { LOGGER, type Logger, NestLogger, runProcess } from '@app/infra';
import { WorkerModule } from './worker.module.js';

/** Sends messages, reads provider webhooks, delivers events, sweeps. Run as many as the load asks for. */
await runProcess('worker', async () => {
  const app = await NestFactory.createApplicationContext(WorkerModule, { bufferLogs: true, abortOnError: false });
  const logger = app.get<Logger>(LOGGER);
  app.useLogger(new NestLogger(logger));
  await app.init();
  logger.info('worker is working');
  return app;
});
