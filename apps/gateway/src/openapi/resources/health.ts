import { object, type Resource, string } from '../resource.js';

const status = (value: string): object => ({ status: value });
const schema = (value: string) => object({ status: string('Always the same.', { const: value }) }, ['status']);

export const health: Resource = {
  name: 'Health',
  description: 'For load balancers, operators and tools.',
  scope: 'open',
  paths: {
    '/health': {
      get: { id: 'live', summary: 'Does the process live?', isExtension: true, answers: { 200: { description: 'It does.', schema: schema('ok'), example: status('ok') } } },
    },
    '/health/live': {
      get: { id: 'liveToo', summary: 'The same as /health', isExtension: true, answers: { 200: { description: 'It does.', schema: schema('ok'), example: status('ok') } } },
    },
    '/health/ready': {
      get: {
        id: 'ready',
        summary: 'Can it accept messages?',
        description: 'The database answers. The queue may be away; what is accepted then goes out later.',
        isExtension: true,
        answers: { 200: { description: 'It can.', schema: schema('ready'), example: status('ready') } },
        errors: ['unavailable'],
      },
    },
    '/metrics': {
      get: {
        id: 'metrics',
        summary: 'Metrics for Prometheus',
        description: 'With METRICS_TOKEN set on the server, that token as Bearer.',
        isExtension: true,
        errors: ['unauthorized'],
        answers: { 200: { description: 'Prometheus’s text format.', schema: { type: 'string' }, contentType: 'text/plain' } },
      },
    },
    '/openapi.json': {
      get: {
        id: 'openapi',
        summary: 'This document',
        isExtension: true,
        answers: { 200: { description: 'OpenAPI 3.1.', schema: object({ openapi: string('3.1.0') }, ['openapi'], { additionalProperties: true }) } },
      },
    },
  },
};
