import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('absence')
@Check('absence_check', '(last_day is null) or (last_day >= first_day)')
@Check('absence_check1', 'cover_id is distinct from person_id')
@Index('absence_person', ['personId', 'firstDay'], { where: 'ended_at is null' })
export class AbsenceEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('person') @Column('uuid') personId: string;
  @Column('date') firstDay: string;
  @Column('date', { nullable: true }) lastDay: string | null;
  @ForeignKey('person') @Column('uuid', { nullable: true }) coverId: string | null;
  @ForeignKey('person') @Column('uuid') declaredBy: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
}

@Entity('notice')
@Unique(['personId', 'key'])
@Index('notice_inbox', ['personId', 'createdAt', 'id'])
export class NoticeEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid', { nullable: true }) engagementId: string | null;
  @ForeignKey('person') @Column('uuid') personId: string;
  @Column('text') kind: string;
  @Column('text') key: string;
  @Column('jsonb', { default: {} }) data: unknown;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) readAt: Date | null;
}
