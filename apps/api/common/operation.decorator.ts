import { type OperationId, policyOf } from '@kado/auth/policy';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { ZodType } from 'zod';

export const OPERATION = 'kado:operation';

/**
 * Names the operation of a route: its row in the policy table and its operationId. A route without it fails at boot.
 * The summary is what the API docs show.
 */
export function Operation(id: OperationId, summary?: string): MethodDecorator {
  const open = policyOf(id) === 'public';
  return applyDecorators(
    SetMetadata(OPERATION, id),
    ApiOperation({ operationId: id, summary, tags: [id.split('.')[0] as string] }),
    ...(open ? [] : [ApiBearerAuth(), ApiCookieAuth()]),
  );
}

/** Documents the answer of a route. */
export function Answers(status: number, schema?: ZodType, description = ''): MethodDecorator {
  return ApiResponse({ status, description, ...(schema && { standardSchema: schema }) });
}
