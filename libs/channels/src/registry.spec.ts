import { describe, expect, it } from '@jest/globals';
import { channelLabel, CHANNELS, createChannelRegistry } from './registry.js';

describe('the registry', () => {
  it('has every channel by its name, and the dummy only when asked for', () => {
    const names = CHANNELS.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['fbMessenger', 'sms']));
    expect(createChannelRegistry().names()).toEqual(names);
    expect(createChannelRegistry({ withDummy: true }).names()).toEqual([...names, 'dummy']);
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
