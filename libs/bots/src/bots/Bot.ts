import type { BotSnapshot } from '@chatloom/engine';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from '../columnTypes';

/** Opening hours by ISO weekday 1-7; an absent day is closed. */
export type BusinessHours = NonNullable<BotSnapshot['businessHours']>;

/** What a team designs: owns channels and flows. */
@Entity('bot')
export class Bot {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  /** IANA name. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  /** BCP 47; the language new flows are written in. */
  @Column('text')
  language!: string;

  @Column('jsonb', { name: 'business_hours', nullable: true })
  businessHours!: BusinessHours | null;

  /** Goes up with whatever changes what live conversations run; see `touchLive`. */
  @Column('bigint', { name: 'live_revision', transformer: bigintAsNumber, default: 1 })
  liveRevision!: number;

  @Column('bigint', { name: 'draft_revision', transformer: bigintAsNumber, default: 1 })
  draftRevision!: number;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
