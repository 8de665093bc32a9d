/** Media a user sent. `gone` after the message was taken back. */
export interface StoredContent {
  bytes: Buffer;
  contentType: string;
  /** Until then LINE "prepares" it and answers 202; epoch ms. */
  readyAt: number;
  gone: boolean;
}

const KEEP_BYTES = 64 * 1024 * 1024;

/** Content of a channel's messages by message id; the oldest is forgotten when 64 MB are exceeded. */
export class ContentStore {
  private readonly contents = new Map<string, StoredContent>();
  private total = 0;

  add(messageId: string, content: Omit<StoredContent, 'gone'>): void {
    this.contents.set(messageId, { ...content, gone: false });
    this.total += content.bytes.length;
    for (const [id, oldest] of this.contents) {
      if (this.total <= KEEP_BYTES || id === messageId) break;
      this.total -= oldest.bytes.length;
      this.contents.delete(id);
    }
  }

  get(messageId: string): StoredContent | undefined {
    return this.contents.get(messageId);
  }

  unsend(messageId: string): void {
    const content = this.contents.get(messageId);
    if (!content) return;
    this.total -= content.bytes.length;
    content.bytes = Buffer.alloc(0);
    content.gone = true;
  }

  /** For the snapshot file. */
  entries(): [string, Omit<StoredContent, 'bytes'> & { base64: string }][] {
    return [...this.contents].map(([id, { bytes, ...rest }]) => [id, { ...rest, base64: bytes.toString('base64') }]);
  }
  restore(entries: [string, Omit<StoredContent, 'bytes'> & { base64: string }][]): void {
    for (const [id, { base64, ...rest }] of entries) {
      const bytes = Buffer.from(base64, 'base64');
      this.contents.set(id, { ...rest, bytes });
      this.total += bytes.length;
    }
  }
}
