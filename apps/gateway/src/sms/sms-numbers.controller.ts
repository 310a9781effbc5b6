import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { type Account, Accounts, type Caller } from '@app/access';
import { CurrentCaller, RequirePermission } from '../access/require-permission.js';
import { TokenGuard } from '../access/token.guard.js';

/** A number that messages are sent from. */
interface SmsNumber {
  number: string;
  /** ISO 3166, three letters, where the account says so. */
  countryIsoCode?: string;
}

/** Numbers of so many digits belong to one person or business; shorter ones are short codes. */
const LEAST_DIGITS = 7;

/** `…/sms`: what an apiSpace sends SMS from (contract §7), for a choice of senders. */
@Controller(['apispaces/:apiSpaceId/sms', 'cpaas/sms'])
@UseGuards(TokenGuard)
export class SmsNumbersController {
  constructor(@Inject(Accounts) private readonly accounts: Accounts) {}

  @Get('dedicatedNumbers')
  @RequirePermission('messages:read')
  async dedicatedNumbers(@CurrentCaller() caller: Caller): Promise<SmsNumber[]> {
    return (await this.numbers(caller)).filter(({ number }) => number.length >= LEAST_DIGITS);
  }

  @Get('shortcodes')
  @RequirePermission('messages:read')
  async shortCodes(@CurrentCaller() caller: Caller): Promise<SmsNumber[]> {
    return (await this.numbers(caller)).filter(({ number }) => number.length < LEAST_DIGITS);
  }

  /** Words on short codes that are shared with others: no provider that is here has them. */
  @Get('keywords')
  @RequirePermission('messages:read')
  keywords(): SmsNumber[] {
    return [];
  }

  private async numbers({ apiSpaceId }: Caller): Promise<SmsNumber[]> {
    const accounts = await this.accounts.ofChannel(apiSpaceId, 'sms');
    return accounts.filter(({ address }) => /^\d+$/.test(address)).map(shown).toSorted((a, b) => (a.number < b.number ? -1 : 1));
  }
}

function shown({ address, settings }: Account): SmsNumber {
  const { countryIsoCode } = settings as { countryIsoCode?: string };
  return { number: address, ...(countryIsoCode ? { countryIsoCode } : {}) };
}
