import { BadRequestException, Controller, Get, HttpCode, NotFoundException, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { request } from 'undici';
import type { RawBody } from '../request-body.js';
import { Accounts, type Page, type SmsAccount } from '../state/accounts.js';
import { PageBody, SmsAccountBody } from './bodies.js';
import { given, readBody } from './control-body.js';

const NEW_APP_ID = '200000000000002';

type Call = FastifyRequest<{ Body?: RawBody }>;

/** Control API: the pages and SMS accounts that exist. Answers leave the secrets out. */
@Controller('control')
export class AccountsController {
  constructor(private readonly accounts: Accounts) {}

  @Get('pages')
  pages(): unknown {
    return { pages: this.accounts.allPages().map(showPage) };
  }

  @Post('pages')
  putPage(@Req() call: Call): unknown {
    const body = readBody(PageBody, call.body);
    const known = this.accounts.page(body.id);
    const token = body.token ?? known?.token;
    if (token === undefined) throw new BadRequestException({ message: 'A new page needs a token.' });
    const other = this.accounts.pageByToken(token);
    if (other && other.id !== body.id) throw new BadRequestException({ message: `The token is that of page ${other.id}.` });
    const defaults = { name: `Page ${body.id}`, appId: NEW_APP_ID };
    return showPage(this.accounts.putPage({ ...defaults, ...known, ...given(body), id: body.id, token }));
  }

  /** Makes Meta's verification call to the page's webhook, as the app dashboard does. */
  @Post('pages/:id/verify')
  @HttpCode(200)
  async verify(@Param('id') id: string): Promise<unknown> {
    const page = this.accounts.page(id);
    if (!page) throw new NotFoundException({ message: `There is no page ${id}.` });
    if (page.webhookUrl === undefined) throw new BadRequestException({ message: 'The page has no webhook address.' });
    const challenge = String(1_000_000_000 + Math.floor(Math.random() * 1_000_000_000));
    const url = new URL(page.webhookUrl);
    url.searchParams.set('hub.mode', 'subscribe');
    url.searchParams.set('hub.verify_token', page.verifyToken ?? '');
    url.searchParams.set('hub.challenge', challenge);
    try {
      const answer = await request(url, { signal: AbortSignal.timeout(5_000) });
      const text = await answer.body.text();
      return { verified: answer.statusCode === 200 && text === challenge, status: answer.statusCode };
    } catch (error) {
      return { verified: false, problem: error instanceof Error ? error.message : String(error) };
    }
  }

  @Get('sms-accounts')
  smsAccounts(): unknown {
    return { smsAccounts: this.accounts.allSmsAccounts().map(showSmsAccount) };
  }

  @Post('sms-accounts')
  putSmsAccount(@Req() call: Call): unknown {
    const body = readBody(SmsAccountBody, call.body);
    const known = this.accounts.smsAccount(body.accountSid);
    const { accountSid, authToken = known?.authToken, numbers = known?.numbers } = body;
    if (authToken === undefined || numbers === undefined) throw new BadRequestException({ message: 'A new SMS account needs an authToken and numbers.' });
    return showSmsAccount(this.accounts.putSmsAccount({ ...known, ...given(body), accountSid, authToken, numbers }));
  }
}

function showPage({ id, name, appId, webhookUrl, customerMatching, subscribedFields }: Page): Record<string, unknown> {
  return { id, name, appId, webhookUrl, customerMatching, subscribedFields: [...subscribedFields] };
}

function showSmsAccount({ accountSid, numbers, webhookUrl }: SmsAccount): Record<string, unknown> {
  return { accountSid, numbers, webhookUrl };
}
