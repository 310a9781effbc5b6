import { SendFailure } from '@app/core';
import type { Channel, PlanContext, SendPlan } from '@app/channels';
import type { SendRequest } from '../accept/send-request.js';
import type { Attempt } from './attempts.js';
import { contentFor } from './fill-request.js';

/**
 * What the channel makes of the message. Throws SendFailure alone: any other error is a fault in the channel's code, which
 * each further try would meet again until the message expires.
 */
export function makePlan(channel: Channel, request: SendRequest, options: object, context: PlanContext): SendPlan {
  try {
    return channel.plan(contentFor(request, channel.name), options, context);
  } catch (error) {
    if (error instanceof SendFailure) throw error;
    throw new SendFailure('rejected', `The gateway failed to make a ${channel.name} message of it; its log says why.`, { cause: error });
  }
}

/**
 * The rest of a message whose first parts are out has to be of the same number of parts, by which receipts tell that all
 * have arrived; merge fields may have been filled in otherwise meanwhile. `sent`: the rule's attempts that brought parts out.
 */
export function refuseOtherParts(plan: SendPlan, sent: readonly Attempt[]): void {
  const before = sent[0]?.partCount;
  if (before === undefined || before === plan.parts.length) return;
  throw new SendFailure('rejected', `The message has ${plan.parts.length} parts now and had ${before} when its first went out, so it could never be complete.`);
}
