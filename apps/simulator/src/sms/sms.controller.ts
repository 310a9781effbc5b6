import { timingSafeEqual } from 'node:crypto';
import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { give } from '../answer.js';
import { isForm, type RawBody } from '../request-body.js';
import { Accounts, type SmsAccount } from '../state/accounts.js';
import { SendLog } from '../state/send-log.js';
import { SendSms } from './send-sms.js';
import { TwilioError } from './twilio-errors.js';

/** api.twilio.com, as far as sending texts needs it. */
@Controller('2010-04-01/Accounts')
export class SmsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly log: SendLog,
    private readonly sendSms: SendSms,
  ) {}

  @Post(':sid/Messages.json')
  async send(@Param('sid') sid: string, @Req() call: FastifyRequest<{ Body?: RawBody }>, @Res() reply: FastifyReply): Promise<void> {
    this.log.countCall('sms', Date.now());
    try {
      const account = this.open(sid, call.headers.authorization, call.url);
      const form = new URLSearchParams(call.body && isForm(call.body) ? call.body.text : '');
      give(await this.sendSms.run(account, form), reply);
    } catch (error) {
      if (error instanceof TwilioError) this.log.refuse(String(error.code));
      throw error;
    }
  }

  /** Basic auth with account sid and auth token; another account's address does not exist for the caller. */
  private open(sid: string, authorization: string | undefined, url: string): SmsAccount {
    const encoded = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
    const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
    const account = this.accounts.smsAccount(user);
    if (!account || !isSame(password, account.authToken)) throw new TwilioError(20003);
    if (user !== sid) throw new TwilioError(20404, url.split('?')[0]);
    return account;
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
