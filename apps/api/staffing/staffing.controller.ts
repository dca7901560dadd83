import { Reassigned, ReassignMember } from '@kado/contracts/schemas/people';
import {
  AddMember,
  CandidateList,
  CandidateQuery,
  EvidenceList,
  EvidenceRecorded,
  Member,
  MemberList,
  RecordEvidence,
  TeamCheck,
} from '@kado/contracts/schemas/staffing';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { type Actor, CurrentActor } from '../common/actor';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { PageQuery, pageAnswer } from '../common/paging';
import { CandidatesService } from './candidates.service';
import { EvidenceService } from './evidence.service';
import { MembersService } from './members.service';
import { ReassignService } from './reassign.service';
import { TeamService } from './team.service';

@Controller('engagements/:id')
export class StaffingController {
  constructor(
    private readonly members: MembersService,
    private readonly candidates: CandidatesService,
    private readonly team: TeamService,
    private readonly evidence: EvidenceService,
    private readonly reassigning: ReassignService,
  ) {}

  @Post('members')
  @Operation('members.add', 'Appoint a director, a leader or an outside expert')
  @Answers(201, Member)
  add(@Command() command: CommandRequest, @Param('id') id: string, @Body({ schema: AddMember }) body: AddMember) {
    return this.members.add(command, id, body);
  }

  @Post('reassign')
  @HttpCode(200)
  @Operation('members.reassign', 'Somebody cannot go on: another one takes the place with everything in hand')
  @Answers(200, Reassigned)
  reassign(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: ReassignMember }) body: z.output<typeof ReassignMember>,
  ) {
    return this.reassigning.reassign(command, id, body);
  }

  @Get('members')
  @Operation('members.list', 'Who is in the team')
  @Answers(200, MemberList)
  async listMembers(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: Request,
  ) {
    return pageAnswer(await this.members.list(actor, id, query), request.originalUrl);
  }

  @Get('candidates')
  @Operation('candidates.list', 'Who could be asked, best first, with reasons')
  @Answers(200, CandidateList)
  listCandidates(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: CandidateQuery }) query: CandidateQuery,
  ) {
    return this.candidates.list(actor, id, query);
  }

  @Get('team')
  @Operation('team.check', 'Does the team stand: ratios, hours, papers')
  @Answers(200, TeamCheck)
  check(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.team.check(actor, id);
  }

  @Post('evidence')
  @Operation('evidence.record', 'Record a paper by its hash')
  @Answers(201, EvidenceRecorded)
  record(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Body({ schema: RecordEvidence }) body: RecordEvidence,
  ) {
    return this.evidence.record(command, id, body);
  }

  @Get('evidence')
  @Operation('evidence.list', 'Papers on file')
  @Answers(200, EvidenceList)
  async listEvidence(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: Request,
  ) {
    return pageAnswer(await this.evidence.list(actor, id, query), request.originalUrl);
  }
}
