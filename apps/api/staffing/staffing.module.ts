import { Module } from '@nestjs/common';
import { CandidatesService } from './candidates.service';
import { EvidenceService } from './evidence.service';
import { MembersService } from './members.service';
import { OfferAnswersService } from './offer-answers.service';
import { OffersController } from './offers.controller';
import { OffersService } from './offers.service';
import { ReassignService } from './reassign.service';
import { StaffingController } from './staffing.controller';
import { TeamService } from './team.service';

@Module({
  controllers: [StaffingController, OffersController],
  providers: [
    MembersService,
    CandidatesService,
    TeamService,
    EvidenceService,
    OffersService,
    OfferAnswersService,
    ReassignService,
  ],
})
export class StaffingModule {}
