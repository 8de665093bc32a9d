import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export type ChannelKind = 'line' | 'simulator';
export type ChannelState = 'active' | 'paused';
/** What the channel's conversations run: what is published, or the drafts. */
export type ChannelRuns = 'published' | 'draft';

/** A LINE Messaging API channel of a bot, or its built-in simulator channel. Secrets are stored encrypted only. */
@Entity('channel')
export class Channel {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'bot_id' })
  botId!: string;

  @Column('text')
  kind!: ChannelKind;

  @Column('text')
  name!: string;

  /** The path LINE calls is `/webhook/<webhookKey>`. */
  @Column('text', { name: 'webhook_key' })
  webhookKey!: string;

  /** LINE's user id of the bot, the `destination` of its webhooks; known after the first check. */
  @Column('text', { name: 'bot_user_id', nullable: true })
  botUserId!: string | null;

  @Column('text', { name: 'basic_id', nullable: true })
  basicId!: string | null;

  @Column('text', { name: 'display_name', nullable: true })
  displayName!: string | null;

  @Column('text', { name: 'secret_enc', select: false })
  secretEnc!: string;

  @Column('text', { name: 'token_enc', select: false })
  tokenEnc!: string;

  @Column('text', { name: 'secret_last_four' })
  secretLastFour!: string;

  @Column('text', { name: 'token_last_four' })
  tokenLastFour!: string;

  @Column('text')
  state!: ChannelState;

  /** Why sending stopped: `unauthorized`, `byPerson`, … */
  @Column('text', { name: 'paused_reason', nullable: true })
  pausedReason!: string | null;

  @Column('text')
  runs!: ChannelRuns;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
