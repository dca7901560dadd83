import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('lot')
@Unique(['engagementId', 'lotNo'])
@Check('lot_purpose_check', "purpose in ('pilot', 'production')")
@Check('lot_stage_check', "stage in ('production', 'quality', 'released', 'delivered', 'accepted', 'cancelled')")
export class LotEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @Column('integer') lotNo: number;
  @Column('text', { unique: true }) key: string;
  @Column('text') purpose: 'pilot' | 'production';
  @Column('text') stage: 'production' | 'quality' | 'released' | 'delivered' | 'accepted' | 'cancelled';
  @Column('integer', { default: 1 }) round: number;
  @Column('integer', { default: 0 }) total: number;
  @Column('integer', { default: 0 }) open: number;
  @Column('integer', { default: 0 }) stepVersion: number;
  @Column('text', { nullable: true }) formedFor: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) releasedAt: Date | null;
}

@Entity('inspection')
@Unique(['lotId', 'round'])
export class InspectionEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('lot') @Column('uuid') lotId: string;
  @Column('integer') round: number;
  @Column('text') seed: string;
  @Column('integer') sampleSize: number;
  @Column('integer') acceptanceNumber: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}

@Entity('inspection_item')
@Check('inspection_item_verdict_check', "verdict in ('ok', 'defect')")
export class InspectionItemEntity {
  @ForeignKey('inspection') @PrimaryColumn('uuid') inspectionId: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('work_item') @PrimaryColumn('uuid') workItemId: string;
  @ForeignKey('person') @Column('uuid', { nullable: true }) inspectorId: string | null;
  @Column('text', { nullable: true }) verdict: 'ok' | 'defect' | null;
  @Column('text', { nullable: true }) rightAnswer: string | null;
  @Column('text', { nullable: true }) code: string | null;
  @Column('timestamptz', { nullable: true }) inspectedAt: Date | null;
}
