import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '@app/infra';
import { CallRates } from './call-rates.js';

/** The limit of each access token. */
@Injectable()
export class TokenRates extends CallRates {
  constructor(@Inject(Settings) settings: Pick<Settings, 'TOKEN_RATE_LIMIT' | 'TOKEN_RATE_BURST'>) {
    super({ perSecond: settings.TOKEN_RATE_LIMIT, burst: settings.TOKEN_RATE_BURST });
  }
}
