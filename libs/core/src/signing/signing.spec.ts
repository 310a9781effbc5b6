import { describe, expect, it } from '@jest/globals';
import { signComapi, standardWebhooksHeaders, verifyComapi, verifyStandardWebhooks } from './index.js';

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
