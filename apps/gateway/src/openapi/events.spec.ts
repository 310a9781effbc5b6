import { describe, expect, it } from '@jest/globals';
import { availableEvents } from '@app/webhooks';
import { EVENT_SCHEMAS, payloadOf } from './events.js';

interface Payload {
  properties: object;
  required?: string[];
}

describe('the payload of', () => {
  // A deleted profile has its time and who did it; all other profiles have any fields.
  const events = availableEvents(true).filter(({ type }) => type !== 'profile.delete');
  it.each(events.map(({ type, schema }) => [type, (schema as { properties: { payload: Payload } }).properties.payload] as const))('%s has the same fields in the document as in availableevents', (type, told) => {
    const documented = EVENT_SCHEMAS[payloadOf(type)] as unknown as Payload;
    expect(Object.keys(documented.properties).toSorted()).toEqual(Object.keys(told.properties).toSorted());
    expect(documented.required).toEqual(told.required);
  });
});
