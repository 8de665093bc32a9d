import type { LineAction } from '../driver/actions';

/** A tappable area, in pixels of the picture. */
export interface RichMenuArea {
  bounds: { x: number; y: number; width: number; height: number };
  action: LineAction;
}

/** A rich menu as the API made it; `image` comes by a call of its own and stays for good (FACTS §9). */
export interface RichMenu {
  richMenuId: string;
  size: { width: number; height: number };
  selected: boolean;
  name: string;
  chatBarText: string;
  areas: RichMenuArea[];
  image?: { bytes: Buffer; contentType: string };
}

/** Progress of a batch, as the API tells it. */
export interface RichMenuBatch {
  phase: 'ongoing' | 'succeeded' | 'failed';
  /** Epoch ms. */
  acceptedAt: number;
  completedAt?: number;
  resumeRequestKey?: string;
}

/** What a person's chat shows below the messages, and by whose choice. */
export interface ShownMenu {
  menu?: RichMenu;
  /** `user`: linked to this person; `default`: the channel's; `none`. */
  source: 'user' | 'default' | 'none';
}

interface SavedMenus {
  menus: (Omit<RichMenu, 'image'> & { image?: { base64: string; contentType: string } })[];
  aliases: [string, string][];
  defaultId?: string;
  links: [string, string][];
  batches: [string, RichMenuBatch][];
}

/**
 * The rich menus of a channel and who sees which. A link or its end is seen at once; a new default, or a deleted menu,
 * only when the chat is opened again (FACTS §9 "takes effect").
 */
export class RichMenus {
  readonly menus = new Map<string, RichMenu>();
  /** Alias ID to menu ID. */
  readonly aliases = new Map<string, string>();
  /** User ID to menu ID. */
  readonly links = new Map<string, string>();
  readonly batches = new Map<string, RichMenuBatch>();
  defaultId: string | undefined;
  /** What the open chats show. */
  private readonly shown = new Map<string, ShownMenu>();

  /** What the person sees now: as their chat was opened, or as a link changed it since. */
  shownTo(userId: string): ShownMenu {
    return this.shown.get(userId) ?? this.open(userId);
  }

  /** The person opens the chat (again): everything is up to date. */
  open(userId: string): ShownMenu {
    const now = this.current(userId);
    this.shown.set(userId, now);
    return now;
  }

  /** A menu by its ID, also one that is deleted but still to be seen in some open chat. */
  find(richMenuId: string): RichMenu | undefined {
    return this.menus.get(richMenuId) ?? [...this.shown.values()].find(({ menu }) => menu?.richMenuId === richMenuId)?.menu;
  }

  /** What the person would see on opening the chat: their own menu before the default. */
  current(userId: string): ShownMenu {
    const own = this.menus.get(this.links.get(userId) ?? '');
    if (own) return { menu: own, source: 'user' };
    const common = this.menus.get(this.defaultId ?? '');
    return common ? { menu: common, source: 'default' } : { source: 'none' };
  }

  /** For the snapshot file. What open chats showed is not kept: after a restart everybody has opened theirs again. */
  toJSON(): SavedMenus {
    return {
      menus: [...this.menus.values()].map(({ image, ...menu }) => ({
        ...menu,
        ...(image && { image: { base64: image.bytes.toString('base64'), contentType: image.contentType } }),
      })),
      aliases: [...this.aliases],
      links: [...this.links],
      batches: [...this.batches],
      ...(this.defaultId !== undefined && { defaultId: this.defaultId }),
    };
  }
  restore(saved: SavedMenus): void {
    for (const { image, ...menu } of saved.menus) {
      this.menus.set(menu.richMenuId, { ...menu, ...(image && { image: { bytes: Buffer.from(image.base64, 'base64'), contentType: image.contentType } }) });
    }
    for (const [alias, id] of saved.aliases) this.aliases.set(alias, id);
    for (const [userId, id] of saved.links) this.links.set(userId, id);
    for (const [id, batch] of saved.batches) this.batches.set(id, batch);
    this.defaultId = saved.defaultId;
  }
}
