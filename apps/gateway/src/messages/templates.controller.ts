import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Put, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Caller } from '@app/access';
import { MOST_TEMPLATE_BYTES, MOST_TEMPLATES, type TemplateContent, Templates, type TemplateView } from '@app/messaging';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';
import { ApiError, ValidationError } from '../http/api-error.js';
import { changedInBetween, revisionOf, setEtag, systemFields } from '../http/etag.js';
import { objectOf } from '../http/object-of.js';
import { validateBody } from '../http/validate-body.js';
import { checkParts, partsWithoutNulls } from './check-parts.js';
import { checkId } from './stored-id.js';
import { TemplateDto } from './template.dto.js';

/** `…/templates`: message parts under a name, for `templateId` of a send request (contract §7, Helpers). */
@Controller(['apispaces/:apiSpaceId/templates', 'cpaas/templates'])
@UseGuards(TokenGuard)
export class TemplatesController {
  constructor(@Inject(Templates) private readonly templates: Templates) {}

  @Get()
  @RequirePermission('messages:read')
  async list(@CurrentCaller() caller: Caller): Promise<object[]> {
    return (await this.templates.list(caller.apiSpaceId)).map(shown);
  }

  @Post()
  @RequirePermission('templates:write')
  async create(@CurrentCaller() caller: Caller, @Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const id = checkId(body);
    const template = await this.templates.create(caller.apiSpaceId, id, check(body), `access:${caller.tokenId}`);
    if (template === 'isFull') throw isFull();
    if (template === 'isTaken') throw new ApiError('conflict', `The apiSpace has a template "${id}" already; change it with PUT.`);
    return answer(template, reply);
  }

  @Get(':templateId')
  @RequirePermission('messages:read')
  async read(@CurrentCaller() caller: Caller, @Param('templateId') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    return answer(await this.find(caller, id), reply);
  }

  @Put(':templateId')
  @RequirePermission('templates:write')
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('templateId') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const content = check(body);
    await this.find(caller, id);
    const template = await this.templates.replace(caller.apiSpaceId, id, content, `access:${caller.tokenId}`, revisionOf(ifMatch));
    if (template === 'isFull') throw isFull();
    if (!template) throw changedInBetween('template');
    return answer(template, reply);
  }

  @Delete(':templateId')
  @HttpCode(204)
  @RequirePermission('templates:write')
  async delete(@CurrentCaller() caller: Caller, @Param('templateId') id: string, @Headers('if-match') ifMatch: string | undefined): Promise<void> {
    await this.find(caller, id);
    if (!(await this.templates.delete(caller.apiSpaceId, id, revisionOf(ifMatch)))) throw changedInBetween('template');
  }

  private async find(caller: Caller, id: string): Promise<TemplateView> {
    const template = id.includes('\u0000') ? undefined : await this.templates.find(caller.apiSpaceId, id);
    if (!template) throw new ApiError('notFound', 'The apiSpace has no template with this id.');
    return template;
  }
}

function isFull(): ApiError {
  return new ApiError('conflict', `An apiSpace has at most ${MOST_TEMPLATES} templates, of ${MOST_TEMPLATE_BYTES / 1e6} MB in all; delete one first.`);
}

function check(body: unknown): TemplateContent {
  const given = objectOf(body);
  const messageParts = partsWithoutNulls(given['messageParts']);
  const { failures } = validateBody(TemplateDto, { ...given, messageParts });
  checkParts(messageParts, failures);
  if (failures.length > 0) throw new ValidationError(failures);
  const { name, description } = given as unknown as TemplateContent;
  return { name, messageParts: messageParts as TemplateContent['messageParts'], ...(description ? { description } : {}) };
}

function answer(template: TemplateView, reply: FastifyReply): object {
  setEtag(reply, template);
  return shown(template);
}

function shown(template: TemplateView): object {
  const { id, name, description, messageParts } = template;
  return { id, name, ...(description === null ? {} : { description }), messageParts, ...systemFields(template) };
}
