import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('change_request')
@Unique(['engagementId', 'changeNo'])
@Check('change_request_requested_by_check', "requested_by in ('kado', 'client')")
@Check('change_request_status_check', "status in ('requested', 'offered', 'agreed', 'refused', 'expired', 'withdrawn')")
export class ChangeRequestEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @Column('integer') changeNo: number;
  @Column('text') requestedBy: 'kado' | 'client';
  @ForeignKey('person') @Column('uuid') authorId: string;
  @ForeignKey('reason_text') @Column('uuid') reasonId: string;
  @Column('jsonb') before: unknown;
  @Column('jsonb') wished: unknown;
  @Column('jsonb', { default: {} }) impact: unknown;
  @Column('jsonb', { nullable: true }) offered: unknown;
  @ForeignKey('person') @Column('uuid', { nullable: true }) offeredBy: string | null;
  @Column('text') status: 'requested' | 'offered' | 'agreed' | 'refused' | 'expired' | 'withdrawn';
  @Column('integer', { nullable: true }) requirementVersion: number | null;
  @Column('integer', { nullable: true }) quoteVersion: number | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
}

@Entity('client_question')
@Unique(['engagementId', 'questionNo'])
@Check('client_question_status_check', "status in ('open', 'answered', 'called', 'dropped')")
export class ClientQuestionEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @Column('integer') questionNo: number;
  @Column('text') taskId: string;
  @ForeignKey('person') @Column('uuid') askedBy: string;
  @ForeignKey('reason_text') @Column('uuid') questionId: string;
  @ForeignKey('reason_text') @Column('uuid', { nullable: true }) answerId: string | null;
  @Column('text') status: 'open' | 'answered' | 'called' | 'dropped';
  @Column('timestamptz', { default: () => 'now()' }) askedAt: Date;
  @Column('timestamptz', { nullable: true }) answeredAt: Date | null;
}

@Entity('plan_change')
@Unique(['engagementId', 'planVersion'])
@Check('plan_change_status_check', "status in ('proposed', 'approved', 'returned', 'withdrawn')")
export class PlanChangeEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @Column('integer') planVersion: number;
  @Column('integer') fromVersion: number;
  @ForeignKey('person') @Column('uuid') authorId: string;
  @Column('jsonb') diff: unknown;
  @Column('jsonb') touched: unknown;
  @ForeignKey('reason_text') @Column('uuid', { nullable: true }) reasonId: string | null;
  @Column('text') status: 'proposed' | 'approved' | 'returned' | 'withdrawn';
  @ForeignKey('person') @Column('uuid', { nullable: true }) approvedBy: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
}
