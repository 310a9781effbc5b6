import { BadRequestException, Controller, Delete, Get, HttpCode, Post, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { faultNames, findFault } from '../faults/fault-kinds.js';
import { Faults } from '../faults/faults.js';
import { MAGIC_RECIPIENTS } from '../faults/magic-recipients.js';
import type { RawBody } from '../request-body.js';
import { Behaviour, type BehaviourSettings } from '../state/behaviour.js';
import { BehaviourBody, FaultBody, FaultMatchBody } from './bodies.js';
import { given, readBody } from './control-body.js';

type Call = FastifyRequest<{ Body?: RawBody }>;

/** Control API: how the simulator behaves, and what goes wrong. */
@Controller('control')
export class FaultsController {
  constructor(
    private readonly behaviour: Behaviour,
    private readonly faults: Faults,
  ) {}

  @Get('behaviour')
  showBehaviour(): BehaviourSettings {
    return this.behaviour.current;
  }

  /** Changes what is given and leaves the rest. */
  @Put('behaviour')
  changeBehaviour(@Req() call: Call): BehaviourSettings {
    const body = readBody(BehaviourBody, call.body);
    return this.behaviour.change(given(body));
  }

  @Get('faults')
  showFaults(): unknown {
    return { faults: this.faults.waiting() };
  }

  /** The next `times` (1) send calls that match meet this fault. */
  @Post('faults')
  addFault(@Req() call: Call): unknown {
    const { kind, times = 1, match = new FaultMatchBody() } = readBody(FaultBody, call.body);
    if (!findFault(kind)) {
      throw new BadRequestException({ message: `There is no fault "${kind}".`, problems: [`kind: one of ${faultNames().join(', ')}`] });
    }
    this.faults.add({ kind, times, match: given(match) });
    return { kind, times, match: given(match) };
  }

  @Delete('faults')
  @HttpCode(204)
  clearFaults(): void {
    this.faults.clear();
  }

  @Get('magic-recipients')
  magicRecipients(): unknown {
    return { magicRecipients: MAGIC_RECIPIENTS.map((row) => ({ ...row, says: findFault(row.fault)?.says })) };
  }
}
