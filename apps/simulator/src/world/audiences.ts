/** People collected for narrowcasts (FACTS §12). */
export interface Audience {
  audienceGroupId: number;
  type: 'UPLOAD' | 'CLICK' | 'IMP';
  /** Its name. */
  description: string;
  /** Epoch ms. */
  createdAt: number;
  isIfaAudience: boolean;
  /** User IDs. */
  members: string[];
  /** Of the message it follows, for CLICK and IMP. */
  requestId?: string;
  clickUrl?: string;
  jobs: AudienceJob[];
}

/** One upload of IDs. */
export interface AudienceJob {
  id: number;
  description: string;
  /** Epoch ms. */
  createdAt: number;
  count: number;
  /** Some ID was none: the whole upload fails (FACTS §12). */
  invalid: boolean;
}

/** Kept by LINE for so long at most (FACTS §12). */
export const AUDIENCE_LIFE_MS = 180 * 86_400_000;

interface SavedAudiences {
  next: number;
  groups: Audience[];
}

/** The audiences of a channel. */
export class Audiences {
  readonly groups = new Map<number, Audience>();
  private next = 1_000_000_000_001;

  /** IDs of audiences and jobs are large numbers, never the same twice. */
  nextId(): number {
    return this.next++;
  }

  /** For the snapshot file. */
  toJSON(): SavedAudiences {
    return { next: this.next, groups: [...this.groups.values()] };
  }
  restore(saved: SavedAudiences): void {
    this.next = saved.next;
    for (const group of saved.groups) this.groups.set(group.audienceGroupId, group);
  }
}
