import { Controller, Delete, Get, Header, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { give } from '../answer.js';
import { asText, type RawBody } from '../request-body.js';
import { Accounts, type Page, WEBHOOK_FIELDS } from '../state/accounts.js';
import { People } from '../state/people.js';
import { SendLog } from '../state/send-log.js';
import { checkAccess, checkIsPage, isGraphVersion } from './check-access.js';
import { GraphError, noSuchObject, unknownPath } from './graph-errors.js';
import { readFields } from './read-send.js';
import { SendMessage } from './send-message.js';
import { AttachmentIds } from './attachment-ids.js';
import { profilePicture, userProfile } from './user-profile.js';

type Call = FastifyRequest<{ Body: RawBody | undefined; Querystring: Record<string, unknown> }>;

/** graph.facebook.com, as far as Messenger needs it. */
@Controller()
export class GraphController {
  constructor(
    private readonly accounts: Accounts,
    private readonly people: People,
    private readonly log: SendLog,
    private readonly sendMessage: SendMessage,
    private readonly attachmentIds: AttachmentIds,
  ) {}

  @Post(':version/:id/messages')
  async send(@Param('version') version: string, @Param('id') id: string, @Req() call: Call, @Res() reply: FastifyReply): Promise<void> {
    this.log.countCall('messenger', Date.now());
    reply.header('facebook-api-version', version);
    try {
      const fields = readFields(call.body);
      const page = this.open(version, call, fields);
      checkIsPage(id, page, 'POST');
      give(await this.sendMessage.run(page, fields), reply);
    } catch (error) {
      if (error instanceof GraphError) this.log.refuse(error.key);
      throw error;
    }
  }

  @Post(':version/:id/message_attachments')
  upload(@Param('version') version: string, @Param('id') id: string, @Req() call: Call, @Res() reply: FastifyReply): void {
    const fields = readFields(call.body);
    const page = this.open(version, call, fields);
    checkIsPage(id, page, 'POST');
    give({ kind: 'json', status: 200, body: this.attachmentIds.upload(page, fields) }, reply);
  }

  @Get(':version/:id')
  node(@Param('version') version: string, @Param('id') id: string, @Req() call: Call): Record<string, unknown> {
    const page = this.open(version, call, {});
    if (id === 'me' || id === page.id) return { id: page.id, name: page.name };
    if (!/^\d+$/.test(id)) {
      throw new GraphError('803', `(#803) Some of the aliases you requested do not exist: ${id}`);
    }
    if (this.accounts.page(id)) throw noSuchObject('GET', id);
    const { fields } = call.query;
    const baseUrl = `http://${call.headers.host ?? 'localhost'}`;
    return userProfile(this.people.find(id), typeof fields === 'string' ? fields : undefined, baseUrl);
  }

  @Get(':version/:id/subscribed_apps')
  subscriptions(@Param('version') version: string, @Param('id') id: string, @Req() call: Call): unknown {
    const page = this.open(version, call, {});
    checkIsPage(id, page, 'GET');
    if (page.subscribedFields.size === 0) return { data: [] };
    const app = { id: page.appId, name: 'Simulated app', category: 'Business', link: `https://www.facebook.com/${page.appId}` };
    return { data: [{ ...app, subscribed_fields: [...page.subscribedFields] }] };
  }

  @Post(':version/:id/subscribed_apps')
  subscribe(@Param('version') version: string, @Param('id') id: string, @Req() call: Call, @Res() reply: FastifyReply): void {
    const fields = readFields(call.body);
    const page = this.open(version, call, fields);
    checkIsPage(id, page, 'POST');
    page.subscribedFields = readSubscribedFields(call.query['subscribed_fields'] ?? fields['subscribed_fields']);
    give({ kind: 'json', status: 200, body: { success: true } }, reply);
  }

  @Delete(':version/:id/subscribed_apps')
  unsubscribe(@Param('version') version: string, @Param('id') id: string, @Req() call: Call): { success: boolean } {
    const page = this.open(version, call, readFields(call.body));
    checkIsPage(id, page, 'DELETE');
    page.subscribedFields = new Set();
    return { success: true };
  }

  @Get('pictures/:file')
  @Header('content-type', 'image/svg+xml')
  picture(@Param('file') file: string): string {
    return profilePicture(this.people.find(file.replace(/\D/g, '')));
  }

  private open(version: string, call: Call, fields: Record<string, unknown>): Page {
    if (!isGraphVersion(version)) throw unknownPath(call.url.split('?')[0]!);
    return checkAccess({ authorization: call.headers.authorization, query: call.query, fields }, this.accounts);
  }
}

/** Those of Messenger; what else happens to a page has fields too, which are not told apart here. */
const MESSENGER_FIELDS: ReadonlySet<string> = new Set([
  ...WEBHOOK_FIELDS,
  'message_context',
  'message_edits',
  'messaging_account_linking',
  'messaging_customer_information',
  'messaging_feedback',
  'messaging_game_plays',
  'messaging_handovers',
  'messaging_optouts',
  'messaging_policy_enforcement',
]);

function readSubscribedFields(value: unknown): Set<string> {
  const names = (Array.isArray(value) ? value.map(asText) : asText(value).split(',')).map((name) => name.trim());
  const given = names.filter((name) => name !== '');
  if (given.length === 0) throw new GraphError('100', '(#100) The parameter subscribed_fields is required');
  const wrong = given.find((name) => (name.startsWith('messag') ? !MESSENGER_FIELDS.has(name) : !/^[a-z_]+$/.test(name)));
  if (wrong !== undefined) {
    throw new GraphError('100', `(#100) Param subscribed_fields[0] must be one of the webhook fields of a page - got "${wrong}".`);
  }
  return new Set(given);
}
