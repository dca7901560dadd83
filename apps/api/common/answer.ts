import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';

/** A body with its status and headers, for routes whose answer is not always the same. */
export class Answer<T = unknown> {
  constructor(
    readonly status: number,
    readonly body: T,
    readonly headers: Record<string, string> = {},
  ) {}
}

/** Lets a route return an `Answer`. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      map((value: unknown) => {
        if (!(value instanceof Answer)) return value;
        const response = context.switchToHttp().getResponse<Response>();
        response.status(value.status);
        for (const [name, content] of Object.entries(value.headers)) response.setHeader(name, content);
        return value.body;
      }),
    );
  }
}
