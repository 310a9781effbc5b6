import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { signatureHeaders, signComapi, standardWebhooksHeaders, verifyComapi, verifyStandardWebhooks } from './index.js';

describe('X-Comapi-Signature', () => {
  const secret = 'test-secret-0123';

  it.each([
    ['{"eventId":"0dceaf0d-93ea-4314-a6f8-b0cffe69799a","name":"message.sent"}', '2a44f3c121eefea9479edde0c4ba21c4b5fada11'],
    ['{"name":"message.inbound","payload":{"body":"Žluťoučký 🐎"}}', '5b067fb41aa23efaff9ac61988613ee346f61fa9'],
  ])('of %s is the contract\'s, for text and for bytes', (body, signature) => {
    expect(signComapi(body, secret)).toBe(signature);
    expect(signComapi(Buffer.from(body), secret)).toBe(signature);
    expect(verifyComapi(body, secret, signature)).toBe(true);
  });

  it.each([undefined, '', 'ž', signComapi('other', secret), signComapi('body', 'other'), signComapi('body', secret).slice(1)])(
    'is wrong when it is %s',
    (signature) => expect(verifyComapi('body', secret, signature)).toBe(false),
  );
});

describe('the Standard Webhooks headers', () => {
  // The example of the specification's reference libraries.
  const example = {
    eventId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestampS: 1614265330,
    body: '{"test": 2432232314}',
    secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  };
  const { body, timestampS, secrets } = example;
  const secret = secrets[0]!;
  const headers = { ...standardWebhooksHeaders(example) };

  it('are those of the reference libraries', () => {
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('carry a signature for each secret, so that old and new receivers agree', () => {
    const both = standardWebhooksHeaders({ ...example, secrets: ['an old Comapi secret', secret] });
    expect(both['webhook-signature'].split(' ')).toHaveLength(2);
    for (const one of ['an old Comapi secret', secret]) {
      expect(verifyStandardWebhooks({ headers: { ...both }, body }, one, timestampS)).toBe(true);
    }
    expect(verifyStandardWebhooks({ headers: { ...both }, body }, 'another', timestampS)).toBe(false);
  });

  it('take a whsec_ secret for base64, and every other one for its UTF-8 bytes', () => {
    const signatureWith = (one: string) => standardWebhooksHeaders({ ...example, secrets: [one] })['webhook-signature'];
    expect(signatureWith('whsec_aGVsbG8=')).toBe(signatureWith('hello'));
    expect(signatureWith('whsec_not base64')).not.toBe(signatureWith('whsec_'));
    expect(signatureWith('aGVsbG8=')).not.toBe(signatureWith('hello'));
  });

  it.each([-300, 0, 300])('are right %i s after they were made', (seconds) => {
    expect(verifyStandardWebhooks({ headers, body }, secret, timestampS + seconds)).toBe(true);
  });

  it.each([-301, 301])('are too far off at %i s', (seconds) => {
    expect(verifyStandardWebhooks({ headers, body }, secret, timestampS + seconds)).toBe(false);
  });

  it.each([
    ['another id', { 'webhook-id': 'msg_other' }],
    ['another timestamp', { 'webhook-timestamp': String(timestampS + 1) }],
    ['a timestamp that is no number', { 'webhook-timestamp': 'NaN' }],
    ['a signature of another version', { 'webhook-signature': headers['webhook-signature'].replace('v1,', 'v2,') }],
    ['no signature', { 'webhook-signature': undefined }],
    ['no id', { 'webhook-id': undefined }],
    ['no timestamp', { 'webhook-timestamp': undefined }],
  ])('are wrong with %s', (_what, change) => {
    expect(verifyStandardWebhooks({ headers: { ...headers, ...change }, body }, secret, timestampS)).toBe(false);
  });

  it('are wrong for another body', () => {
    expect(verifyStandardWebhooks({ headers, body: body + ' ' }, secret, timestampS)).toBe(false);
  });
});

describe('both signatures, over any body and any secret', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 80 }).map((array) => Buffer.from(array));
  /** One of the bytes is another one. A change of length is none here: HMAC fills short keys up with zeros. */
  const changed = (of: Buffer, { at, by }: { at: number; by: number }): Buffer => {
    const other = Buffer.from(of);
    other[at % of.length]! ^= by;
    return other;
  };
  const change = fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 255 }) });
  const whsec = (key: Buffer): string => `whsec_${key.toString('base64')}`;

  it('hold for what they were made of, and for nothing that differs in one byte', () => {
    fc.assert(
      fc.property(bytes, bytes, change, (body, key, one) => {
        const [secret, otherSecret] = [key, changed(key, one)].map((each) => each.toString('latin1')) as [string, string];
        const signature = signComapi(body, secret);
        expect(verifyComapi(body, secret, signature)).toBe(true);
        expect(verifyComapi(changed(body, one), secret, signature)).toBe(false);
        expect(verifyComapi(body, otherSecret, signature)).toBe(false);
        expect(verifyComapi(body, secret, changed(Buffer.from(signature), one).toString('latin1'))).toBe(false);
      }),
    );
  });

  it('hold in the Standard Webhooks form for each of the secrets, and for no other id, time, body, secret or signature', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 4_000_000_000 }), bytes, fc.array(bytes, { minLength: 1, maxLength: 3 }), change, (eventId, timestampS, body, keys, one) => {
        const secrets = keys.map(whsec);
        const headers = { ...standardWebhooksHeaders({ eventId, timestampS, body, secrets }) };
        const holds = (given: Partial<typeof headers>, of: Buffer, secret: string): boolean => verifyStandardWebhooks({ headers: { ...headers, ...given }, body: of }, secret, timestampS);
        for (const secret of secrets) {
          expect(holds({}, body, secret)).toBe(true);
          expect(holds({}, changed(body, one), secret)).toBe(false);
          expect(holds({ 'webhook-id': changed(Buffer.from(eventId), one).toString('latin1') }, body, secret)).toBe(false);
          expect(holds({ 'webhook-timestamp': String(timestampS + 1) }, body, secret)).toBe(false);
        }
        const other = whsec(changed(keys[0]!, one));
        if (!secrets.includes(other)) expect(holds({}, body, other)).toBe(false);
        const alone = standardWebhooksHeaders({ eventId, timestampS, body, secrets: [secrets[0]!] });
        expect(holds({ 'webhook-signature': changed(Buffer.from(alone['webhook-signature']), one).toString('latin1') }, body, secrets[0]!)).toBe(false);
      }),
    );
  });

  it('stand beside each other on a delivery, the newest secret signing the old way', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()), fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }), (id, body, secrets) => {
        const headers = signatureHeaders(id, body, secrets);
        expect(verifyComapi(body, secrets[0]!, headers['x-comapi-signature'])).toBe(true);
        for (const secret of secrets) expect(verifyStandardWebhooks({ headers, body: Buffer.from(body) }, secret, Number(headers['webhook-timestamp']))).toBe(true);
      }),
    );
  });
});
