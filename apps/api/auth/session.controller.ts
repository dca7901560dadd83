import { Me, TokenRequest } from '@kado/contracts/schemas/auth';
import { Body, Controller, Delete, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import type { KadoRequest } from '../common/actor';
import { Answers, Operation } from '../common/operation.decorator';
import { refuseCrossSite, requireSameOrigin } from '../common/same-origin';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from '../common/session-cookie';
import { LiveService } from '../live/live.service';
import { AuthService } from './auth.service';
import { MeService } from './me.service';

@Controller('auth/session')
export class SessionController {
  constructor(
    private readonly auth: AuthService,
    private readonly me: MeService,
    private readonly live: LiveService,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Operation(
    'auth.startSession',
    'Sign in from a page: a cookie that ends after 60 idle minutes, at the latest after 12 hours',
  )
  @Answers(200, Me, 'Who I am; Set-Cookie: kado_session.')
  async start(
    @Req() request: KadoRequest,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: TokenRequest }) body: z.output<typeof TokenRequest>,
  ) {
    // Nobody may be signed in as somebody else by a page they happen to look at.
    refuseCrossSite(request);
    const { actor, token } = await this.auth.startSession(body.login, body.password);
    setSessionCookie(request, response, token);
    return this.me.describe(actor);
  }

  /** Public: whoever wants to go may go, also with a cookie that nobody knows any more. */
  @Delete()
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  @Operation('auth.endSession', 'Sign out: takes the cookie back')
  @Answers(204, undefined, 'Signed out, or was not signed in.')
  async end(@Req() request: KadoRequest, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = readSessionCookie(request);
    if (token === undefined) refuseCrossSite(request);
    else requireSameOrigin(request);
    const session = await this.auth.endSession(token);
    if (session) this.live.endSession(session.sessionId);
    clearSessionCookie(request, response);
  }
}
