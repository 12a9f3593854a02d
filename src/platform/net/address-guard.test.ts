import { describe, expect, it } from 'vitest';
import { AddressRefusedError, createAddressGuard, isPublicAddress } from './address-guard.ts';

describe('which addresses are public', () => {
  it.each(['8.8.8.8', '93.184.215.14', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '::7f00:1',
    '::a00:1',
    '::808:808',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    'not an address',
    '',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('the guard', () => {
  const guard = createAddressGuard({
    allowedPrivateHosts: ['127.0.0.1:8080', 'LocalHost:9000', '[::1]:8080'],
  });

  it('lets through the very hosts and ports that were allowed', () => {
    expect(() => guard.checkHost('127.0.0.1', 8080)).not.toThrow();
    expect(() => guard.checkHost('[::1]', 8080)).not.toThrow();
    expect(guard.isAllowedPrivateHost('localhost.', 9000)).toBe(true);
    expect(guard.isAllowedPrivateHost('localhost', 9001)).toBe(false);
    expect(() => guard.checkHost('127.0.0.1', 8081)).toThrow(AddressRefusedError);
    expect(() => guard.checkHost('127.0.0.2', 8080)).toThrow(/--allow-private-host/);
  });

  it('refuses a name that resolves to a private address', async () => {
    const answer = new Promise<Error | null>((resolve) =>
      guard.lookup('localhost', {}, (error) => resolve(error)),
    );
    expect(await answer).toBeInstanceOf(AddressRefusedError);
  });

  it.each(['127.0.0.1', 'host:0', 'host:99999', 'http://host:80', ''])(
    "does not take '%s' for a host",
    (entry) => {
      expect(() => createAddressGuard({ allowedPrivateHosts: [entry] })).toThrow(/HOST:PORT/);
    },
  );
});
