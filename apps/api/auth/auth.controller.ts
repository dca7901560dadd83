import { Me, TokenAnswer, TokenRequest } from '@kado/contracts/schemas/auth';
import { Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, CurrentActor } from '../common/actor';
import { Answers, Operation } from '../common/operation.decorator';
import { AuthService } from './auth.service';
import { MeService } from './me.service';

@Controller()
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly me: MeService,
  ) {}

  @Post('auth/token')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Operation('auth.token', 'Sign in: a bearer token for 15 minutes')
  @Answers(200, TokenAnswer)
  token(@Body({ schema: TokenRequest }) body: z.output<typeof TokenRequest>) {
    return this.auth.signIn(body.login, body.password);
  }

  @Get('me')
  @Operation('me.get', 'Who I am, my roles and the engagements I work in')
  @Answers(200, Me)
  get(@CurrentActor() actor: Actor) {
    return this.me.describe(actor);
  }
}
