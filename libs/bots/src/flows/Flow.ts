import type { FlowDocument } from '@chatloom/flow';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A conversation graph of a bot: a draft that changes, and versions that do not. */
@Entity('flow')
export class Flow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'bot_id' })
  botId!: string;

  /** Always the draft's own name. */
  @Column('text')
  name!: string;

  @Column('json')
  draft!: FlowDocument;

  @Column('integer', { name: 'draft_revision', default: 1 })
  draftRevision!: number;

  /** The draft revision that was published last; equal to `draftRevision` when nothing changed since. */
  @Column('integer', { name: 'published_revision', nullable: true })
  publishedRevision!: number | null;

  @Column('uuid', { name: 'published_version_id', nullable: true })
  publishedVersionId!: string | null;

  /** Order among the bot's flows; ties between triggers are broken by it. */
  @Column('integer')
  position!: number;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
