import { Inject, Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { Settings } from '@app/infra';
import { CallRates } from './call-rates.js';

const MINUTE_S = 60;
/** Who has an IPv6 address has at least 2^64 of them. */
const IPV6_NETWORK_PARTS = 4;

/** Limits the calls with tokens that are not valid, by the address that they come from. */
@Injectable()
export class FailedLogins {
  private readonly rates: CallRates;

  constructor(@Inject(Settings) { FAILED_LOGIN_LIMIT: perMinute }: Pick<Settings, 'FAILED_LOGIN_LIMIT'>) {
    this.rates = new CallRates({ perSecond: perMinute / MINUTE_S, burst: perMinute });
  }

  /** Counts one; when it is one too many: in how many seconds the next one is looked at. */
  count(address: string): number | undefined {
    return this.rates.take(networkOf(address))?.retryAfterS;
  }
}

/** An IPv4 address, the network of an IPv6 one; what a proxy made up is all the same. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, IPV6_NETWORK_PARTS).join(':') : parsed.toString();
}
