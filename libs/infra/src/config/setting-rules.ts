import { Transform } from 'class-transformer';
import { IsInt, Max, Min, ValidateBy } from 'class-validator';
import ipaddr from 'ipaddr.js';

/** How settings are read and checked, over what class-validator has. The environment knows texts only. */

export const toNumber = () => Transform(({ value }) => (typeof value === 'string' && value.trim() ? Number(value) : value));
export const withoutSlash = () => Transform(({ value }) => (typeof value === 'string' ? value.replace(/\/+$/, '') : value));
export const toBoolean = () => Transform(({ value }) => ({ on: true, true: true, off: false, false: false })[String(value)] ?? value);

/** Several in one setting, divided by commas. */
export const toList = () => Transform(({ value }) => (typeof value === 'string' ? itemsOf(value) : value));
const toListOrNone = () => Transform(({ value }) => (value === 'off' ? [] : typeof value === 'string' ? itemsOf(value) : value));
const toDays = () => Transform(({ value }) => (value === 'off' ? 0 : typeof value === 'string' && value.trim() ? Number(value) : value));

function itemsOf(text: string): string[] {
  return text.split(',').map((item) => item.trim()).filter((item) => item !== '');
}

export const HTTP_URL = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };
/** 32 bytes in base64. */
export const KEY = /^[A-Za-z0-9+/]{43}=$/;

const MOST_DAYS = 36_500;
const DAYS_RULE = { message: '$property must be whole days, or off to keep everything' };

/** A retention time. */
export const Days = () => together(toDays(), IsInt(DAYS_RULE), Min(0, DAYS_RULE), Max(MOST_DAYS, DAYS_RULE));

/** Fastify's names of networks. */
export const PRIVATE_NETWORKS: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];
const isNetwork = (value: unknown): boolean => typeof value === 'string' && (PRIVATE_NETWORKS.includes(value) || ipaddr.isValid(value) || ipaddr.isValidCIDR(value));

/** Addresses, networks like 10.0.0.0/8, and names of private networks; `off` for none. */
export const Networks = () =>
  together(
    toListOrNone(),
    ValidateBy(
      { name: 'networks', validator: { validate: isNetwork } },
      { each: true, message: `$property must be off, or addresses and networks like 10.0.0.0/8, divided by commas; ${PRIVATE_NETWORKS.join(', ')} are known by name` },
    ),
  );

function together(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, name) => decorators.forEach((decorate) => decorate(target, name));
}
