import { Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module';
import { AuthController } from './auth.controller';
import { AuthService } from './auth.service';
import { MeService } from './me.service';
import { SessionController } from './session.controller';

@Module({
  imports: [LiveModule],
  controllers: [AuthController, SessionController],
  providers: [AuthService, MeService],
})
export class AuthModule {}
