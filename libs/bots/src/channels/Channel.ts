import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export type ChannelKind = 'line' | 'simulator';
export type ChannelState = 'active' | 'paused';
/** What the channel's conversations run: what is published, or the drafts. */
export type ChannelRuns = 'published' | 'draft';
/** `given`: a person pasted the token. `issued`: made from channel id and secret, and renewed by us. */
export type TokenKind = 'given' | 'issued';
/** What a person ticks off on the check list because LINE does not tell. */
export type ChannelTick = 'redelivery' | 'greetingOff' | 'autoReplyOff' | 'groupsAllowed';

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

  /** The channel's number at LINE, when known. */
  @Column('text', { name: 'line_channel_id', nullable: true })
  lineChannelId!: string | null;

  @Column('text', { name: 'token_kind' })
  tokenKind!: TokenKind;

  /** Of issued tokens only. */
  @Column('timestamptz', { name: 'token_expires_at', nullable: true })
  tokenExpiresAt!: Date | null;

  @Column('timestamptz', { name: 'token_issued_at', nullable: true })
  tokenIssuedAt!: Date | null;

  @Column('jsonb')
  ticked!: Partial<Record<ChannelTick, boolean>>;

  /** Pushes are held back once so many percent of the month's messages are used; null = never. */
  @Column('smallint', { name: 'push_stop_percent', nullable: true })
  pushStopPercent!: number | null;

  /** Another bot's user id that a validly signed webhook named as its destination. */
  @Column('text', { name: 'foreign_destination', nullable: true })
  foreignDestination!: string | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
