import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('stored_file')
export class StoredFileEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @Column('text') name: string;
  @Column('text') mediaType: string;
  @Column('integer') bytes: number;
  @Column('text') sha256: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}

@Entity('delivery')
@Unique(['engagementId', 'deliveryNo'])
@Check('delivery_accepted_via_check', "accepted_via in ('api', 'signal', 'clock', 'ops')")
@Check('delivery_status_check', "status in ('built', 'sent', 'accepted', 'rejected')")
export class DeliveryEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @Column('integer') deliveryNo: number;
  @Column('integer') items: number;
  @Column('jsonb') report: unknown;
  @ForeignKey('stored_file') @Column('uuid') csvFileId: string;
  @ForeignKey('stored_file') @Column('uuid') reportFileId: string;
  @ForeignKey('stored_file') @Column('uuid') noteFileId: string;
  @Column('text') status: 'built' | 'sent' | 'accepted' | 'rejected';
  @Column('timestamptz', { default: () => 'now()' }) builtAt: Date;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
  @Column('timestamptz', { nullable: true }) acceptedAt: Date | null;
  @ForeignKey('person') @Column('uuid', { nullable: true }) acceptedBy: string | null;
  @Column('integer', { array: true, default: () => `'{}'` }) lotNos: number[];
  @Column('text', { nullable: true }) acceptedVia: 'api' | 'signal' | 'clock' | 'ops' | null;
}

@Entity('delivery_rejection')
export class DeliveryRejectionEntity {
  @ForeignKey('delivery') @PrimaryColumn('uuid') deliveryId: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('work_item') @PrimaryColumn('uuid') workItemId: string;
  @Column('text') code: string;
  @Column('text', { default: '' }) comment: string;
  @ForeignKey('person') @Column('uuid') namedBy: string;
  @Column('timestamptz', { default: () => 'now()' }) namedAt: Date;
}
