import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { asNumber } from './columns';

@Entity('engagement')
@Check('engagement_category_check', "category in ('digital_data', 'back_office', 'municipal')")
@Check(
  'engagement_stage_check',
  "stage in ('inquiry', 'requirements', 'decomposition', 'team_assembly', 'production', 'quality', 'delivery', 'closing', 'closed', 'on_hold', 'cancelling', 'cancelled', 'declined', 'lost')",
)
@Index('engagement_client', ['clientId', 'createdAt', 'id'])
@Index('engagement_list', ['siteId', 'createdAt', 'id'])
@Index('engagement_newest', ['createdAt', 'id'])
@Index('engagement_reopens', ['reopens'], { where: 'reopens is not null' })
export class EngagementEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @Column('text', { unique: true }) key: string;
  @ForeignKey('client') @Column('uuid') clientId: string;
  @Column('text') title: string;
  @Column('text', { default: '' }) description: string;
  @Column('text') category: 'digital_data' | 'back_office' | 'municipal';
  @Column('text') stage: string;
  @Column('timestamptz') stageSince: Date;
  @Column('date', { nullable: true }) deliveryDue: string | null;
  @ForeignKey('person') @Column('uuid') ownerId: string;
  @Column('integer') stepVersion: number;
  @Column('integer', { default: 1 }) rowVersion: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
  @Column('text', { nullable: true }) heldStage: string | null;
  @Column('timestamptz', { nullable: true }) heldSince: Date | null;
  @Column('text', { nullable: true }) chapter: string | null;
  @ForeignKey('engagement') @Column('uuid', { nullable: true }) reopens: string | null;
  @Column('integer', { default: 1 }) termsNo: number;
}

@Entity('requirement_version')
@Unique(['engagementId', 'version'])
@Check('requirement_version_status_check', "status in ('draft', 'submitted', 'returned', 'signed', 'declined')")
export class RequirementVersionEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @Column('integer') version: number;
  @Column('jsonb') clauses: unknown;
  @ForeignKey('person') @Column('uuid') authorId: string;
  @Column('text', { default: 'draft' }) status: 'draft' | 'submitted' | 'returned' | 'signed' | 'declined';
  @Column('text') contentHash: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}

@Entity('quote')
@Unique(['engagementId', 'version'])
export class QuoteEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @Column('integer') version: number;
  @Column('integer') requirementVersion: number;
  @Column('jsonb') params: unknown;
  @Column('jsonb') result: unknown;
  @Column('numeric', { precision: 6, scale: 4, transformer: asNumber }) marginRate: number;
  @Column('bigint', { transformer: asNumber }) priceYen: number;
  @Column('date') validUntil: string;
  @ForeignKey('person') @Column('uuid') authorId: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}
