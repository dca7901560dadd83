import { Module } from '@nestjs/common';
import { LeaveService } from './leave.service';
import { PeopleController } from './people.controller';
import { PeopleService } from './people.service';

@Module({ controllers: [PeopleController], providers: [LeaveService, PeopleService] })
export class PeopleModule {}
