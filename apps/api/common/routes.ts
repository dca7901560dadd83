import { type OperationId, POLICY } from '@kado/auth/policy';
import { type INestApplication, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { OPERATION } from './operation.decorator';

export interface Route {
  handler: string;
  method: string;
  operation: OperationId | undefined;
}

/** Every route of every controller, as declared. */
export function listRoutes(app: INestApplication): Route[] {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype }) => {
      const prototype = (metatype as { prototype: Record<string, object> }).prototype;
      return scanner
        .getAllMethodNames(prototype)
        .map((name) => ({ name, method: prototype[name] as object }))
        .filter(({ method }) => Reflect.hasMetadata(PATH_METADATA, method))
        .map(({ name, method }) => ({
          handler: `${(metatype as { name: string }).name}.${name}`,
          method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, method) as number] ?? '',
          operation: Reflect.getMetadata(OPERATION, method) as OperationId | undefined,
        }));
    });
}

/** Deny by default is not enough: a route nobody thought about must not even start. */
export function checkRoutes(app: INestApplication): void {
  const seen = new Set<string>();
  for (const { handler, operation } of listRoutes(app)) {
    if (operation === undefined || !Object.hasOwn(POLICY, operation))
      throw new TypeError(`${handler} has no @Operation with a row in POLICY`);
    if (seen.has(operation)) throw new TypeError(`${operation} names two routes, one of them ${handler}`);
    seen.add(operation);
  }
}
