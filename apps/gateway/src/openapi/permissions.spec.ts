import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { PERMISSION } from '../access/require-permission.js';
import { GatewayModule } from '../gateway.module.js';
import { buildDocument } from './build-document.js';

/** `GET /path/{name}` → the permission that its route asks for. */
type Permissions = Record<string, string | undefined>;

const pathsOf = (of: object): string[] => [Reflect.getMetadata(PATH_METADATA, of) as string | string[]].flat();
const metadata = <T>(key: string, of: object): T | undefined => Reflect.getMetadata(key, of) as T | undefined;

function permissionsOfRoutes(): Permissions {
  const controllers = Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, GatewayModule) as Type[];
  return Object.fromEntries(controllers.flatMap((controller) => {
    const methods = Object.getOwnPropertyNames(controller.prototype).map((name) => (controller.prototype as Record<string, object>)[name]!);
    return methods.filter((method) => metadata(METHOD_METADATA, method) !== undefined).flatMap((method) => routesOf(controller, method));
  }));
}

function routesOf(controller: Type, method: object): [route: string, permission: string | undefined][] {
  const verb = RequestMethod[metadata<number>(METHOD_METADATA, method)!];
  const permission = metadata<string>(PERMISSION, method);
  return pathsOf(controller).flatMap((base) => pathsOf(method).map((path): [string, string | undefined] => {
    const whole = `/${[base, path].flatMap((part) => part.split('/')).filter(Boolean).join('/')}`;
    return [`${verb} ${whole.replaceAll(/:(\w+)/g, '{$1}')}`, permission];
  }));
}

const operations = Object.entries(buildDocument().paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, permission: (operation as { 'x-permission'?: string })['x-permission'] })),
);

describe('the permission that the document names for a call', () => {
  const permissions = permissionsOfRoutes();
  it.each(operations)('is the one that its route asks for: $route', ({ route, permission }) => {
    expect(permissions).toHaveProperty([route]);
    expect(permission).toBe(permissions[route]);
  });

  it('is there for each call below an apiSpace', () => {
    expect(operations.filter(({ route, permission }) => /^\w+ \/(apispaces|cpaas)\//.test(route) && permission === undefined)).toEqual([]);
  });
});
