import { parseRules, type Rule, someOf } from '@app/core';
import { type ChannelRegistry, VENDOR_CHANNELS } from '@app/channels';
import type { ValidationFailure } from '../http/api-error.js';

/** `rules` whose channels exist; empty when something is wrong. */
export function checkRules(given: unknown, channels: ChannelRegistry, failures: ValidationFailure[]): Rule[] {
  const parsed = parseRules(given);
  if ('failures' in parsed) {
    failures.push(...parsed.failures);
    return [];
  }
  parsed.rules.forEach(({ channel }, index) => {
    if (channels.get(channel)) return;
    const what = VENDOR_CHANNELS.includes(channel) ? 'a channel that this gateway does not have' : 'no channel';
    failures.push({ paramName: `rules[${index}]`, message: `"${channel.slice(0, 100)}" is ${what}; there are: ${someOf(channels.names())}` });
  });
  return parsed.rules;
}
