import { getMetadataStorage } from 'class-validator';
import { isObject, someOf, withoutNulls } from '@app/core';
import { type Channel, type ChannelRegistry, VENDOR_CHANNELS } from '@app/channels';
import type { SendRequest } from '@app/messaging';
import type { ValidationFailure } from '../http/api-error.js';
import { validateBody } from '../http/validate-body.js';

type ByChannel = Record<string, unknown>;

/** Of every channel: which of its accounts sends. */
const SENDER = 'from';

export interface PerChannel {
  fields: Pick<SendRequest, 'customBody' | 'channelOptions'>;
  customBody: ByChannel;
  /** What was ignored, as sentences for the customer. */
  warnings: string[];
}

/** `customBody` and `channelOptions`, both keyed by channel; together for one channel only where the channel allows it (contract §12.8). */
export function checkPerChannel(given: Record<string, unknown>, channels: ChannelRegistry, failures: ValidationFailure[]): PerChannel {
  const warnings: string[] = [];
  const customBody = objectByChannel('customBody', given['customBody'], channels, failures, warnings);
  const channelOptions = objectByChannel('channelOptions', given['channelOptions'], channels, failures, warnings);
  for (const [name, withNulls] of Object.entries(channelOptions)) {
    const channel = channels.get(name);
    if (!channel) continue;
    const options = (channelOptions[name] = withoutNulls(withNulls as object));
    failures.push(...checkOptions(channel, options, customBody[name] !== undefined, warnings));
  }
  const fields = {
    ...(given['customBody'] ? { customBody } : {}),
    ...(given['channelOptions'] ? { channelOptions: channelOptions as SendRequest['channelOptions'] & object } : {}),
  };
  return { fields, customBody, warnings };
}

function checkOptions(channel: Channel, options: object, hasCustomBody: boolean, warnings: string[]): ValidationFailure[] {
  const path = `channelOptions.${channel.name}`;
  const known = namesIn(channel.options);
  for (const name of Object.keys(options)) if (!known.has(name)) warnings.push(`The field "${path}.${name.slice(0, 100)}" is not known and was ignored.`);
  const refused = hasCustomBody ? Object.keys(options).filter((option) => !channel.optionsBesideCustomBody.includes(option)) : [];
  return [
    ...validateBody(channel.options, options, path).failures,
    ...refused.map((option) => ({ paramName: `${path}.${option}`, message: `must not stand beside customBody.${channel.name}` })),
  ];
}

/** They don't change, and the library looks through all classes for them. */
const namesOf = new WeakMap<Channel['options'], Set<string>>();

function namesIn(options: Channel['options']): Set<string> {
  let names = namesOf.get(options);
  if (!names) {
    const checks = getMetadataStorage().getTargetValidationMetadatas(options, '', false, false);
    namesOf.set(options, (names = new Set([SENDER, ...checks.map(({ propertyName }) => propertyName)])));
  }
  return names;
}

/** Null is what many programs write for a field without a value. */
function objectByChannel(field: string, given: unknown, channels: ChannelRegistry, failures: ValidationFailure[], warnings: string[]): ByChannel {
  if (given === undefined || given === null) return {};
  if (!isObject(given)) {
    failures.push({ paramName: field, message: 'must be an object whose names are channels' });
    return {};
  }
  const found: ByChannel = {};
  for (const [name, value] of Object.entries(given).filter(([, one]) => one !== null)) {
    const channel = channels.get(name);
    if (!channel && VENDOR_CHANNELS.includes(name)) {
      found[name] = value;
      warnings.push(`${field}.${name} was ignored: this gateway has no channel ${name}.`);
    } else if (!channel) failures.push({ paramName: `${field}.${name.slice(0, 100)}`, message: `is no channel; there are: ${someOf(channels.names())}` });
    else if (channel.isCustom && field === 'customBody') takeText(name, value, found, failures);
    else if (!isObject(value)) failures.push({ paramName: `${field}.${name}`, message: 'must be an object' });
    else found[name] = value;
  }
  return found;
}

/** The custom body of a custom channel is a text, for example escaped JSON (§1.2). */
function takeText(name: string, value: unknown, found: ByChannel, failures: ValidationFailure[]): void {
  if (typeof value === 'string' && value !== '') found[name] = value;
  else failures.push({ paramName: `customBody.${name}`, message: 'must be a string that is not empty: what a custom channel gets is text, for example escaped JSON' });
}
