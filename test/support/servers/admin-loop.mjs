// The admin commands of dist, one after another in one process: tests make many spaces and tokens, and a process for each takes seconds.
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { AdminModule } from '../../../dist/apps/admin/src/admin.module.js';
import { COMMANDS, OPTIONS } from '../../../dist/apps/admin/src/commands.js';

const app = await NestFactory.createApplicationContext(AdminModule, { logger: ['error'] });

async function run(args) {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  return COMMANDS[positionals.join(' ')](app, values);
}

process.on('message', ({ id, args }) => {
  void run(args).then(
    (result) => process.send({ id, result }),
    (error) => process.send({ id, error: String(error.stack) }),
  );
});
process.on('disconnect', () => process.exit());
