import { expect, it } from '@jest/globals';
import { twilioSignature } from './twilio-signature.js';

it('signs as the example of Twilio’s own documentation', () => {
  const form = { To: '+18005551212', Digits: '1234', CallSid: 'CA1234567890ABCDE', Caller: '+14158675309', From: '+14158675309' };
  expect(twilioSignature('https://mycompany.com/myapp.php?foo=1&bar=2', form, '12345')).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
});

it('changes with the address, the fields and the token', () => {
  const signatures = [
    twilioSignature('http://a/', { A: '1' }, 't'),
    twilioSignature('http://a/?x', { A: '1' }, 't'),
    twilioSignature('http://a/', { A: '2' }, 't'),
    twilioSignature('http://a/', { A: '1' }, 'u'),
  ];
  expect(new Set(signatures).size).toBe(4);
});
