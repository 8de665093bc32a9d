import type { FlowDocument } from '@chatloom/flow';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was published once: its document never changes. */
@Entity('flow_version')
export class FlowVersion {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'bot_id' })
  botId!: string;

  @Column('uuid', { name: 'flow_id' })
  flowId!: string;

  /** 1, 2, 3, … within the flow. */
  @Column('integer')
  number!: number;

  @Column('json')
  document!: FlowDocument;

  @Column('text')
  note!: string;

  @Column('uuid', { name: 'published_by', nullable: true })
  publishedBy!: string | null;

  @Column('timestamptz', { name: 'published_at' })
  publishedAt!: Date;

  /** The version people inside this one continue in, when the publisher chose to move them. */
  @Column('uuid', { name: 'superseded_by', nullable: true })
  supersededBy!: string | null;
}
