import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One saved batch of edits of a draft. */
@Entity('flow_operation')
export class FlowOperation {
  @PrimaryColumn('uuid', { name: 'flow_id' })
  flowId!: string;

  /** The draft's revision after it. */
  @PrimaryColumn('integer')
  revision!: number;

  @Column('uuid', { name: 'bot_id' })
  botId!: string;

  /** Names the editor window that sent it. */
  @Column('text', { name: 'client_id' })
  clientId!: string;

  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;

  @Column('json')
  operations!: { type: string; [field: string]: unknown }[];

  @Column('timestamptz')
  at!: Date;
}
