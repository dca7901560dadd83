import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('audit_log')
@Check('audit_log_via_check', "via in ('api', 'signal', 'workflow', 'system')")
@Index('audit_engagement', ['engagementId', 'id'])
export class AuditLogEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @Column('uuid', { nullable: true }) engagementId: string | null;
  @Column('uuid', { nullable: true }) actorId: string | null;
  @Column('text', { nullable: true }) actorRole: string | null;
  @Column('uuid', { nullable: true }) onBehalfOf: string | null;
  @Column('text') via: 'api' | 'signal' | 'workflow' | 'system';
  @Column('text') operation: string;
  @Column('text') entity: string;
  @Column('text') entityId: string;
  @Column('jsonb', { nullable: true }) before: unknown;
  @Column('jsonb', { nullable: true }) after: unknown;
  @Column('uuid', { nullable: true }) reasonId: string | null;
  @Column('text', { nullable: true }) traceId: string | null;
}
