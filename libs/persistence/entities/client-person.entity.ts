import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { asNumber } from './columns';

@Entity('client')
@Check('client_kind_check', "kind in ('company', 'municipality')")
export class ClientEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @Column('text', { unique: true }) code: string;
  @Column('text') name: string;
  @Column('text') nameKana: string;
  @Column('text') kind: 'company' | 'municipality';
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}

@Entity('person')
@Check('person_ceiling_hours_per_week_check', 'ceiling_hours_per_week >= 0')
@Check('person_hours_per_week_check', 'hours_per_week >= 0')
@Check(
  'person_journey_check',
  "journey in ('applied', 'interviewed', 'registered', 'in_training', 'available', 'active', 'moved_on')",
)
@Check('person_turnout_check', '(turnout >= 0) and (turnout <= 1)')
@Index('person_site', ['siteId', 'familyKana', 'givenKana', 'id'])
export class PersonEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @Column('text', { unique: true }) code: string;
  @Column('text') familyName: string;
  @Column('text') givenName: string;
  @Column('text') familyKana: string;
  @Column('text') givenKana: string;
  @Column('text') municipality: string;
  @Column('text') journey: string;
  @Column('numeric', { precision: 5, scale: 1, transformer: asNumber, default: 0 }) hoursPerWeek: number;
  @Column('numeric', { precision: 5, scale: 1, transformer: asNumber, default: 40 }) ceilingHoursPerWeek: number;
  @Column('numeric', { precision: 5, scale: 1, transformer: asNumber, default: 0 }) wishedMinimumHours: number;
  @Column('numeric', { precision: 4, scale: 3, transformer: asNumber, default: () => '0.850' }) turnout: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}

@Entity('person_skill')
@Check('person_skill_level_check', '(level >= 1) and (level <= 5)')
export class PersonSkillEntity {
  @ForeignKey('person', { onDelete: 'CASCADE' }) @PrimaryColumn('uuid') personId: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @PrimaryColumn('text') skill: string;
  @Column('smallint') level: number;
}
