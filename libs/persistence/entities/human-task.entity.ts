import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('human_task')
@Check('human_task_decided_via_check', "decided_via in ('api', 'signal', 'clock', 'ops')")
@Check('human_task_status_check', "status in ('open', 'completed', 'cancelled')")
@Check('human_task_waits_for_check', "waits_for in ('kado', 'client')")
@Index('human_task_due', ['status', 'dueAt', 'id'])
@Index('human_task_engagement', ['engagementId', 'since', 'id'])
@Index('human_task_inbox', ['siteId', 'role', 'dueAt', 'id'], { where: "status = 'open'" })
@Index('human_task_open', ['engagementId', 'dueAt', 'id'], { where: "status = 'open'" })
export class HumanTaskEntity {
  @PrimaryColumn('text') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @ForeignKey('lot') @Column('uuid', { nullable: true }) lotId: string | null;
  @Column('text') workflowId: string;
  @Column('text') kind: string;
  @Column('text') role: string;
  @Column('text') waitsFor: 'kado' | 'client';
  @Column('text') status: 'open' | 'completed' | 'cancelled';
  @Column('uuid', { array: true, default: () => `'{}'` }) excluding: string[];
  @Column('timestamptz') since: Date;
  @Column('timestamptz') dueAt: Date;
  @ForeignKey('person') @Column('uuid', { nullable: true }) claimedBy: string | null;
  @Column('timestamptz', { nullable: true }) claimedAt: Date | null;
  @Column('smallint', { default: 0 }) lastClock: number;
  @Column('text', { nullable: true }) outcome: string | null;
  @Column('jsonb', { default: {} }) data: unknown;
  @Column('uuid', { nullable: true }) reasonId: string | null;
  @ForeignKey('person') @Column('uuid', { nullable: true }) decidedBy: string | null;
  @Column('text', { nullable: true }) decidedVia: 'api' | 'signal' | 'clock' | 'ops' | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Column('integer', { default: 1 }) rowVersion: number;
  @Column('text', { nullable: true }) chapter: string | null;
  @Column('text', { nullable: true }) journalKey: string | null;
  @Column('jsonb', { default: {} }) subject: unknown;
  @Column('jsonb', { default: [] }) clocks: unknown;
  @Column('jsonb', { default: {} }) struck: unknown;
  @Column('text', { array: true, default: () => `'{}'` }) escalatedTo: string[];
  @Column('timestamptz', { nullable: true }) pausedAt: Date | null;
  @ForeignKey('person') @Column('uuid', { nullable: true }) ownerId: string | null;
  @Column('smallint', { default: 0 }) delegations: number;
}

@Entity('reason_text')
@Check('reason_text_text_check', '(length(text) >= 1) and (length(text) <= 4000)')
export class ReasonTextEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid', { nullable: true }) engagementId: string | null;
  @Column('uuid', { nullable: true }) authorId: string | null;
  @Column('text') text: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}
