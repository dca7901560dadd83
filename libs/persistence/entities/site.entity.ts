import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('site')
@Check('site_kind_check', "kind in ('hub', 'partner')")
export class SiteEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { unique: true }) code: string;
  @Column('text') nameJa: string;
  @Column('text') nameEn: string;
  @Column('text') kind: 'hub' | 'partner';
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}

@Entity('key_counter')
export class KeyCounterEntity {
  @PrimaryColumn('integer') year: number;
  @Column('integer') last: number;
}
