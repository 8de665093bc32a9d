import { applyContactEffects, type ContactSnapshot, type Effect } from '@chatloom/engine';
import type { ContactChange } from './turnRows';

/** Collects what the events of one batch change about one contact, as one difference to be written. */
export class ContactChanges {
  private change: ContactChange | null = null;

  constructor(
    private readonly contactId: string | null,
    /** The contact as the next event of the batch sees it. */
    public snapshot: ContactSnapshot,
  ) {}

  /** Later effects win over earlier ones: added then removed is removed. */
  apply(effects: readonly Effect[]): void {
    this.snapshot = applyContactEffects(this.snapshot, effects);
    for (const effect of effects) {
      if (effect.type === 'setField') {
        const { fields, remove_fields } = this.open();
        const removed = remove_fields.indexOf(effect.field);
        if (effect.value === null) {
          delete fields[effect.field];
          if (removed < 0) remove_fields.push(effect.field);
        } else {
          fields[effect.field] = effect.value;
          if (removed >= 0) remove_fields.splice(removed, 1);
        }
      } else if (effect.type === 'addTag') {
        const { add_tags, remove_tags } = this.open();
        move(effect.tag, remove_tags, add_tags);
      } else if (effect.type === 'removeTag') {
        const { add_tags, remove_tags } = this.open();
        move(effect.tag, add_tags, remove_tags);
      }
    }
  }

  /** Follow and unfollow. */
  setFriend(isFriend: boolean): void {
    if (this.snapshot.isFriend === isFriend) return;
    this.snapshot = { ...this.snapshot, isFriend };
    this.open().is_friend = isFriend;
  }

  /** What to write; `null` when nothing changed or the conversation is a group, which has no contact. */
  toWrite(): ContactChange | null {
    return this.change?.id ? this.change : null;
  }

  private open(): ContactChange {
    this.change ??= { id: this.contactId ?? '', fields: {}, remove_fields: [], add_tags: [], remove_tags: [], is_friend: null };
    return this.change;
  }
}

function move(tag: string, from: string[], to: string[]): void {
  const at = from.indexOf(tag);
  if (at >= 0) from.splice(at, 1);
  if (!to.includes(tag)) to.push(tag);
}
