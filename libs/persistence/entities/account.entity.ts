import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('account')
@Check('account_locale_check', "locale in ('ja', 'en')")
export class AccountEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('person') @Column('uuid', { unique: true }) personId: string;
  @Column('text', { unique: true }) login: string;
  @Column('text') passwordHash: string;
  @Column('text', { default: 'ja' }) locale: 'ja' | 'en';
  @Column('timestamptz', { nullable: true }) disabledAt: Date | null;
  @Column('integer', { default: 0 }) failedAttempts: number;
  @Column('timestamptz', { nullable: true }) lockedUntil: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}

@Entity('role_grant')
@Unique(['personId', 'role', 'siteId', 'clientId'])
@Check('role_grant_check', "(role = 'client') = (client_id is not null)")
@Check(
  'role_grant_role_check',
  "role in ('manager', 'director', 'leader', 'teleworker', 'coordinator', 'pro', 'client', 'partner', 'city', 'ops')",
)
export class RoleGrantEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('person') @Column('uuid') personId: string;
  @Column('text') role: string;
  @ForeignKey('client') @Column('uuid', { nullable: true }) clientId: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}
