import { describe, expect, it } from '@jest/globals';
import { SendFailure } from '@app/core';
import type { Channel, SendPlan } from '@app/channels';
import type { SendRequest } from '../accept/send-request.js';
import type { Attempt } from './attempts.js';
import { makePlan, refuseOtherParts } from './make-plan.js';

const request = { to: {}, rules: ['sms'], body: 'Hello' } as SendRequest;
const channelThat = (plan: () => SendPlan): Channel => ({ name: 'sms', plan }) as unknown as Channel;
const failureOf = (work: () => unknown): SendFailure => {
  try {
    work();
  } catch (error) {
    return error as SendFailure;
  }
  throw new Error('Nothing was thrown.');
};

describe('a channel that throws while it makes a message', () => {
  it('fails the rule by a fault in its code, which is kept for the log and not told', () => {
    const cause = new TypeError('x is not a function');
    const failure = failureOf(() => makePlan(channelThat(() => { throw cause; }), request, {}, { now: new Date() }));
    expect(failure).toBeInstanceOf(SendFailure);
    expect({ kind: failure.kind, cause: failure.detail.cause }).toEqual({ kind: 'rejected', cause });
    expect(failure.message).not.toContain('function');
  });

  it('fails the rule as it says itself where it says why', () => {
    const refusal = new SendFailure('unreachable', 'Nobody is there.');
    expect(failureOf(() => makePlan(channelThat(() => { throw refusal; }), request, {}, { now: new Date() }))).toBe(refusal);
  });
});

describe('a message that is planned again after its first part went out', () => {
  const plan = { parts: [{}, {}], warnings: [] } as unknown as SendPlan;
  const sent = (partCount: number): Attempt[] => [{ partCount } as Attempt];

  it('goes on with as many parts as before', () => {
    expect(() => refuseOtherParts(plan, [])).not.toThrow();
    expect(() => refuseOtherParts(plan, sent(2))).not.toThrow();
  });

  it('fails the rule with another number of parts, which could never all arrive', () => {
    expect(failureOf(() => refuseOtherParts(plan, sent(3))).message).toContain('2 parts now and had 3');
  });
});
