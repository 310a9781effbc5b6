import { parseRules, type Rule } from '@app/core';
import type { SendRequest } from '../accept/send-request.js';

export type { Rule };

/** The rules of a request that was accepted; they were checked then. */
export function rulesOf(rules: SendRequest['rules']): Rule[] {
  const parsed = parseRules(rules);
  if ('failures' in parsed) throw new Error(`A stored message has wrong rules: ${parsed.failures[0]?.message}`);
  return parsed.rules;
}
