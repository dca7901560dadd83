import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('plan_version')
@Unique(['engagementId', 'version'])
@Check('plan_version_status_check', "status in ('draft', 'submitted', 'returned', 'approved')")
export class PlanVersionEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @Column('integer') version: number;
  @Column('jsonb') plan: unknown;
  @Column('integer') manualVersion: number;
  @ForeignKey('person') @Column('uuid') authorId: string;
  @Column('text', { default: 'draft' }) status: 'draft' | 'submitted' | 'returned' | 'approved';
  @Column('text') contentHash: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}

@Entity('manual_version')
@Unique(['engagementId', 'version'])
export class ManualVersionEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @Column('integer') version: number;
  @Column('jsonb') sections: unknown;
  @ForeignKey('person') @Column('uuid') authorId: string;
  @Column('text') contentHash: string;
  @Column('timestamptz', { nullable: true }) publishedAt: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}
