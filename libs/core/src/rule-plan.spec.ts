import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOST_RULES, LONGEST_WITHIN_MS, MIN_WITHIN_MS, parseRules, RULE_GOALS, type Rule } from './rule-plan.js';

/** What is wrong, as `paramName: message` lines. */
const failuresOf = (input: unknown): string[] => {
  const parsed = parseRules(input);
  return 'failures' in parsed ? parsed.failures.map(({ paramName, message }) => `${paramName}: ${message}`) : [];
};

describe('rules', () => {
  it('may be channel names', () => {
    expect(parseRules(['fbMessenger', 'sms'])).toEqual({ rules: [{ channel: 'fbMessenger' }, { channel: 'sms' }] });
  });

  it('may say when to go on, beside plain names', () => {
    const input = [{ channel: 'fbMessenger', until: 'read', within: 'PT5M' }, { channel: 'whatsApp', until: 'delivered', within: 90 }, { channel: 'email' }, 'sms'];
    expect(parseRules(input)).toEqual({
      rules: [
        { channel: 'fbMessenger', until: 'read', withinMs: 300_000 },
        { channel: 'whatsApp', until: 'delivered', withinMs: 90_000 },
        { channel: 'email' },
        { channel: 'sms' },
      ],
    });
  });

  it.each([[1], ['PT1S'], [604_800], ['P7D'], ['P1W']])('wait 1 second to 7 days: %p', (within) => {
    expect(failuresOf([{ channel: 'sms', until: 'read', within }])).toEqual([]);
  });

  it('may be twenty', () => {
    expect(failuresOf(Array.from({ length: 20 }, (_, index) => `channel${index}`))).toEqual([]);
  });
});

describe('wrong rules are named with what would be right', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['one name', 'sms'],
    ['an object', { 0: 'sms', length: 1 }],
    ['no rule', []],
    ['too many', Array.from({ length: 21 }, (_, index) => `channel${index}`)],
  ])('%s', (_what, input) => expect(failuresOf(input)).toEqual([expect.stringMatching(/^rules: must be a list of 1 to 20 channels/)]));

  it.each<[unknown, string]>([
    [5, 'rules[1]: must be a channel name or an object'],
    [null, 'rules[1]: must be a channel name or an object'],
    [['sms'], 'rules[1]: must be a channel name or an object'],
    ['', 'rules[1]: must be the name of a channel'],
    [' ', 'rules[1]: must be the name of a channel'],
    ['x'.repeat(101), 'rules[1]: must be the name of a channel'],
    ['first', 'rules[1]: "first" stands in rules[0] already'],
    [{ channel: 'first' }, 'rules[1]: "first" stands in rules[0] already'],
    [{}, 'rules[1].channel: must be the name of a channel'],
    [{ channel: 7 }, 'rules[1].channel: must be the name of a channel'],
    [{ channel: 'sms', until: 'seen', within: 5 }, 'rules[1].until: must be "delivered" or "read"'],
    [{ channel: 'sms', within: 5 }, 'rules[1].until: must be "delivered" or "read"'],
    [{ channel: 'sms', until: 'read' }, 'rules[1].within: must be 1 second to 7 days'],
    [{ channel: 'sms', until: 'read', within: '5' }, 'rules[1].within: must be 1 second to 7 days'],
    [{ channel: 'sms', until: 'read', within: 0.999 }, 'rules[1].within: must be 1 second to 7 days'],
    [{ channel: 'sms', until: 'read', within: 604_801 }, 'rules[1].within: must be 1 second to 7 days'],
    [{ channel: 'sms', until: 'read', within: null }, 'rules[1].within: must be 1 second to 7 days'],
    [{ channel: 'sms', unitl: 'read' }, 'rules[1].unitl: is not known'],
    [JSON.parse('{"channel":"sms","__proto__":{"until":"read"}}'), 'rules[1].__proto__: is not known'],
  ])('%j', (rule, failure) => expect(failuresOf(['first', rule])).toEqual([expect.stringContaining(failure)]));

  it('all at once', () => {
    expect(failuresOf([7, { channel: '', until: 'x', within: 'y', z: 1 }])).toHaveLength(5);
  });
});

it('anything is either rules or failures, and never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (input) => {
      const parsed = parseRules([input]);
      expect('rules' in parsed ? parsed.rules.length : parsed.failures.length).toBeGreaterThan(0);
    }),
  );
});

describe('any right rules', () => {
  const channel = fc.stringMatching(/^[a-zA-Z]{1,20}$/);
  const withinMs = fc.integer({ min: MIN_WITHIN_MS, max: LONGEST_WITHIN_MS });
  /** As it is written: a plain name, or an object with its time in seconds or as a duration. */
  const written = fc.oneof(
    channel.map((name): [unknown, Rule] => [name, { channel: name }]),
    channel.map((name): [unknown, Rule] => [{ channel: name }, { channel: name }]),
    fc.tuple(channel, fc.constantFrom(...RULE_GOALS), withinMs, fc.boolean()).map(([name, until, ms, asText]): [unknown, Rule] => [
      { channel: name, until, within: asText ? `PT${ms / 1_000}S` : ms / 1_000 },
      { channel: name, until, withinMs: ms },
    ]),
  );
  const plan = fc.uniqueArray(written, { selector: ([, rule]) => rule.channel, minLength: 1, maxLength: MOST_RULES });

  it('are read as they stand, in their order, and the input stays as it was', () => {
    fc.assert(
      fc.property(plan, (rules) => {
        const input = rules.map(([one]) => one);
        const before = structuredClone(input);
        expect(parseRules(input)).toEqual({ rules: rules.map(([, rule]) => rule) });
        expect(input).toEqual(before);
      }),
    );
  });

  it('with one that is wrong among them are refused, and that one alone is named', () => {
    const wrong = fc.constantFrom<[unknown, string]>([7, ''], ['', ''], [{ until: 'read', within: 5 }, '.channel'], [{ channel: 'a-b', until: 'sent', within: 5 }, '.until'], [{ channel: 'a-b', until: 'read', within: 0 }, '.within'], [{ channel: 'a-b', more: 1 }, '.more']);
    fc.assert(
      fc.property(plan, wrong, fc.nat(), (rules, [one, field], place) => {
        const at = place % rules.length;
        const parsed = parseRules(rules.map(([rule], index) => (index === at ? one : rule)));
        expect('failures' in parsed && parsed.failures.map(({ paramName }) => paramName)).toEqual([`rules[${at}]${field}`]);
      }),
    );
  });

  it('of which two name the same channel are refused, and the later one is named', () => {
    fc.assert(
      fc.property(plan, fc.nat(), (rules, place) => {
        fc.pre(rules.length < MOST_RULES);
        const first = place % rules.length;
        const parsed = parseRules([...rules.map(([rule]) => rule), rules[first]![1].channel]);
        expect(parsed).toEqual({ failures: [{ paramName: `rules[${rules.length}]`, message: expect.stringContaining(`rules[${first}]`) }] });
      }),
    );
  });
});
