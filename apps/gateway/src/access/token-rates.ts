import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '@app/infra';
import { type CallRate, CallRates } from './call-rates.js';

/** The limit of each access token. */
@Injectable()
export class TokenRates {
  private readonly rates: CallRates;

  constructor(@Inject(Settings) settings: Pick<Settings, 'TOKEN_RATE_LIMIT' | 'TOKEN_RATE_BURST'>) {
    this.rates = new CallRates({ perSecond: settings.TOKEN_RATE_LIMIT, burst: settings.TOKEN_RATE_BURST });
  }

  /** Counts one call; undefined when there is no limit. */
  take(tokenId: string): CallRate | undefined {
    return this.rates.take(tokenId);
  }
}
