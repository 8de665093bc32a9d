import { Injectable } from '@nestjs/common';

/** Something that is no flow and names a tag. `kind` is an i18n key below `contacts.usedBy`. */
export interface OtherUse {
  kind: string;
  id: string;
  name: string;
}

/** Where capabilities say what of theirs names a tag: rules of rich menus, segments, friend sources … */
@Injectable()
export class TagUses {
  private readonly finders: ((botId: string, tag: string) => Promise<OtherUse[]>)[] = [];

  register(find: (botId: string, tag: string) => Promise<OtherUse[]>): void {
    this.finders.push(find);
  }

  async of(botId: string, tag: string): Promise<OtherUse[]> {
    return (await Promise.all(this.finders.map((find) => find(botId, tag)))).flat();
  }
}
