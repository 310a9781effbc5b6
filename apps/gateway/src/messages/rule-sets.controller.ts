import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Put, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Accounts, type Caller } from '@app/access';
import { MOST_RULE_SETS, RuleSets, type RuleSetView, type SendRequest } from '@app/messaging';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ApiError, ValidationError, type ValidationFailure } from '../http/api-error.js';
import { changedInBetween, revisionOf, setEtag, systemFields } from '../http/etag.js';
import { objectOf } from '../http/object-of.js';
import { checkRules } from './check-rules.js';
import { checkId } from './stored-id.js';

/** `…/rulesets`: rules under a name, for `ruleSet` of a send request. Ours: the vendor keeps them in its portal. */
@Controller(['apispaces/:apiSpaceId/rulesets', 'cpaas/rulesets'])
@UseGuards(TokenGuard)
export class RuleSetsController {
  constructor(
    @Inject(RuleSets) private readonly ruleSets: RuleSets,
    @Inject(Accounts) private readonly accounts: Accounts,
  ) {}

  @Get()
  @RequirePermission('messages:read')
  async list(@CurrentCaller() caller: Caller): Promise<object[]> {
    return (await this.ruleSets.list(caller.apiSpaceId)).map(shown);
  }

  @Post()
  @RequirePermission('templates:write')
  async create(@CurrentCaller() caller: Caller, @Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const id = checkId(body);
    const ruleSet = await this.ruleSets.create(caller.apiSpaceId, id, await this.check(caller, body), `access:${caller.tokenId}`);
    if (ruleSet === 'isFull') throw new ApiError('conflict', `The apiSpace has ${MOST_RULE_SETS} rule sets, which is the most there may be; delete one first.`);
    if (ruleSet === 'isTaken') throw new ApiError('conflict', `The apiSpace has a rule set "${id}" already; change it with PUT.`);
    return answer(ruleSet, reply);
  }

  @Get(':ruleSetId')
  @RequirePermission('messages:read')
  async read(@CurrentCaller() caller: Caller, @Param('ruleSetId') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    return answer(await this.find(caller, id), reply);
  }

  @Put(':ruleSetId')
  @RequirePermission('templates:write')
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('ruleSetId') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const rules = await this.check(caller, body);
    await this.find(caller, id);
    const ruleSet = await this.ruleSets.replace(caller.apiSpaceId, id, rules, `access:${caller.tokenId}`, revisionOf(ifMatch));
    if (!ruleSet) throw changedInBetween('rule set');
    return answer(ruleSet, reply);
  }

  @Delete(':ruleSetId')
  @HttpCode(204)
  @RequirePermission('templates:write')
  async delete(@CurrentCaller() caller: Caller, @Param('ruleSetId') id: string, @Headers('if-match') ifMatch: string | undefined): Promise<void> {
    await this.find(caller, id);
    if (!(await this.ruleSets.delete(caller.apiSpaceId, id, revisionOf(ifMatch)))) throw changedInBetween('rule set');
  }

  private async find(caller: Caller, id: string): Promise<RuleSetView> {
    const ruleSet = id.includes('\u0000') ? undefined : await this.ruleSets.find(caller.apiSpaceId, id);
    if (!ruleSet) throw new ApiError('notFound', 'The apiSpace has no rule set with this id.');
    return ruleSet;
  }

  private async check({ apiSpaceId }: Caller, body: unknown): Promise<SendRequest['rules']> {
    const failures: ValidationFailure[] = [];
    const rules = objectOf(body)['rules'];
    checkRules(rules, await this.accounts.channelsOf(apiSpaceId), failures);
    if (failures.length > 0) throw new ValidationError(failures);
    return rules as SendRequest['rules'];
  }
}

function answer(ruleSet: RuleSetView, reply: FastifyReply): object {
  setEtag(reply, ruleSet);
  return shown(ruleSet);
}

function shown(ruleSet: RuleSetView): object {
  return { id: ruleSet.id, rules: ruleSet.rules, ...systemFields(ruleSet) };
}
