import { describe, expect, it } from '@jest/globals';
import { channelLabel, createChannelRegistry } from './registry.js';

describe('the registry', () => {
  it('has every channel by its name, and the dummy only when asked for', () => {
    expect(createChannelRegistry().names()).toEqual(['fbMessenger', 'sms']);
    expect(createChannelRegistry({ withDummy: true }).names()).toEqual(['fbMessenger', 'sms', 'dummy']);
    expect(createChannelRegistry().get('dummy')).toBeUndefined();
  });

  it('gives what it names', () => {
    const registry = createChannelRegistry({ withDummy: true });
    expect(registry.all.map(({ name }) => registry.get(name)?.name)).toEqual(registry.names());
    expect(registry.get('constructor')).toBeUndefined();
  });

  it('gives tenants’ channels one label in metrics, however many they name', () => {
    expect(['fbMessenger', 'sms', 'dummy', 'clubApp', 'custom', 'constructor'].map(channelLabel)).toEqual(['fbMessenger', 'sms', 'dummy', 'custom', 'custom', 'custom']);
  });
});
