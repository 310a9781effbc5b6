import { describe, expect, it } from '@jest/globals';
import { promisify } from 'node:util';
import { AddressRefused, createAddressGuard } from './address-guard.js';
import type { Resolve } from './resolve-name.js';

const guard = createAddressGuard({ allowPrivate: false });
const openGuard = createAddressGuard({ allowPrivate: true });

describe('a URL of a customer', () => {
  it.each(['https://example.com/hook?x=1', 'http://example.com:8080/', 'https://8.8.8.8/', 'https://[2606:4700:4700::1111]/'])(
    'may be %s',
    (url) => expect(guard.checkUrl(url)).toBeUndefined(),
  );

  it.each([
    ['not a url', 'The URL is not valid'],
    ['ftp://example.com/', 'has to begin with https:// or http://'],
    ['file:///etc/passwd', 'has to begin with https:// or http://'],
    ['https://me:secret@example.com/', 'must not hold a user name or password'],
    ['https://me@example.com/', 'must not hold a user name or password'],
    ['http://example.com:0/', 'Port 0'],
  ])('is refused as %s', (url, reason) => expect(guard.checkUrl(url)).toContain(reason));

  it.each([
    ['http://127.0.0.1/', 'this machine'],
    ['http://127.0.0.1./', 'this machine'],
    ['http://0x7f.1/', 'this machine'],
    ['http://0177.0.0.1/', 'this machine'],
    ['http://2130706433/', 'this machine'],
    ['http://127.1/', 'this machine'],
    ['http://１２７.0.0.1/', 'this machine'],
    ['http://localhost/', 'this machine'],
    ['http://LOCALHOST./', 'this machine'],
    ['http://a.localhost/', 'this machine'],
    ['http://[::1]/', 'this machine'],
    ['http://[::]/', 'no machine'],
    ['http://0.0.0.0/', 'no machine'],
    ['http://0.1.2.3/', 'no machine'],
    ['http://10.1.2.3/', 'a private network'],
    ['http://172.16.0.1/', 'a private network'],
    ['http://172.31.255.255/', 'a private network'],
    ['http://192.168.0.1/', 'a private network'],
    ['http://[fd12:3456::1]/', 'a private network'],
    ['http://100.64.0.1/', 'a carrier network'],
    ['http://169.254.169.254/latest/meta-data/', 'the local link'],
    ['http://[fe80::1]/', 'the local link'],
    ['http://[fd00:ec2::254]/', 'a metadata service'],
    ['http://[::ffff:127.0.0.1]/', 'an IPv4 address inside IPv6'],
    ['http://[::ffff:8.8.8.8]/', 'an IPv4 address inside IPv6'],
    ['http://[::ffff:0:10.0.0.1]/', 'an IPv4 address inside IPv6'],
    ['http://[64:ff9b::a00:1]/', 'an IPv4 address inside IPv6'],
    ['http://[2002:a00:1::]/', 'an IPv4 address inside IPv6'],
    ['http://[2001:0:a00:1::]/', 'an IPv4 address inside IPv6'],
    ['http://[::10.0.0.1]/', 'a reserved range'],
    ['http://[fec0::1]/', 'a reserved range'],
    ['http://[ff02::1]/', 'a reserved range'],
    ['http://[2001:db8::1]/', 'a reserved range'],
    ['http://[4000::1]/', 'a reserved range'],
    ['http://224.0.0.1/', 'a reserved range'],
    ['http://192.0.2.1/', 'a reserved range'],
    ['http://198.18.0.1/', 'a reserved range'],
    ['http://240.0.0.1/', 'a reserved range'],
    ['http://255.255.255.255/', 'a reserved range'],
  ])('%s is refused as not public', (url, kind) => {
    expect(guard.checkUrl(url)).toMatch(/is not a public address/);
    expect(guard.checkUrl(url)).toContain(`(${kind})`);
  });
});

describe('a guard that allows private addresses', () => {
  it.each(['http://localhost:3000/', 'http://127.0.0.1/', 'http://[::1]/', 'http://10.0.0.1/', 'http://[fd12::1]/'])(
    'lets %s through',
    (url) => expect(openGuard.checkUrl(url)).toBeUndefined(),
  );

  it.each(['http://169.254.169.254/', 'http://[fd00:ec2::254]/', 'http://100.100.100.200/', 'http://0.0.0.0/', 'ftp://10.0.0.1/'])(
    'still refuses %s',
    (url) => expect(openGuard.checkUrl(url)).toBeDefined(),
  );
});

describe('a name', () => {
  const answers = (...addresses: string[]): Resolve => {
    const resolved = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    return () => Promise.resolve(resolved);
  };
  const lookUp = (resolve: Resolve, family?: number) =>
    promisify(createAddressGuard({ allowPrivate: false, resolve }).lookup)('customer.example', { all: true, family });

  it('is given all its public addresses', async () => {
    await expect(lookUp(answers('8.8.8.8', '2606:4700::1'))).resolves.toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ]);
  });

  it('is given only those of the family that is asked for', async () => {
    await expect(lookUp(answers('8.8.8.8', '2606:4700::1'), 6)).resolves.toEqual([{ address: '2606:4700::1', family: 6 }]);
  });

  it.each([
    ['private', ['10.0.0.1']],
    ['private beside public', ['8.8.8.8', '10.0.0.1']],
    ['IPv6 loopback', ['::1']],
    ['mapped', ['::ffff:127.0.0.1']],
    ['a zone of the local link', ['fe80::1%eth0']],
    ['no IP address at all', ['localhost']],
  ])('is refused when it leads to %s, without telling the address', async (_kind, addresses) => {
    const failure = await lookUp(answers(...addresses)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AddressRefused);
    for (const address of addresses) expect((failure as Error).message).not.toContain(address + ' ');
  });

  it('is refused when it has no address', async () => {
    await expect(lookUp(answers())).rejects.toThrow('customer.example has no address');
  });
});
